import { RELATIONS, type Relation } from '../report.ts';
import type { LicenseRules, Mirrors } from '../rulebook/rulebook.ts';
import { matchesAny } from '../rulebook/pattern.ts';
import type { Evidence } from '../snapshot/place.ts';
import { likelyEvidence, namedBase, type BaseEvidence } from './base-evidence.ts';
import type { Card } from '../card/card.ts';
import type { FrontMatterValue } from '../card/front-matter.ts';

const BASE_TAG = /^base_model:(?:(adapter|merge|quantized|finetune):)?(.+)$/i;

/** The bases and the license that the card's front matter names (`base_model`, its tags, `license`, `license_name`). */
export function cardBases(card: Card, licenses: readonly LicenseRules[], mirrors: Mirrors): BaseEvidence[] {
  const front = card.frontMatter;
  if (front === null) return [];
  const found: (BaseEvidence | null)[] = [];
  const relation = relationWord(front.values('base_model_relation')[0]?.text);
  for (const value of basesIn(front.values('base_model'))) {
    for (const id of value.text.split(','))
      found.push(
        namedBase(
          id.trim(),
          { by: 'card', relation, evidence: says(value, `base_model: ${value.text}`) },
          licenses,
          mirrors,
        ),
      );
  }
  for (const tag of front.values('tags')) {
    const named = baseTag(tag.text);
    if (named !== null)
      found.push(
        namedBase(
          named.id,
          { by: 'tag', relation: relationWord(named.word), evidence: says(tag, tag.text) },
          licenses,
          mirrors,
        ),
      );
  }
  return [...found.filter((one) => one !== null), ...licenseTags(card, licenses)];
}

/**
 * The key for the base in a mapping under `base_model`, which some tools write; the other keys describe the base.
 */
const ID_KEY = /^(?:id|(?:repo|model|base_model)(?:_(?:id|url|name))?|url|path)$/i;

/** The values that name a base; in a mapping, the id or address, or else the name. */
function basesIn(values: readonly FrontMatterValue[]): readonly FrontMatterValue[] {
  const ids = values.filter(({ under }) => under === undefined || ID_KEY.test(under));
  return ids.length > 0 ? ids : values.filter(({ under }) => under?.toLowerCase() === 'name');
}

/** A license in the front matter, which says nothing about the relation. */
function licenseTags(card: Card, licenses: readonly LicenseRules[]): BaseEvidence[] {
  const front = card.frontMatter;
  if (front === null) return [];
  const values = [
    ...front.values('license').map((value) => ({ value, key: 'license' })),
    ...front.values('license_name').map((value) => ({ value, key: 'license_name' })),
    ...front
      .values('tags')
      .filter((tag) => tag.text.startsWith('license:'))
      .map((value) => ({ value, key: 'tags' })),
  ];
  return values.flatMap(({ value, key }) => {
    return licenseNamed(value.text.replace(/^license:/, ''), says(value, `${key}: ${value.text}`), licenses) ?? [];
  });
}

/** The evidence in a value of `license:`; null if it names none of the licenses. */
export function licenseNamed(
  value: string,
  evidence: Evidence,
  licenses: readonly LicenseRules[],
): BaseEvidence | null {
  const license = licenses.find((one) => namesLicense(one, value));
  return license === undefined ? null : likelyEvidence('license', license.license, evidence);
}

/** True if a value of `license:` or `license_name:` names this license. */
export function namesLicense(license: LicenseRules, value: string): boolean {
  const text = value.trim();
  return text.toLowerCase() === license.hub.id || matchesAny(license.hub.names, text);
}

/**
 * The base that a tag such as `base_model:adapter:<id>` names, and its word for the relation; null for any other tag.
 */
export function baseTag(tag: string): { readonly id: string; readonly word: string | undefined } | null {
  const [, word, id] = BASE_TAG.exec(tag) ?? [];
  return id === undefined ? null : { id, word };
}

/** A relation by its name in a card or a tag; null for any other word. */
export function relationWord(word: string | undefined): Relation | null {
  const lower = word?.trim().toLowerCase();
  return RELATIONS.find((relation) => relation === lower) ?? null;
}

function says(value: FrontMatterValue, text: string): Evidence {
  return { file: value.place.file, line: value.place.line, column: value.place.column, says: text };
}
