import type { LicenseRules, Mirrors } from '../rulebook/rulebook.ts';
import { fullNameMatch, likelyEvidence, namedBase, type BaseEvidence } from './base-evidence.ts';
import { licenseNamed } from './card-bases.ts';
import { textOf } from './gguf-bases.ts';
import type { Origins } from './read-files.ts';
import type { BaseStatement } from '../evidence/statement.ts';

/** The bases in headers, recipes and the card's body, matched with the models of the licenses. */
export function fileBases(
  origins: Origins,
  held: { readonly isModel: boolean; readonly weights: boolean },
  licenses: readonly LicenseRules[],
  mirrors: Mirrors,
): BaseEvidence[] {
  const named = statedBases(
    origins.bases.filter((statement) => counts(statement, held)),
    licenses,
    mirrors,
  );
  return [...named, ...ownNames(origins, licenses, mirrors), ...shape(origins, licenses), ...claims(origins, licenses)];
}

/** The models that statements name, matched with the models of the licenses. */
export function statedBases(
  statements: readonly BaseStatement[],
  licenses: readonly LicenseRules[],
  mirrors: Mirrors,
): BaseEvidence[] {
  return statements.flatMap((statement) => {
    const { by, relation, evidence, dataset } = statement;
    const found = { by, relation, evidence, ...(dataset === undefined ? {} : { dataset }) };
    const base = namedBase(statement.written, found, licenses, mirrors);
    // A trainer writes whatever it loaded there, often its own output.
    if (base === null || (by === 'config' && base.match === null)) return [];
    const generation = base.license === null && PROSE.has(by) ? generationOf(statement.written, licenses) : null;
    if (generation !== null)
      return [{ ...base, license: generation.license, certainty: 'likely' as const, reference: null }];
    return [statement.most === 'likely' ? { ...base, certainty: 'likely' as const, said: 'likely' as const } : base];
  });
}

const PROSE: ReadonlySet<BaseStatement['by']> = new Set(['sentence', 'mention', 'outputs']);

/** Prose often names only the generation: “answers of Llama 4”. Ids and names of repositories must be more specific. */
function generationOf(written: string, licenses: readonly LicenseRules[]): LicenseRules | null {
  const name = written
    .trim()
    .toLowerCase()
    .replace(/^meta[ -]/, '')
    .replace(/^llama[ -]?/, 'llama-');
  return licenses.find((one) => one.license === name) ?? null;
}

/**
 * Cards copy the name of an architecture from other cards, sometimes wrongly. Prose or a recipe alone makes a
 * repository a derivative only if it contains a model; otherwise it is a mention.
 */
function counts(
  statement: BaseStatement,
  { isModel, weights }: { readonly isModel: boolean; readonly weights: boolean },
): boolean {
  if (statement.by === 'architecture') return false;
  if (statement.by === 'program') return weights;
  return isModel || statement.by === 'gguf' || statement.by === 'safetensors';
}

/** `general.name` of a GGUF file is the model's own name, and counts like the repository's. */
function ownNames(origins: Origins, licenses: readonly LicenseRules[], mirrors: Mirrors): BaseEvidence[] {
  return origins.gguf.flatMap((header) => {
    const name = textOf(header, 'general.name');
    const match = name === null ? null : fullNameMatch(name, licenses, mirrors);
    if (name === null || match === null) return [];
    const evidence = { file: header.path, line: null, column: null, says: `general.name: ${name}` };
    return [likelyEvidence('gguf', match, evidence)];
  });
}

/** Small and random models have the same tensor names, so the sizes must match the family's, too. */
function shape({ llama4Shape, shapeFrom }: Origins, licenses: readonly LicenseRules[]): BaseEvidence[] {
  if (!llama4Shape.names || shapeFrom === null) return [];
  const sizes = {
    hidden_size: llama4Shape.hiddenSize,
    vocab_size: llama4Shape.vocabSize,
    num_local_experts: llama4Shape.experts,
  };
  for (const license of licenses) {
    const family = license.models.find((one) =>
      Object.entries(sizes).every(([key, size]) => {
        const allowed = one.config?.[key];
        return one.config !== null && (allowed === undefined || (size !== null && allowed.includes(size)));
      }),
    );
    if (!family) continue;
    const evidence = {
      file: shapeFrom,
      line: null,
      column: null,
      says: `the tensor names and sizes of ${family.family}`,
    };
    return [
      likelyEvidence('safetensors', { license: license.license, family, form: 'derived', original: null }, evidence),
    ];
  }
  return [];
}

function claims(origins: Origins, licenses: readonly LicenseRules[]): BaseEvidence[] {
  return origins.licenses.flatMap((statement) => licenseNamed(statement.written, statement.evidence, licenses) ?? []);
}
