import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Fingerprint } from '../agreement/fingerprint.ts';
import { parseFingerprint } from '../agreement/parse-fingerprint.ts';
import { checks } from '../checks/index.ts';
import type { LicenseRules, Mirrors } from '../rulebook/rulebook.ts';
import type { SharedWording } from './load-wording.ts';
import { readRulesFolder } from './read-rules.ts';

// Runs only where the sources run unbuilt: the build puts what this gives in the place of the file, as plain data, so
// that nothing reads YAML at start-up and a wrong file never ships (see scripts/compiled-data.ts).

const FOLDER = fileURLToPath(new URL('../../rules', import.meta.url));
const rules = readRulesFolder(FOLDER, 'rules', checks);

/** The licenses that ship with the package, newest first. */
export const builtinLicenses: readonly LicenseRules[] = rules.licenses;

/** The sentences that they share. */
export const builtinWording: SharedWording = rules.wording;

export const mirrors: Mirrors = rules.mirrors;

/** The fingerprints of their agreements. */
export const builtinFingerprints: readonly Fingerprint[] = rules.licenses.map(
  ({ agreement: { fingerprint: name } }) => {
    const fingerprint = parseFingerprint(readFileSync(`${FOLDER}/agreements/${name}.json`, 'utf8'));
    if (fingerprint === null) throw new Error(`rules/agreements/${name}.json is not a fingerprint of an agreement`);
    return fingerprint;
  },
);
