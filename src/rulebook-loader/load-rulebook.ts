import type { Fingerprint } from '../agreement/fingerprint.ts';
import { builtinFingerprints, builtinLicenses, mirrors } from './builtin.ts';
import { loadOwnLicenses } from './custom-licenses.ts';
import type { LicenseRules, Mirrors } from '../rulebook/rulebook.ts';

/** All licenses that a run judges by. */
export interface Rulebook {
  readonly licenses: readonly LicenseRules[];
  readonly mirrors: Mirrors;
  /** The fingerprints of the agreements; loaded on the first call. */
  readonly fingerprints: () => Promise<readonly Fingerprint[]>;
}

/**
 * The built-in licenses, and those of further rule files. A rule file for a license that is built in replaces it. Its
 * agreement's fingerprint lies in the folder `agreements` beside it, and its models in `models` where it does not name
 * them itself. Sentences that it leaves out are those of the built-in licenses.
 * Throws a `UsageError` when a file cannot be read or is wrong.
 */
export function loadRulebook(files: readonly string[]): Rulebook {
  if (files.length === 0) return rulebookOf(builtinLicenses, builtinFingerprint);
  const own = loadOwnLicenses(files);
  const replaced = new Set(own.licenses.map((license) => license.license));
  const licenses = [...own.licenses, ...builtinLicenses.filter((license) => !replaced.has(license.license))];
  return rulebookOf(licenses, (name) => own.fingerprint(name) ?? builtinFingerprint(name));
}

/** The fingerprint of a license that ships; null when none of that name does. */
export function builtinFingerprint(name: string): Fingerprint | null {
  return builtinFingerprints.find(({ license }) => license === name) ?? null;
}

function rulebookOf(licenses: readonly LicenseRules[], fingerprintOf: (name: string) => Fingerprint | null): Rulebook {
  // All of them: the agreement of another version is to be called by its name.
  const names = new Set([
    ...licenses.map((license) => license.agreement.fingerprint),
    ...builtinFingerprints.map(({ license }) => license),
  ]);
  let loaded: readonly Fingerprint[] | null = null;
  const load = () => [...names].map(fingerprintOf).filter((one) => one !== null);
  return { licenses, mirrors, fingerprints: () => Promise.resolve((loaded ??= load())) };
}
