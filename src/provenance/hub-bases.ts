import type { LicenseRules, Mirrors } from '../rulebook/rulebook.ts';
import type { HubModel } from '../snapshot/hub-model.ts';
import type { Evidence } from '../snapshot/place.ts';
import { namedBase, type BaseEvidence } from './base-evidence.ts';
import { baseTag, licenseNamed, relationWord } from './card-bases.ts';

/** The sources of metadata: the front matter, which the Hub returns without lines, and the Hub itself. */
const CARD = 'README.md';
const HUB = '.';

const MAX_VALUES = 200;
const MAX_VALUE_CHARS = 512;

/** A statement about a base, before the model is identified. */
interface Named {
  readonly id: string;
  readonly relation: ReturnType<typeof relationWord>;
  readonly evidence: Evidence;
}

/**
 * The bases and licenses in the Hub's metadata of a model: the front matter of its card, the bases according to the
 * Hub, and its tags; each base once. Accepts any value, and never throws.
 */
export function hubBases(model: HubModel, licenses: readonly LicenseRules[], mirrors: Mirrors): BaseEvidence[] {
  const named = new Map<string, Named>();
  for (const one of [...cardNames(model), ...hubNames(model), ...tagNames(model)]) {
    const key = one.id.toLowerCase();
    const known = named.get(key);
    // The card names the base, and the Hub the relation.
    if (known === undefined) named.set(key, one);
    else if (known.relation === null) named.set(key, { ...known, relation: one.relation });
  }
  const bases = [...named.values()].flatMap(
    ({ id, relation, evidence }) => namedBase(id, { by: 'hub', relation, evidence }, licenses, mirrors) ?? [],
  );
  return [...bases, ...licenseClaims(model, licenses)];
}

function cardNames({ cardData }: HubModel): Named[] {
  const relation = relationWord(textsOf(cardData?.['base_model_relation'])[0]);
  return textsOf(cardData?.['base_model']).flatMap((written) =>
    written.split(',').map((id) => ({ id: id.trim(), relation, evidence: says(CARD, `base_model: ${written}`) })),
  );
}

function hubNames({ baseModels }: HubModel): Named[] {
  const relation = hubRelation(textsOf(baseModels?.relation)[0]);
  return textsOf(baseModels?.ids).map((id) => ({
    id,
    relation,
    evidence: says(HUB, `base according to the Hub: ${id}`),
  }));
}

function tagNames({ cardData, tags }: HubModel): Named[] {
  const own = new Set(textsOf(cardData?.['tags']));
  return textsOf(tags).flatMap((tag) => {
    const named = baseTag(tag);
    if (named === null) return [];
    const relation = own.has(tag) ? relationWord(named.word) : hubRelation(named.word);
    return [
      {
        id: named.id,
        relation,
        evidence: own.has(tag) ? says(CARD, `tags: ${tag}`) : says(HUB, `tag on the Hub: ${tag}`),
      },
    ];
  });
}

/** The Hub's default, if neither the card nor anything else states the relation. */
function hubRelation(word: string | undefined): Named['relation'] {
  const relation = relationWord(word);
  return relation === 'finetune' ? null : relation;
}

function licenseClaims({ cardData, tags }: HubModel, licenses: readonly LicenseRules[]): BaseEvidence[] {
  const written = [
    ...['license', 'license_name'].flatMap((key) =>
      textsOf(cardData?.[key]).map((text) => ({ text, evidence: says(CARD, `${key}: ${text}`) })),
    ),
    ...textsOf(tags)
      .filter((tag) => tag.startsWith('license:'))
      .map((tag) => ({ text: tag.slice('license:'.length), evidence: says(HUB, `tag on the Hub: ${tag}`) })),
  ];
  const claims = new Map<string, BaseEvidence>();
  for (const { text, evidence } of written) {
    const claim = licenseNamed(text, evidence, licenses);
    if (claim?.license != null && !claims.has(claim.license)) claims.set(claim.license, claim);
  }
  return [...claims.values()];
}

/**
 * The texts in a value or a list; other values are ignored. Only the outline of the API's answer has been validated.
 */
function textsOf(value: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value.slice(0, MAX_VALUES) : [value];
  return values.flatMap((one) =>
    typeof one === 'string' && one.trim() !== '' && one.length <= MAX_VALUE_CHARS ? [one.trim()] : [],
  );
}

function says(file: string, text: string): Evidence {
  return { file, line: null, column: null, says: text };
}
