import type { LicenseRules, Mirrors, ConfigFingerprint } from '../rulebook/rulebook.ts';
import type { Evidence } from '../snapshot/place.ts';
import { likelyEvidence, namedBase, type BaseEvidence } from './base-evidence.ts';
import { listOf, objectOf, type JsonFile, type JsonObject } from './json-file.ts';

/** The model's architecture: Llama's, which other models use, too, or one that no Llama model has. */
export interface Architecture {
  readonly isLlamas: boolean;
  readonly evidence: Evidence;
}

/**
 * The base in `adapter_config.json` (PEFT's key, or mlx-lm's). This file alone makes the repository an adapter.
 */
export function adapterBases(file: JsonFile, licenses: readonly LicenseRules[], mirrors: Mirrors): BaseEvidence[] {
  const found =
    file.text('base_model_name_or_path') ?? (Object.hasOwn(file.object, 'fine_tune_type') ? file.text('model') : null);
  if (found === null) return [];
  const base = namedBase(
    found.value,
    { by: 'adapter', relation: 'adapter', evidence: found.evidence },
    licenses,
    mirrors,
  );
  return base === null ? [] : [base];
}

/**
 * The places at which a configuration names the loaded model: the model itself, its language model, or the model of a
 * draft head.
 */
const BASE_KEYS: readonly (readonly [string, ...string[]])[] = [
  ['_name_or_path'],
  ['text_config', '_name_or_path'],
  ['llm_config', '_name_or_path'],
  ['language_config', '_name_or_path'],
  ['text_model_id'],
  ['hf_llm'],
  ['base_model_name_or_path'],
  ['speculators_config', 'verifier', 'name_or_path'],
];

/** The evidence in `config.json` (transformers): the folder that was loaded, and the architecture. */
export function configBases(file: JsonFile, licenses: readonly LicenseRules[], mirrors: Mirrors): BaseEvidence[] {
  const found: BaseEvidence[] = [];
  for (const keys of BASE_KEYS) {
    const loaded = file.text(...keys);
    const base =
      loaded === null
        ? null
        : namedBase(loaded.value, { by: 'config', relation: null, evidence: loaded.evidence }, licenses, mirrors);
    if (base?.match) found.push(base);
  }
  for (const license of licenses) {
    const family = license.models.find((one) => one.config !== null && holds(file.object, one.config));
    if (!family) continue;
    const match = { license: license.license, family, form: 'derived' as const, original: null };
    found.push(likelyEvidence('config', match, architecture(file, family.family)));
  }
  return found;
}

/**
 * The architecture in `config.json`, if it is one of transformers' own; otherwise null.
 */
export function architectureOf(file: JsonFile): Architecture | null {
  const type = file.text('model_type');
  if (type === null) return null;
  if (/^m?llama/i.test(type.value)) return { isLlamas: true, evidence: type.evidence };
  // A model that is built by the repository's own code can contain a Llama.
  return isOtherArchitecture(file) && !Object.hasOwn(file.object, 'auto_map')
    ? { isLlamas: false, evidence: type.evidence }
    : null;
}

/** True if the configuration names an architecture that is neither Llama's nor Prompt Guard's. */
export function isOtherArchitecture(file: JsonFile): boolean {
  return file.text('model_type') !== null && !file.mayName('llama') && !file.mayName('deberta');
}

function architecture(file: JsonFile, family: string): Evidence {
  const place = file.text('model_type')?.evidence;
  return {
    file: file.path,
    line: place?.line ?? null,
    column: place?.column ?? null,
    says: `the architecture and sizes of ${family}`,
  };
}

/** The word in rule files for a size that the library omits if it is the default. */
const ABSENT = 'absent';

/**
 * True if every named value matches; sizes are at the top or in `text_config`. A model with another vocabulary or size
 * is a different one.
 */
function holds(config: JsonObject, fingerprint: ConfigFingerprint): boolean {
  const inner = objectOf(config['text_config']) ?? {};
  return Object.entries(fingerprint).every(([key, allowed]) => {
    const values = [...listOf(config[key]), ...listOf(inner[key])];
    if (values.length === 0) return allowed.includes(ABSENT);
    return values.some((value) => (typeof value === 'string' || typeof value === 'number') && allowed.includes(value));
  });
}
