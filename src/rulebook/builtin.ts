import llama2 from '../../rules/llama-2.yaml';
import llama31 from '../../rules/llama-3.1.yaml';
import llama32 from '../../rules/llama-3.2.yaml';
import llama33 from '../../rules/llama-3.3.yaml';
import llama3 from '../../rules/llama-3.yaml';
import llama4 from '../../rules/llama-4.yaml';
import mirrorsOfModels from '../../rules/mirrors.yaml';
import type { Fingerprint } from '../facts/agreement/fingerprint.ts';
import type { LicenseRules, Mirrors } from './rulebook.ts';

/** The licenses that ship with the package, newest first. */
export const builtinLicenses: readonly LicenseRules[] = [llama4, llama33, llama32, llama31, llama3, llama2];

export const mirrors: Mirrors = mirrorsOfModels;

/** Loaded one by one and only on demand: few repositories hold a text that may be an agreement. */
const fingerprints: ReadonlyMap<string, () => Promise<{ readonly default: unknown }>> = new Map([
  ['llama-4', () => import('../../rules/agreements/llama-4.json', { with: { type: 'json' } })],
  ['llama-3.3', () => import('../../rules/agreements/llama-3.3.json', { with: { type: 'json' } })],
  ['llama-3.2', () => import('../../rules/agreements/llama-3.2.json', { with: { type: 'json' } })],
  ['llama-3.1', () => import('../../rules/agreements/llama-3.1.json', { with: { type: 'json' } })],
  ['llama-3', () => import('../../rules/agreements/llama-3.json', { with: { type: 'json' } })],
  ['llama-2', () => import('../../rules/agreements/llama-2.json', { with: { type: 'json' } })],
]);

/** The names of the fingerprints that ship. */
export const builtinFingerprints: readonly string[] = [...fingerprints.keys()];

/** The fingerprint that a rule file names under `agreement`; null when none of that name ships. Its JSON is generated. */
export async function builtinFingerprint(name: string): Promise<Fingerprint | null> {
  const load = fingerprints.get(name);
  return load === undefined ? null : ((await load()).default as Fingerprint);
}
