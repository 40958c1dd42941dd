import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { checks } from '../checks/index.ts';
import { UsageError } from '../errors/usage-error.ts';
import type { Fingerprint } from '../agreement/fingerprint.ts';
import { parseFingerprint } from '../agreement/parse-fingerprint.ts';
import { formatProblem } from '../yaml/problem.ts';
import { builtinFingerprints } from './builtin.ts';
import { loadLicenseRules } from './load.ts';
import type { LicenseRules } from '../rulebook/rulebook.ts';

/** Licenses of rule files that do not ship with the package, and the fingerprints that lie beside them. */
export function loadOwnLicenses(files: readonly string[]): {
  readonly licenses: readonly LicenseRules[];
  readonly fingerprint: (name: string) => Fingerprint | null;
} {
  const licenses: LicenseRules[] = [];
  const folders = new Map<string, string>();
  for (const file of files) {
    const read = loadLicenseRules(file, readRuleFile(file), checks);
    if ('problems' in read) throw new UsageError(read.problems.map(formatProblem).join('\n'));
    licenses.push(read.rules);
    folders.set(read.rules.agreement.fingerprint, join(dirname(file), 'agreements'));
  }
  return { licenses, fingerprint: (name) => readFingerprint(name, folders.get(name)) };
}

function readRuleFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`the rule file ${file} cannot be read`);
  }
}

function readFingerprint(name: string, folder: string | undefined): Fingerprint | null {
  if (folder === undefined) return null;
  const path = join(folder, `${name}.json`);
  if (!existsSync(path) && builtinFingerprints.includes(name)) return null;
  if (!existsSync(path)) throw new UsageError(`the fingerprint ${path} is missing, which the rule file names`);
  const fingerprint = parseFingerprint(readFileSync(path, 'utf8'));
  if (fingerprint === null) throw new UsageError(`${path} is not a fingerprint of an agreement`);
  return fingerprint;
}
