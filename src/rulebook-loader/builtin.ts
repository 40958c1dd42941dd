import fingerprint2 from '../../rules/agreements/llama-2.json' with { type: 'json' };
import fingerprint31 from '../../rules/agreements/llama-3.1.json' with { type: 'json' };
import fingerprint32 from '../../rules/agreements/llama-3.2.json' with { type: 'json' };
import fingerprint33 from '../../rules/agreements/llama-3.3.json' with { type: 'json' };
import fingerprint3 from '../../rules/agreements/llama-3.json' with { type: 'json' };
import fingerprint4 from '../../rules/agreements/llama-4.json' with { type: 'json' };
import llama2 from '../../rules/llama-2.yaml';
import llama31 from '../../rules/llama-3.1.yaml';
import llama32 from '../../rules/llama-3.2.yaml';
import llama33 from '../../rules/llama-3.3.yaml';
import llama3 from '../../rules/llama-3.yaml';
import llama4 from '../../rules/llama-4.yaml';
import mirrorsOfModels from '../../rules/mirrors.yaml';
import type { Fingerprint } from '../agreement/fingerprint.ts';
import type { LicenseRules, Mirrors } from '../rulebook/rulebook.ts';

/** The licenses that ship with the package, newest first. */
export const builtinLicenses: readonly LicenseRules[] = [llama4, llama33, llama32, llama31, llama3, llama2];

export const mirrors: Mirrors = mirrorsOfModels;

const fingerprints: ReadonlyMap<string, unknown> = new Map([
  ['llama-4', fingerprint4],
  ['llama-3.3', fingerprint33],
  ['llama-3.2', fingerprint32],
  ['llama-3.1', fingerprint31],
  ['llama-3', fingerprint3],
  ['llama-2', fingerprint2],
]);

/** The names of the fingerprints that ship. */
export const builtinFingerprints: readonly string[] = [...fingerprints.keys()];

/** The fingerprint that a rule file names under `agreement`; null when none of that name ships. Its JSON is generated. */
export function builtinFingerprint(name: string): Fingerprint | null {
  return (fingerprints.get(name) ?? null) as Fingerprint | null;
}
