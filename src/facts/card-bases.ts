import { RELATIONS, type Relation } from '../report.ts';
import type { LicenseRules, Mirrors } from '../rulebook/rulebook.ts';
import { matchesAny } from '../rulebook/pattern.ts';
import type { Evidence } from '../snapshot/place.ts';
import { namedBase, type BaseEvidence } from './base-evidence.ts';
import type { Card } from './card/card.ts';
import type { FrontMatterValue } from './card/front-matter.ts';

const BASE_TAG = /^base_model:(?:(adapter|merge|quantized|finetune):)?(.+)$/i;

/** The bases and the license that the card's front matter names (`base_model`, its tags, `license`, `license_name`). */
export function cardBases(card: Card, licenses: readonly LicenseRules[], mirrors: Mirrors): BaseEvidence[] {
  const front = card.frontMatter;
  if (front === null) return [];
  const found: (BaseEvidence | null)[] = [];
  const relation = relationWord(front.values('base_model_relation')[0]?.text);
  for (const value of front.values('base_model')) {
    for (const id of value.text.split(/\s*,\s*/)) found.push(namedBase(id, { by: 'card', relation, evidence: says(value, `base_model: ${value.text}`) }, licenses, mirrors));
  }
  for (const tag of front.values('tags')) {
    const [, word, id] = BASE_TAG.exec(tag.text) ?? [];
    if (id === undefined) continue;
    found.push(namedBase(id, { by: 'tag', relation: relationWord(word), evidence: says(tag, tag.text) }, licenses, mirrors));
  }
  return [...found.filter((one) => one !== null), ...licenseTags(card, licenses)];
}

/** A license that the front matter claims says nothing about how the repository came to it. */
function licenseTags(card: Card, licenses: readonly LicenseRules[]): BaseEvidence[] {
  const front = card.frontMatter;
  if (front === null) return [];
  const values = [
    ...front.values('license').map((value) => ({ value, key: 'license' })),
    ...front.values('license_name').map((value) => ({ value, key: 'license_name' })),
    ...front.values('tags').filter((tag) => tag.text.startsWith('license:')).map((value) => ({ value, key: 'tags' })),
  ];
  return values.flatMap(({ value, key }) => {
    const text = value.text.replace(/^license:/, '');
    const license = licenses.find((one) => namesLicense(one, text));
    if (!license) return [];
    return [{ by: 'license', license: license.license, certainty: 'likely', reference: null, match: null, foreign: false, relation: null, evidence: says(value, `${key}: ${value.text}`) }];
  });
}

/** True when a value of `license:` or `license_name:` names this license. */
export function namesLicense(license: LicenseRules, value: string): boolean {
  const text = value.trim();
  return text.toLowerCase() === license.hub.id || matchesAny(license.hub.names, text);
}

function relationWord(word: string | undefined): Relation | null {
  const lower = word?.trim().toLowerCase();
  return RELATIONS.find((relation) => relation === lower) ?? null;
}

function says(value: FrontMatterValue, text: string): Evidence {
  return { file: value.place.file, line: value.place.line, column: value.place.column, says: text };
}
