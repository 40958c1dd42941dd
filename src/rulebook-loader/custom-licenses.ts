import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { checks } from '../checks/index.ts';
import { UsageError } from '../errors/usage-error.ts';
import type { Fingerprint } from '../agreement/fingerprint.ts';
import { parseFingerprint } from '../agreement/parse-fingerprint.ts';
import { formatProblem } from '../yaml/problem.ts';
import { builtinFingerprints, builtinWording } from './builtin.ts';
import { readLicense } from './read-rules.ts';
import type { LicenseRules } from '../rulebook/rulebook.ts';

/** Licenses of rule files that do not ship with the package, and the fingerprints that lie beside them. */
export function loadOwnLicenses(files: readonly string[]): {
  readonly licenses: readonly LicenseRules[];
  readonly fingerprint: (name: string) => Fingerprint | null;
} {
  const licenses: LicenseRules[] = [];
  const folders = new Map<string, string>();
  for (const file of files) {
    const rules = readRuleFile(file);
    licenses.push(rules);
    folders.set(rules.agreement.fingerprint, join(dirname(file), 'agreements'));
  }
  return { licenses, fingerprint: (name) => readFingerprint(name, folders.get(name)) };
}

function readRuleFile(file: string): LicenseRules {
  const read = tryToRead(file);
  if (read === null) throw new UsageError(`the rule file ${file} cannot be read`);
  if ('problems' in read) throw new UsageError(read.problems.map(formatProblem).join('\n'));
  return read.value;
}

function tryToRead(file: string): ReturnType<typeof readLicense> | null {
  try {
    return readLicense(file, file, checks, builtinWording);
  } catch {
    return null;
  }
}

function readFingerprint(name: string, folder: string | undefined): Fingerprint | null {
  if (folder === undefined) return null;
  const path = join(folder, `${name}.json`);
  if (!existsSync(path) && builtinFingerprints.some(({ license }) => license === name)) return null;
  if (!existsSync(path)) throw new UsageError(`the fingerprint ${path} is missing, which the rule file names`);
  const fingerprint = parseFingerprint(readFileSync(path, 'utf8'));
  if (fingerprint === null) throw new UsageError(`${path} is not a fingerprint of an agreement`);
  return fingerprint;
}
