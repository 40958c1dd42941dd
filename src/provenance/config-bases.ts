import type { LicenseRules, Mirrors, ConfigFingerprint } from '../rulebook/rulebook.ts';
import type { Evidence } from '../snapshot/place.ts';
import { namedBase, type BaseEvidence } from './base-evidence.ts';
import { listOf, objectOf, type JsonFile, type JsonObject } from './json-file.ts';

/** The model's architecture: Llama's, which other makers use too, or one that no Llama model has. */
export interface Architecture {
  readonly isLlamas: boolean;
  readonly evidence: Evidence;
}

/**
 * The base that `adapter_config.json` names (PEFT's key, or mlx-lm's): that file alone makes the repository an adapter.
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
 * Where a configuration names what was loaded: the model itself, its language model, or the model that a draft head
 * speeds up.
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

/** What `config.json` (transformers) gives away: the folder it was loaded from, and the architecture. */
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
    found.push({
      by: 'config',
      license: license.license,
      certainty: 'likely',
      reference: null,
      match,
      foreign: false,
      relation: null,
      evidence: architecture(file, family.family),
    });
    break;
  }
  return found;
}

/**
 * What `config.json` says the model is built like, as far as transformers' own architectures tell; null where they do
 * not.
 */
export function architectureOf(file: JsonFile): Architecture | null {
  const type = file.text('model_type');
  if (type === null) return null;
  if (/^m?llama/i.test(type.value)) return { isLlamas: true, evidence: type.evidence };
  // What code of the repository's own builds may have a Llama inside.
  return isOtherArchitecture(file) && !Object.hasOwn(file.object, 'auto_map')
    ? { isLlamas: false, evidence: type.evidence }
    : null;
}

/** True where the configuration names an architecture, and neither Llama's nor that of Prompt Guard. */
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

/** What a rule file writes for a size that the library leaves out where it is the family's default. */
const ABSENT = 'absent';

/**
 * Every named value must be there; sizes stand at the top or in `text_config`. An own vocabulary or size is another
 * model.
 */
function holds(config: JsonObject, fingerprint: ConfigFingerprint): boolean {
  const inner = objectOf(config['text_config']) ?? {};
  return Object.entries(fingerprint).every(([key, allowed]) => {
    const values = [...listOf(config[key]), ...listOf(inner[key])];
    if (values.length === 0) return allowed.includes(ABSENT);
    return values.some((value) => (typeof value === 'string' || typeof value === 'number') && allowed.includes(value));
  });
}
