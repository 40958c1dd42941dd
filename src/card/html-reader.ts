import type { Parser } from 'htmlparser2';
import { PARAGRAPH, type BlockBuilder, type BlockMark } from './block-builder.ts';
import { isBlockElement, isCodeElement, isHidden, isRawElement, markOfElement } from './html-elements.ts';
import { htmlParser } from './html-parser.ts';
import { offsetsOf, spansOf, type Span } from './source-spans.ts';

interface Element {
  readonly name: string;
  readonly hides: boolean;
  readonly mark: BlockMark;
}

/** More open elements than a real card has; the parser's cost grows with them. */
const DEPTH_LIMIT = 256;
const SLICE = 1024;

/**
 * Reads the HTML of a card, in the pieces that the Markdown parser finds. The effect of an element (hiding, a link, a
 * heading) extends to the Markdown between its tags.
 */
export class HtmlReader {
  private readonly source: string;
  private readonly builder: BlockBuilder;
  private started: Parser | null = null;
  private readonly open: Element[] = [];
  private hiding = 0;
  /** In an unclosed comment: its end in the source. */
  private commentEnd = 0;
  private inTag = false;
  private dropsTag = false;
  private imageAlt: readonly Span[] = [];
  private fedOffset = offsetsOf([]);
  private fedEnd = 0;
  /** How many characters the parser received before those that `fedOffset` covers. */
  private fedBefore = 0;
  private blockDepth = 0;
  private crumbs: Span | null = null;

  constructor(source: string, builder: BlockBuilder) {
    this.source = source;
    this.builder = builder;
  }

  /** True if HTML does not hide the text at this offset. */
  shows(offset: number): boolean {
    return this.hiding === 0 && offset >= this.commentEnd;
  }

  /** The kind of a block, from the HTML around it. */
  get mark(): BlockMark {
    return this.open.at(-1)?.mark ?? PARAGRAPH;
  }

  /** Created only when it is needed: most cards have no HTML. */
  private get parser(): Parser {
    this.started ??= htmlParser({
      onopentagname: () => {
        this.inTag = true;
        this.imageAlt = [];
      },
      onattribute: (name, value) => {
        if (name === 'alt') this.imageAlt = this.altOf(value);
      },
      onopentag: (name, attributes) => {
        this.opened(name, attributes);
      },
      onclosetag: (name) => {
        this.closed(name);
      },
      ontext: (text) => {
        this.text(text);
      },
    });
    return this.started;
  }

  /** Reads a piece of HTML. The spans are in order, each as long as its source. */
  feed(fed: readonly Span[]): void {
    const spans = fed.flatMap((span) => this.afterComment(span));
    const end = spans.at(-1)?.to;
    if (end === undefined) return;
    const html = spans.map(({ text }) => text).join('');
    this.fedOffset = offsetsOf(spans);
    this.fedEnd = end;
    let written = 0;
    // One by one, so that each text that the parser reports comes from one place.
    for (const piece of spans.flatMap(({ text }) => slicesOf(text))) {
      if (this.builder.full) break;
      this.parser.write(piece);
      written += piece.length;
      if (this.open.length <= DEPTH_LIMIT) continue;
      this.restart();
      this.fedBefore = -written;
    }
    this.writeText();
    this.fedBefore += html.length;
    this.fedOffset = offsetsOf([{ text: '', from: end, to: end }]);
    this.settle(html, end);
  }

  private afterComment({ text, from, to }: Span): Span[] {
    if (from >= this.commentEnd) return [{ text, from, to }];
    return to <= this.commentEnd ? [] : [{ text: text.slice(this.commentEnd - from), from: this.commentEnd, to }];
  }

  /** Begins a block of Markdown: inline elements that open in it end with it. */
  beginBlock(): void {
    this.blockDepth = this.open.length;
  }

  /** Ends the block of `beginBlock`. */
  endBlock(): void {
    while (this.open.length > this.blockDepth) {
      const before = this.open.length;
      const name = this.open.at(-1)?.name ?? '';
      if (isBlockElement(name)) return;
      this.pad(`</${name}>`);
      if (this.open.length >= before) this.restart();
    }
  }

  /** Feeds the parser text that is not in the source. */
  private pad(text: string): void {
    this.parser.write(text);
    this.writeText();
    this.fedBefore += text.length;
  }

  /** Closes a tag or comment that a piece of HTML leaves open, so that it does not swallow the next piece. */
  private settle(html: string, end: number): void {
    const comment = html.lastIndexOf('<!--');
    if (
      comment >= 0 &&
      end >= this.commentEnd &&
      !html.includes('-->', comment) &&
      !isRawElement(this.open.at(-1)?.name ?? '')
    ) {
      const close = this.source.indexOf('-->', end);
      this.commentEnd = close < 0 ? this.source.length : close + 3;
      this.pad('-->');
    }
    if (!/[>\r\n]$/.test(html)) this.pad('\n');
    this.dropsTag = true;
    for (const close of ['">', "'>"]) if (this.inTag) this.pad(close);
    this.dropsTag = false;
  }

  private restart(): void {
    this.parser.reset();
    this.open.length = 0;
    this.hiding = 0;
    this.inTag = false;
    this.fedBefore = 0;
    this.blockDepth = 0;
  }

  private opened(name: string, attributes: Readonly<Record<string, string>>): void {
    this.writeText();
    this.inTag = false;
    const from = this.eventStart();
    const to = this.eventEnd();
    const seen = this.shows(from);
    const code = !this.dropsTag && isCodeElement(name);
    const hides = code || (!this.dropsTag && isHidden(name, attributes));
    if (isBlockElement(name)) this.builder.flush(from);
    if (seen && code) this.builder.object(from, to);
    if (seen && !hides && !this.dropsTag) this.show(name, attributes, from, to);
    if (hides) this.hiding++;
    this.open.push({ name, hides, mark: markOfElement(name) ?? this.mark });
    if (isBlockElement(name)) this.builder.mark = this.mark;
  }

  private show(name: string, attributes: Readonly<Record<string, string>>, from: number, to: number): void {
    if (name === 'br') this.builder.break(from, to);
    if (name === 'img') this.builder.image(this.imageAlt, from, to);
    if (name === 'a' && Object.hasOwn(attributes, 'href')) this.builder.openLink(attributes['href'] ?? '', from);
  }

  private closed(name: string): void {
    this.writeText();
    const at = this.eventEnd();
    if (isBlockElement(name)) this.builder.flush(at);
    if (name === 'a') this.builder.closeLink(at);
    const element = this.open.pop();
    if (element?.hides === true) this.hiding--;
    if (isBlockElement(name)) this.builder.mark = this.mark;
  }

  /** The parser reports text in small pieces, which are cheaper to fold together. */
  private text(text: string): void {
    const from = this.eventStart();
    if (!this.shows(from)) return;
    const to = this.eventEnd();
    const before = this.crumbs;
    const joins =
      before !== null && before.to === from && before.text.length === from - before.from && text.length === to - from;
    if (!joins) this.writeText();
    this.crumbs = joins ? { text: before.text + text, from: before.from, to } : { text, from, to };
  }

  private writeText(): void {
    if (this.crumbs !== null) this.builder.add(this.crumbs);
    this.crumbs = null;
  }

  private altOf(value: string): readonly Span[] {
    const from = this.eventStart();
    const to = this.eventEnd();
    const written = this.source.slice(from, to);
    const start = /^[^=]*=\s*["']?/.exec(written)?.[0].length ?? 0;
    return spansOf(value, this.source, from + start, Math.max(from + start, /["']$/.test(written) ? to - 1 : to), true);
  }

  private eventStart(): number {
    return this.fedOffset(this.parser.startIndex - this.fedBefore);
  }

  /** The offset after the event's last character, which is not always the start of the next event. */
  private eventEnd(): number {
    return Math.max(
      this.eventStart(),
      Math.min(this.fedOffset(this.parser.endIndex - this.fedBefore) + 1, this.fedEnd),
    );
  }
}

function slicesOf(text: string): string[] {
  const slices: string[] = [];
  for (let at = 0; at < text.length; at += SLICE) slices.push(text.slice(at, at + SLICE));
  return slices;
}
