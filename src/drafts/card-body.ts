import type { Block } from '../facts/card/block-builder.ts';
import type { Card } from '../facts/card/card.ts';
import { readFrontMatter } from '../facts/card/front-matter.ts';
import { offsetOf } from '../facts/card/positions.ts';
import { readVisibleText } from '../facts/card/visible-text.ts';
import type { Place } from '../snapshot/place.ts';
import type { Splice } from '../snapshot/splice-text.ts';
import { gapBehind, withLineEndsOf } from './line-ends.ts';

/** What joins the text of a card. */
export interface BodyAdditions {
  /** Lines of their own below the title. */
  readonly phrases: readonly string[];
  /** Sentences of the section on the license. */
  readonly licenseSentences: readonly string[];
  /** Sections at the end, as Markdown with their heading. */
  readonly sections: readonly string[];
}

const LICENSE_HEADING = /^\W*(?:\d[\d.]*\s+)?(?:licen[cs]e|licen[cs]ing)\b/i;

/**
 * The splices that put additions into a card where its reader sees them: phrases below the title, sentences below the
 * heading “License”, sections at the end. What is missing of these is made, and nothing is put into a pasted agreement.
 */
export function draftBody(card: Card, isAgreementText: (place: Place) => boolean, additions: BodyAdditions): readonly Splice[] {
  const { source } = card;
  const own = card.visible.blocks.filter((block) => block.kind === 'heading' && !isAgreementText(block.place(0, block.text.length)));
  const splices: Splice[] = [];
  const put = (at: number, text: string) => splices.push({ start: at, end: at, text: withLineEndsOf(source, text) });

  const phrases = additions.phrases.map((phrase) => `**${phrase}**`).join('\n\n');
  if (phrases !== '') {
    const title = headingEnd(source, own.find(({ depth }) => depth === 1));
    if (title === null) put(bodyStart(source), `${bodyStart(source) > 0 ? '\n' : ''}${phrases}\n${gapBefore(source, bodyStart(source))}`);
    else put(title, `${/[\r\n]$/.test(source.slice(0, title)) ? '' : '\n'}\n${phrases}\n${gapBefore(source, title)}`);
  }
  const atEnd = [...additions.sections];
  const sentences = additions.licenseSentences.join('\n');
  if (sentences !== '') {
    const heading = headingEnd(source, own.findLast((block) => LICENSE_HEADING.test(block.text)));
    if (heading === null) atEnd.push(`## License\n\n${sentences}`);
    else put(heading, `${/[\r\n]$/.test(source.slice(0, heading)) ? '' : '\n'}\n${sentences}\n${gapBefore(source, heading)}`);
  }
  if (atEnd.length > 0) splices.push(sectionSplice(card, atEnd.join('\n\n')));
  return splices;
}

/** Behind the line (for an underlined heading, lines) of a heading in Markdown; null where it is none, as in HTML, a list or a quotation. */
function headingEnd(source: string, heading: Block | undefined): number | null {
  if (heading === undefined) return null;
  const place = heading.place(0, heading.text.length);
  const start = offsetOf(source, place.line, 1);
  const end = offsetOf(source, place.endLine + 1, 1);
  if (/^ {0,3}#/.test(source.slice(start, end))) return end;
  const below = offsetOf(source, place.endLine + 2, 1);
  return /^ {0,3}[^\s<>|*+-]/.test(source.slice(start, end)) && /^ {0,3}(?:=+|-+)[ \t]*[\r\n]*$/.test(source.slice(end, below)) ? below : null;
}

/** Behind the front matter and its line end, or at the very start. */
function bodyStart(source: string): number {
  const { frontMatter, bodyOffset } = readFrontMatter('', source);
  if (frontMatter === null) return bodyOffset;
  return bodyOffset + (/^[ \t]*(?:\r\n|\n|\r)/.exec(source.slice(bodyOffset, bodyOffset + 80))?.[0].length ?? 0);
}

/** A blank line parts what is put in from what follows, unless there is one. */
function gapBefore(source: string, at: number): string {
  return at >= source.length || /^[ \t]*(?:\r|\n)/.test(source.slice(at, at + 80)) ? '' : '\n';
}

/** At the end; where an unclosed comment or code would hide it there, behind the last text that a reader sees, else on top. */
function sectionSplice(card: Card, text: string): Splice {
  const { source } = card;
  const last = card.visible.blocks.findLast((block) => block.kind !== 'alt');
  const place = last?.place(0, last.text.length);
  const behindLast = place === undefined ? [] : [offsetOf(source, place.endLine + 1, 1)];
  const splices = [source.length, ...behindLast, bodyStart(source)].map((at): Splice => {
    const gap = at === 0 ? '' : gapBehind(source.slice(0, at));
    return { start: at, end: at, text: withLineEndsOf(source, `${gap}${text}\n${gapBefore(source, at)}`) };
  });
  return splices.find((splice) => showsSection(card, splice, text)) ?? { start: source.length, end: source.length, text: splices[0]?.text ?? '' };
}

function showsSection({ file, source }: Card, { start, text }: Splice, section: string): boolean {
  const made = source.slice(0, start) + text + source.slice(start);
  const heading = section.slice(0, section.indexOf('\n')).replace(/^#+ /, '');
  const { blocks } = readVisibleText(file, made, readFrontMatter(file, made).bodyOffset);
  return blocks.some((block) => block.kind === 'heading' && block.text === heading && offsetOf(made, block.place(0, 1).line, 1) >= start);
}
