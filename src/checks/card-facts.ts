import type { Block } from '../card/visible-text.ts';
import type { Facts } from '../facts/facts.ts';
import type { LicenseRules, ModelFamily } from '../rulebook/rulebook.ts';
import type { Place } from '../snapshot/place.ts';
import { defineCheck } from './check.ts';

/** What the card says about the family of its base agrees with what the licensor published about it. */
export const cardFacts = defineCheck({
  kind: 'card-facts',
  readsCard: false,
  parameters: {},
  lists: ({ models }) => ({
    models: models.flatMap(({ family, facts }) => {
      const figures = Object.entries(facts).map(([fact, figure]) => `${figure} ${fact}`);
      return figures.length === 0 ? [] : `${family} (${figures.join(', ')})`;
    }),
  }),
  codes: {
    agrees: { outcome: 'met', args: ['file'] },
    differs: { outcome: 'unmet', args: ['file', 'found', 'family', 'right'] },
    'nothing-said': { outcome: 'not-applicable', args: [] },
  },
  judge({ facts, license }) {
    if (facts.card === null) return { code: 'nothing-said', args: {}, locations: [], evidence: [] };
    const file = facts.card.file;
    const { rows, rest } = tableRows(facts.card.visible.blocks);
    const compares = new Set(rows.flatMap((row) => namedFamilies(row.text, license))).size > 1;
    const statements = [...rest, ...rows].flatMap((block) =>
      statementsIn(block, facts, license, compares && block.kind === 'cell'),
    );
    const wrong = statements.filter((one) => one.right !== null);
    const [first] = wrong;
    if (first?.right) {
      return {
        code: 'differs',
        args: { file, found: first.found, family: first.family, right: first.right },
        locations: wrong.map((one) => one.place),
        evidence: [],
      };
    }
    return statements.length > 0
      ? { code: 'agrees', args: { file }, locations: [], evidence: [] }
      : { code: 'nothing-said', args: {}, locations: [], evidence: [] };
  },
});

interface Statement {
  readonly found: string;
  readonly family: string;
  /** The right figure when the statement is wrong, else null. */
  readonly right: string | null;
  readonly place: Place;
}

/**
 * Only figures in these exact forms are read; anything vaguer could speak of something else. A pattern is compiled, which
 * takes longer than matching, where its `word` is.
 */
const FIGURES = [
  { fact: 'experts', word: 'expert', pattern: /\b(\d{1,3})[ -]experts?\b/i },
  { fact: 'experts', word: 'expert', pattern: /\bexperts:? (\d{1,3})\b/i },
  { fact: 'context', word: 'context', pattern: /\bcontext(?: (?:length|window|size))?(?::| of| is)? (\d+ ?[MK])\b/i },
  { fact: 'context', word: 'context', pattern: /\b(\d+ ?[MK])(?: tokens?)?[ -](?:of )?context\b/i },
  { fact: 'total parameters', word: 'total', pattern: /\b(\d+ ?B)[ -](?:\(?total\)?|total parameters)(?![a-z])/i },
  { fact: 'total parameters', word: 'total', pattern: /\btotal parameters:? (\d+ ?B)\b/i },
  {
    fact: 'active parameters',
    word: 'activ',
    pattern: /\b(\d+ ?B)[ -]\(?activ(?:e|ated)\)?(?: parameters)?(?![a-z])/i,
  },
] as const;

const ARCHITECTURE = /^(?:model )?architecture: *(?:meta[- ])?(llama[- ]?\d(?:\.\d)?)/i;

/** What is read at once: a block of the card, or a row of a table. */
type Passage = Pick<Block, 'kind' | 'text' | 'place'>;

/** The cells of one line are a row. A cell alone on its line, as HTML tables have it, tells not what it speaks of. */
function tableRows(blocks: readonly Block[]): { rows: readonly Passage[]; rest: readonly Passage[] } {
  const lines = new Map<number, Block[]>();
  for (const block of blocks.filter(({ kind }) => kind === 'cell')) {
    const { line } = block.place(0, 0);
    lines.set(line, [...(lines.get(line) ?? []), block]);
  }
  const rows = [...lines.values()].flatMap((cells): Passage[] => {
    const [first] = cells;
    if (first === undefined || cells.length < 2) return [];
    return [
      { kind: 'cell', text: cells.map((cell) => cell.text).join(' '), place: () => first.place(0, first.text.length) },
    ];
  });
  return { rows, rest: blocks.filter(({ kind }) => kind !== 'cell') };
}

function statementsIn(block: Passage, facts: Facts, license: LicenseRules, compares: boolean): Statement[] {
  const family = spokenOf(block, facts, license, compares);
  if (family === null) return [];
  const lower = block.text.toLowerCase();
  const found = FIGURES.flatMap(({ fact, word, pattern }) => {
    const match = lower.includes(word) ? pattern.exec(block.text) : null;
    const right = family.facts[fact];
    if (!match?.[1] || right === undefined || !isFigureOfAnother(match[1], fact, license)) return [];
    const says = same(match[1], right) || (fact === 'context' && sizeOf(match[1]) < sizeOf(right)) ? null : right;
    return [
      {
        found: match[0],
        family: family.family,
        right: says && `${says} ${fact}`,
        place: block.place(match.index, match.index + match[0].length),
      },
    ];
  });
  const architecture = lower.includes('architecture:') ? ARCHITECTURE.exec(block.text) : null;
  if (architecture?.[1]) {
    const right = architecture[1].toLowerCase().replace(/[- ]/g, '').startsWith(license.license.replace('-', ''))
      ? null
      : family.family;
    found.push({ found: architecture[0], family: family.family, right, place: block.place(0, architecture[0].length) });
  }
  return found;
}

/** Where other makers' models, or other versions, are spoken of, a figure may be theirs. */
const OTHERS = new Set(
  'qwen deepseek mixtral mistral gemma gemini gpt claude phi grok dbrx nemotron command falcon yi olmo granite glm kimi minimax jamba compared unlike than versus vs'.split(
    ' ',
  ),
);

function namesOthers(text: string): boolean {
  return (
    text
      .toLowerCase()
      .match(/\w+/g)
      ?.some((word) => OTHERS.has(word) || /^qwen\d/.test(word)) ?? false
  );
}

/** The family that a passage speaks of: the one that it names, else the base's. What names several compares them. */
function spokenOf({ text }: Passage, facts: Facts, license: LicenseRules, compares: boolean): ModelFamily | null {
  const named = namedFamilies(text, license);
  if (namesOthers(text)) return null;
  if (named.length > 0) return named.length === 1 ? (named[0] ?? null) : null;
  if (compares) return null;
  const bases = new Set(
    facts.bases.filter((base) => base.license === license.license).flatMap((base) => base.match?.family.family ?? []),
  );
  return bases.size === 1 ? (license.models.find((family) => bases.has(family.family)) ?? null) : null;
}

function namedFamilies(text: string, license: LicenseRules): ModelFamily[] {
  const lower = text.toLowerCase();
  return license.models.filter(({ family }) => {
    const last = family.slice(family.lastIndexOf(' ') + 1).toLowerCase();
    return lower.includes(/^\d/.test(last) ? family.toLowerCase() : last);
  });
}

/** `10M` as a number. A derivative may have been given a smaller context than its base. */
function sizeOf(figure: string): number {
  return Number.parseInt(figure, 10) * (/m/i.test(figure) ? 1000 : 1);
}

/** A derivative may have a context of its own. Only a figure that belongs to some family of the license is a claim about one. */
function isFigureOfAnother(figure: string, fact: string, license: LicenseRules): boolean {
  return license.models.some((family) => family.facts[fact] !== undefined && same(figure, family.facts[fact]));
}

function same(a: string, b: string): boolean {
  return a.replace(/\s/g, '').toLowerCase() === b.replace(/\s/g, '').toLowerCase();
}
