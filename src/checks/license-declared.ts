import type { Block } from '../facts/card/visible-text.ts';
import type { Card } from '../facts/card/card.ts';
import type { FrontMatterValue } from '../facts/card/front-matter.ts';
import { namesLicense } from '../facts/card-bases.ts';
import type { Facts } from '../facts/facts.ts';
import { lazyPattern, standsIn } from '../facts/origin/lazy-pattern.ts';
import { matchesAny } from '../rulebook/pattern.ts';
import type { LicenseRules } from '../rulebook/rulebook.ts';
import type { Place } from '../snapshot/place.ts';
import { defineCheck } from './check.ts';
import { placeEvidence } from './evidence.ts';

/** The card names this license and offers the weights under no other terms (clauses 1.a and 5.b, and the Hub's metadata). */
export const licenseDeclared = defineCheck({
  kind: 'license-declared',
  readsCard: true,
  reads: ['linked'],
  parameters: { placeholders: 'texts' },
  codes: {
    declared: { outcome: 'met', args: ['value'] },
    beside: { outcome: 'met', args: ['value'] },
    missing: { outcome: 'unmet', args: [] },
    'no-card': { outcome: 'unmet', args: [] },
    placeholder: { outcome: 'unmet', args: ['value'] },
    'bare-other': { outcome: 'unmet', args: [] },
    'other-terms': { outcome: 'unmet', args: ['value'] },
    'link-only': { outcome: 'unclear', args: ['value'] },
    'name-only': { outcome: 'unclear', args: ['value'] },
    'own-license': { outcome: 'unclear', args: ['value', 'lacks'] },
    contradicted: { outcome: 'unclear', args: ['value', 'found'] },
  },
  judge({ facts, license, beside, parameters }) {
    const card = facts.card;
    if (card === null) return { code: 'no-card', args: {}, locations: [], evidence: [] };
    const licenses = card.frontMatter?.values('license') ?? [];
    const names = card.frontMatter?.values('license_name') ?? [];
    const answer = (code: Code, value: FrontMatterValue, more: Record<string, string> = {}) => ({
      code,
      args: { value: value.text, ...more },
      locations: [value.place],
      evidence: [],
    });

    const declared = [...licenses, ...names].find((value) => namesLicense(license, value.text));
    const first = licenses[0];
    if (first === undefined) {
      if (declared) return answer('name-only', declared);
      const placeholder = parameters.placeholders.flatMap((key) => card.frontMatter?.values(key) ?? [])[0];
      if (placeholder) return answer('placeholder', placeholder);
      return { code: 'missing', args: {}, locations: [topOf(card)], evidence: [] };
    }
    const bound = [license, ...beside];
    const others = otherTerms(card, bound);
    if (declared) {
      const terms = others[0];
      if (terms) return besides(facts, license, terms);
      const [line] = otherTermsInBody(card, bound);
      if (line === undefined) return answer('declared', declared);
      return { ...answer('contradicted', declared, { found: line.text }), locations: [declared.place, line.terms], evidence: [placeEvidence(line.place, line.text)] };
    }
    const own = names.find((value) => value.text.trim() !== '');
    const sibling = licenses.find((value) => beside.some((one) => namesLicense(one, value.text)));
    if (sibling && !others[0]) return answer('other-terms', sibling);
    if (others[0]) return ships(facts, license) && namesInBody(card, license) ? besides(facts, license, others[0]) : answer('other-terms', others[0]);
    if (own) return ships(facts, license) || namesInBody(card, license) ? besides(facts, license, own) : answer('other-terms', own);
    const link = card.frontMatter?.values('license_link').find((value) => leadsToAgreement(value.text, facts, license));
    return link ? answer('link-only', link) : answer('bare-other', first);
  },
});

/** Licenses in the front matter that are none of those that bind. */
export function otherTerms(card: Card, bound: readonly LicenseRules[]): readonly FrontMatterValue[] {
  const licenses = card.frontMatter?.values('license') ?? [];
  return licenses.filter((value) => value.text.toLowerCase() !== 'other' && !bound.some((one) => namesLicense(one, value.text)));
}

type Code = 'declared' | 'placeholder' | 'bare-other' | 'other-terms' | 'link-only' | 'name-only' | 'contradicted';

/** An own license beside the Llama license is legitimate when the agreement is shipped and named as well. */
function besides(facts: Facts, license: LicenseRules, own: FrontMatterValue) {
  const shipped = ships(facts, license);
  const named = facts.card !== null && (namesInBody(facts.card, license) || namesInFrontMatter(facts.card, license));
  const args = { value: own.text, lacks: shipped ? 'name the agreement in the card' : 'hand on a copy of the agreement' };
  // A permissive license id offers the weights themselves, whatever else is shipped: a person has to read what it is meant for.
  const code = shipped && named && !isStandardLicense(own.text) ? 'beside' : 'own-license';
  return { code, args: code === 'own-license' && shipped && named ? { ...args, lacks: 'say which part it covers' } : args, locations: [own.place], evidence: [] } as const;
}

/** True for the Hub's id of a license that anybody can choose. */
export function isStandardLicense(id: string): boolean {
  return STANDARD.test(id);
}

const STANDARD = /^(?:apache-2\.0|mit|bsd[\w.-]*|cc[\w.-]*|(?:a|l)?gpl[\w.-]*|mpl[\w.-]*|unlicense|wtfpl|isc|artistic[\w.-]*|openrail[\w.+-]*|llama[\d.]+|gemma|unknown)$/i;

function ships(facts: Facts, license: LicenseRules): boolean {
  return facts.agreements.some((one) => one.part === 'agreement' && one.license === license.license && one.in === 'file' && one.copy);
}

function namesInFrontMatter(card: Card, license: LicenseRules): boolean {
  const values = [...(card.frontMatter?.values('license') ?? []), ...(card.frontMatter?.values('license_name') ?? [])];
  return values.some((value) => namesLicense(license, value.text));
}

/** True when the card's text names the license, or links to its agreement. */
export function namesInBody(card: Card, license: LicenseRules): boolean {
  return card.visible.blocks.some((block) => {
    if (block.text.toLowerCase().includes(license.name.toLowerCase())) return true;
    return block.links.some((link) => matchesAny(license.hub.links, link.url));
  });
}

/** A link to the agreement where its licensor publishes it, or to the file here that is its copy. */
function leadsToAgreement(link: string, facts: Facts, license: LicenseRules): boolean {
  if (matchesAny(license.hub.links, link)) return true;
  const path = link.replace(/^\.\//, '');
  return facts.agreements.some((one) => one.file === path && one.license === license.license && one.copy);
}

const LICENSE_LINE = /^[\s*_-]*(?:model )?(?:licen[cs]e(?:\(s\)|s)?|lizenz|licencia|licença|licenza|лицензия|许可证|许可协议|ライセンス|라이선스)[\s*_]*[:：][\s*_]*(.{1,80})$/i;
const LICENSE_HEADING = /^\W*(?:(?:model )?licen[cs]e|lizenz|licencia|licença|licenza|лицензия|许可证|ライセンス|라이선스)\W*$/i;
const LONGEST_TERMS = 40;
/** Whatever the section is about, these words are on the weights. */
const OF_MODEL = /\b(?:model|weights|adapter|checkpoint)s?\b/i;
/** What a repository holds or names beside the weights, whose terms are its own. */
const isOfSomethingElse = standsIn(lazyPattern(
  'code script data corpus corpora source notebook librar package harness demo space app tool evaluation benchmark dependenc third código dados datos données dati quellcode daten код данн датасет 代码 代碼 数据 數據 コード データ 코드 데이터',
  String.raw`\b(?:code|codebase|scripts?|data|datasets?|corpus|corpora|sources|notebooks?|library|package|harness|demo|space|app|tool(?:kit|s)?|evaluation|benchmarks?|dependenc(?:y|ies)|third[- ]party|código|dados|datos|données|dati|quellcode|daten\w*)\b|datensatz|код|данн|датасет|代码|代碼|数据|數據|コード|データ|코드|데이터`,
));
/** A sentence about the model itself; code and data may well be under other terms. */
const RELEASED_UNDER = /^(?!.{0,200}\b(?:code|scripts?|data|datasets?|notebooks?)\b).{0,120}\b(?:this|the|these|our) (?:model|weights|adapter|checkpoint)s? (?:is|are) (?:released|licensed|distributed|available|published|provided) under (?:the |an? )?(.{1,80})/i;
const OTHER_TERMS = /^["'(]*(?:apache(?:[- ]license)?(?:,? version)?[- ]?2(?:\.0)?|mit(?: license)?|bsd\b.*|cc[- ]by[\w. -]*|(?:a|l)?gpl\b.*|llama[- ]?[23](?:\.\d)?)\b/i;

/** A line of the body, and where in it the terms stand. */
export interface StatedTerms {
  readonly text: string;
  readonly place: Place;
  readonly terms: Place;
}

/** Lines of the body such as “License: apache-2.0” that generated cards carry, and all that stands under a heading “License”. */
export function otherTermsInBody(card: Card, bound: readonly LicenseRules[]): readonly StatedTerms[] {
  const { blocks } = card.visible;
  return blocks.flatMap((block, index) => {
    const terms = (LICENSE_LINE.exec(block.text) ?? RELEASED_UNDER.exec(block.text))?.[1]?.trim() ?? wholeSection(blocks, index);
    if (terms === undefined || bound.some((one) => namesLicense(one, terms))) return [];
    const other = OTHER_TERMS.exec(terms)?.[0];
    if (other === undefined) return [];
    const rest = terms.slice(other.length).split(/[.;]\s/, 1)[0] ?? '';
    if (!OF_MODEL.test(block.text) && (isOfSomethingElse(rest) || isBesideWeights(blocks, index))) return [];
    const at = block.text.indexOf(terms, block.text.search(/licen[cs]e|released|distributed|available|published|provided/i));
    return [{ text: block.text, place: block.place(0, block.text.length), terms: block.place(at, at + other.length) }];
  });
}

/** True in a section on code or data, also where a section “License” of its own stands in that one. */
function isBesideWeights(blocks: readonly Block[], index: number): boolean {
  let depth = Infinity;
  // The first heading is the card's title, and a model may be called “Code”.
  const title = blocks.find(({ kind }) => kind === 'heading');
  for (const block of blocks.slice(0, index).reverse()) {
    const { kind, text, depth: own } = block;
    if (kind !== 'heading' || own >= depth || block === title) continue;
    if (isOfSomethingElse(text)) return true;
    depth = own;
  }
  return false;
}

/** The text of a section “License” that holds nothing else. */
function wholeSection(blocks: readonly Block[], index: number): string | undefined {
  const [heading, own, next] = [blocks[index - 1], blocks[index], blocks[index + 1]];
  const alone = heading?.kind === 'heading' && LICENSE_HEADING.test(heading.text) && (next === undefined || next.kind === 'heading');
  return alone && own !== undefined && own.kind !== 'heading' && own.text.length <= LONGEST_TERMS ? own.text.trim() : undefined;
}

function topOf(card: Card): Place {
  const line = card.frontMatter?.place.line ?? 1;
  return { file: card.file, line, column: 1, endLine: line, endColumn: card.frontMatter ? 4 : 1 };
}
