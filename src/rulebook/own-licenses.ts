import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { checks } from '../checks/index.ts';
import { UsageError } from '../config/usage-error.ts';
import type { Fingerprint } from '../facts/agreement/fingerprint.ts';
import { parseFingerprint } from '../facts/agreement/fingerprint.ts';
import { formatProblem } from '../yaml/problem.ts';
import { loadLicenseRules } from './load.ts';
import type { LicenseRules } from './rulebook.ts';

/** Licenses of rule files that do not ship with the package, and the fingerprints that lie beside them. */
export async function loadOwnLicenses(
  files: readonly string[],
): Promise<{ readonly licenses: readonly LicenseRules[]; readonly fingerprint: (name: string) => Promise<Fingerprint | null> }> {
  const licenses: LicenseRules[] = [];
  const folders = new Map<string, string>();
  for (const file of files) {
    const read = loadLicenseRules(file, await readRuleFile(file), checks);
    if ('problems' in read) throw new UsageError(read.problems.map(formatProblem).join('\n'));
    licenses.push(read.rules);
    folders.set(read.rules.agreement.fingerprint, join(dirname(file), 'agreements'));
  }
  return { licenses, fingerprint: async (name) => readFingerprint(name, folders.get(name)) };
}

async function readRuleFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new UsageError(`the rule file ${file} cannot be read`);
  }
}

async function readFingerprint(name: string, folder: string | undefined): Promise<Fingerprint | null> {
  if (folder === undefined) return null;
  const path = join(folder, `${name}.json`);
  const source = await readFile(path, 'utf8').catch(() => null);
  if (source === null) return null;
  const fingerprint = parseFingerprint(source);
  if (fingerprint === null) throw new UsageError(`${path} is not a fingerprint of an agreement`);
  return fingerprint;
}
