import type { Block } from '../card/block-builder.ts';
import type { Card } from '../card/card.ts';
import { readFrontMatter } from '../card/front-matter.ts';
import { offsetOf } from '../card/positions.ts';
import type { Place } from '../snapshot/place.ts';
import type { Splice } from '../snapshot/splice-text.ts';
import { gapBefore, gapBehind, withLineEndsOf } from './line-ends.ts';
import { isShown } from './visible.ts';

/** Additions to the text of a card. */
export interface BodyAdditions {
  /** Separate lines below the title. */
  readonly phrases: readonly string[];
  /** Sentences for the section on the license. */
  readonly licenseSentences: readonly string[];
  /** Sections for the end, as Markdown with their heading. */
  readonly sections: readonly string[];
}

/**
 * The splices that add text to a card where a reader sees it: phrases below the title, sentences at the end of the
 * section on the license (created if it is missing), sections at the end. Nothing is added to a pasted agreement, or
 * where it would change how other text is shown. Null if there is no such place.
 */
export function patchBody(
  card: Card,
  isAgreementText: (place: Place) => boolean,
  additions: BodyAdditions,
): readonly Splice[] | null {
  const headings = card.visible.blocks.filter((block) => block.kind === 'heading' && !isAgreementText(placeOf(block)));
  const phrases = additions.phrases.map((phrase) => `**${phrase}**`).join('\n\n');
  const sentences = additions.licenseSentences.join('\n');
  const inSection =
    sentences === '' ? null : put(card, sentences, placesInSection(card, licenseHeading(headings), headings));
  const sections = [
    ...additions.sections,
    ...(sentences === '' || inSection !== null ? [] : [`## License\n\n${sentences}`]),
  ];
  // In a card with sections of depth 1, a section of depth 2 would belong to the last of them.
  const count = (wanted: number) => headings.slice(1).filter(({ depth }) => depth === wanted).length;
  const asOthers = count(1) > count(2) ? sections.map((section) => section.replace(/^##(?= )/, '#')) : sections;
  const wanted = [
    ...(phrases === '' ? [] : [put(card, phrases, [...placesBelowTitle(card, headings), bodyStart(card.source)])]),
    ...(inSection === null ? [] : [inSection]),
    ...(asOthers.length === 0 ? [] : [put(card, asOthers.join('\n\n'), placesAtEnd(card))]),
  ];
  const made = wanted.filter((splice) => splice !== null);
  return made.length === wanted.length ? made : null;
}

/** The splice that inserts a text, with blank lines around it, at the first place where it is shown. */
function put({ file, source, visible }: Card, text: string, places: readonly number[]): Splice | null {
  for (const at of new Set(places)) {
    const splice = {
      start: at,
      end: at,
      text: withLineEndsOf(source, `${gapBehind(source.slice(0, at))}${text}\n${gapBefore(source, at)}`),
    };
    if (isShown(file, source, visible.blocks, splice, text)) return splice;
  }
  return null;
}

/** Room before a title for badges and a line or two. */
const MAX_LEAD_CHARS = 200;

/** After the title, a heading of depth 1 at the top; in HTML, after its markup, which a blank line ends. */
function placesBelowTitle({ source, visible }: Card, [title]: readonly Block[]): number[] {
  // Further down, a heading of depth 1 begins a section.
  const lead =
    title === undefined
      ? []
      : visible.blocks.slice(0, visible.blocks.indexOf(title)).filter(({ kind }) => kind !== 'alt');
  if (title?.depth !== 1 || lead.reduce((sum, { text }) => sum + text.length, 0) > MAX_LEAD_CHARS) return [];
  const behind = behindHeading(source, title);
  const blank = /(?:\r\n|\n|\r)(?=[ \t]*(?:\r|\n|$))/g;
  blank.lastIndex = behind;
  const found = blank.exec(source);
  return found === null ? [behind] : [behind, found.index + found[0].length];
}

const LICENSE_HEADING =
  /^(?:[\W\d]*|model |weights? |terms and |usage and )(?:licen[cs](?:e|es|ing)|licencia|licença|lizenz|licenza|лицензия)(?!\p{L})|^[\W\d]*(?:许可|許可|ライセンス|라이선스)/iu;
/** Things that can have a license, and a section on it, of their own. */
const OF_OTHERS = /\b(?:data|datasets?|corpus|corpora|code|scripts?|software)\b/i;

/** The last heading of a section on the model's license. */
function licenseHeading(headings: readonly Block[]): Block | undefined {
  return headings.findLast(
    (heading, at) =>
      LICENSE_HEADING.test(heading.text) &&
      ![heading, ...headingsAbove(headings, at)].some(({ text }) => OF_OTHERS.test(text)),
  );
}

/** The headings of the enclosing sections, without the card's title, which can contain any word. */
function headingsAbove(headings: readonly Block[], at: number): Block[] {
  const above: Block[] = [];
  let depth = headings[at]?.depth ?? 0;
  for (const heading of headings.slice(1, at).toReversed()) {
    if (heading.depth >= depth) continue;
    above.push(heading);
    depth = heading.depth;
  }
  return above;
}

/** After the section's last text, before the next section, and below the heading. */
function placesInSection(
  { source, visible: { blocks } }: Card,
  heading: Block | undefined,
  headings: readonly Block[],
): number[] {
  if (heading === undefined) return [];
  const next = headings[headings.indexOf(heading) + 1];
  const end = next === undefined ? source.length : offsetOf(source, placeOf(next).line, 1);
  const last = blocks
    .slice(blocks.indexOf(heading), next === undefined ? blocks.length : blocks.indexOf(next))
    .findLast(({ kind }) => kind !== 'alt');
  return [
    ...(last === undefined || last === heading ? [] : [behind(source, last)]),
    end,
    behindHeading(source, heading),
  ];
}

/** At the end; if an unclosed comment or code would hide it there, after the last visible text, else at the top. */
function placesAtEnd({ source, visible }: Card): number[] {
  const last = visible.blocks.findLast((block) => block.kind !== 'alt');
  return [source.length, ...(last === undefined ? [] : [behind(source, last)]), bodyStart(source)];
}

function placeOf(block: Block): Place {
  return block.place(0, block.text.length);
}

function behind(source: string, block: Block): number {
  return offsetOf(source, placeOf(block).endLine + 1, 1);
}

/** After a heading and its underline. */
function behindHeading(source: string, heading: Block): number {
  const at = behind(source, heading);
  if (/^ {0,3}#/.test(source.slice(offsetOf(source, placeOf(heading).line, 1)))) return at;
  return at + (/^ {0,3}(?:=+|-+)[ \t]*(?:\r\n|\n|\r|$)/.exec(source.slice(at))?.[0].length ?? 0);
}

/** After the front matter and its line end, or at the start. */
function bodyStart(source: string): number {
  const { frontMatter, bodyOffset } = readFrontMatter('', source);
  if (frontMatter === null) return bodyOffset;
  return bodyOffset + (/^[ \t]*(?:\r\n|\n|\r)/.exec(source.slice(bodyOffset, bodyOffset + 80))?.[0].length ?? 0);
}
