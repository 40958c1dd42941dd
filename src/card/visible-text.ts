import type { Place } from '../snapshot/place.ts';
import { BlockBuilder, type Block } from './block-builder.ts';
import { bodyParts, type BodyPart } from './body-parts.ts';
import { gather, type Document } from './documents.ts';
import { HtmlReader } from './html-reader.ts';
import { LinkDefinitions } from './link-definitions.ts';
import { readMarkdown } from './markdown-reader.ts';
import { placer } from './positions.ts';

export type { Block, BlockKind, Link } from './block-builder.ts';

/** The visible text of a model card's body. */
export interface VisibleText {
  /** In the order of the document. */
  readonly blocks: readonly Block[];
  /** The parts that were not read, or read as plain text, and why. */
  readonly leftOut: readonly { readonly reason: string; readonly place: Place }[];
}

/** The rest of a longer body is not read. */
const BODY_LIMIT = 2 * 1024 * 1024;
/**
 * The budget for Markdown: about 100 KB of prose. The rest is read as plain text with HTML, which is very cheap.
 */
const MARKDOWN_COST = 160_000;
/** Plain text is read up to this many paragraphs. */
const PARAGRAPH_LIMIT = 50_000;

/**
 * Reads the visible text of `source` from `bodyOffset` on. Never throws, and takes bounded time: a paragraph of more
 * than 16 KiB, and everything beyond a generous budget, is read as plain text, which `leftOut` reports.
 */
export function readVisibleText(file: string, source: string, bodyOffset: number): VisibleText {
  const start = source.charAt(bodyOffset) === '\uFEFF' ? bodyOffset + 1 : bodyOffset;
  const end = Math.min(source.length, start + BODY_LIMIT);
  const place = placer(file, source);
  const builder = new BlockBuilder(place);
  const html = new HtmlReader(source, builder);
  const leftOut: Omission[] = [];

  let definitions: LinkDefinitions | null = null;
  let budget = MARKDOWN_COST;
  let paragraphs = 0;
  let read = start;
  for (const document of gather(bodyParts(source, start, end))) {
    if (builder.full || paragraphs > PARAGRAPH_LIMIT) break;
    read = document.end;
    // A document that is the whole body contains its definitions.
    if (document.end < end) definitions ??= new LinkDefinitions(source.slice(start, end));
    const affordable = !document.tooLarge && document.cost <= budget;
    const outcome = affordable ? readDocument(source, document, definitions, builder, html) : 'plain';
    if (affordable) budget -= document.cost;
    if (outcome === 'plain') for (const part of document.parts) paragraphs += readPlain(source, part, builder, html);
    const reason = whyLeftOut(document, outcome, affordable);
    if (reason !== null) addOmission(leftOut, { reason, start: document.start, end: document.end });
  }
  builder.flush(end);
  if (builder.full || read < end)
    leftOut.push({ reason: 'too many paragraphs, not all of them read', start: read, end });
  if (end < source.length) leftOut.push({ reason: 'beyond 2 MiB, not read', start: end, end: source.length });
  return {
    blocks: builder.blocks,
    leftOut: leftOut.map((omission) => ({ reason: omission.reason, place: place(omission.start, omission.end) })),
  };
}

interface Omission {
  readonly reason: string;
  readonly start: number;
  readonly end: number;
}

type Outcome = 'whole' | 'shallow' | 'plain';

function readDocument(
  source: string,
  { parts, start, end }: Document,
  definitions: LinkDefinitions | null,
  builder: BlockBuilder,
  html: HtmlReader,
): Outcome {
  const head = parts[0]?.tableHead ?? null;
  const before = head === null ? '' : source.slice(head.start, head.end);
  const after = definitions?.usedBy(source.slice(start, end)) ?? '';
  try {
    return readMarkdown(source, { before, start, end, after }, builder, html) ? 'whole' : 'shallow';
  } catch {
    // Even if hostile input makes the parser fail, the text itself can be read.
    return 'plain';
  }
}

/** Reads a part as paragraphs between blank lines, with the HTML in it, and returns the number of paragraphs. */
function readPlain(source: string, part: BodyPart, builder: BlockBuilder, html: HtmlReader): number {
  if (part.kind === 'code') return 1;
  let count = 0;
  let from = part.start;
  const ends = part.kind === 'html' ? [] : source.slice(part.start, part.end).matchAll(BLANK_LINES);
  for (const { 0: blank, index } of ends) {
    readParagraph(from, part.start + index);
    from = part.start + index + blank.length;
  }
  readParagraph(from, part.end);
  return count;

  function readParagraph(start: number, end: number): void {
    count++;
    if (builder.full || start === end) return;
    builder.flush(start);
    builder.mark = html.mark;
    html.beginBlock();
    html.feed([{ text: source.slice(start, end), from: start, to: end }]);
    if (part.kind === 'text') html.endBlock();
    builder.flush(end);
  }
}
const BLANK_LINES = /(?:\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r))+/g;

function whyLeftOut(document: Document, outcome: Outcome, affordable: boolean): string | null {
  if (outcome === 'whole') return null;
  if (outcome === 'shallow') return 'nested too deeply, not read';
  // Code is never read, and HTML does not need a Markdown parser.
  if (document.tooLarge && document.parts.every(({ kind }) => kind !== 'text')) return null;
  if (document.tooLarge) return 'a paragraph of more than 16 KiB, read as plain text';
  return affordable
    ? 'the Markdown cannot be parsed, read as plain text'
    : 'a very long text, read as plain text from here on';
}

/** Merges neighbors with the same reason. */
function addOmission(leftOut: Omission[], omission: Omission): void {
  const last = leftOut.at(-1);
  if (last?.reason === omission.reason && last.end === omission.start)
    leftOut[leftOut.length - 1] = { ...last, end: omission.end };
  else leftOut.push(omission);
}
