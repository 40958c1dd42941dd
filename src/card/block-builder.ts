import type { Place } from '../snapshot/place.ts';
import { bareLinks } from './bare-links.ts';
import { FoldedText } from './folded-text.ts';
import type { Placer } from './positions.ts';
import type { Span } from './source-spans.ts';

/** A link as displayed. For a linked image, the text is the image's alternative text. */
export interface Link {
  readonly text: string;
  readonly url: string;
  readonly place: Place;
}

export type BlockKind = 'heading' | 'paragraph' | 'item' | 'cell' | 'quote' | 'alt';

/** A text that a reader sees as a unit. */
export interface Block {
  /** `alt` is the alternative text of an image, such as a badge: weaker evidence than text. */
  readonly kind: BlockKind;
  /** The depth of a heading; otherwise 0. */
  readonly depth: number;
  /** Text as displayed, with one U+FFFC for inline code or an image. */
  readonly text: string;
  readonly links: readonly Link[];
  /** Hard line breaks, as indices of `text` in ascending order. */
  readonly breaks: readonly number[];
  /** The place in the file of `text[start..end)`. */
  place(start: number, end: number): Place;
}

/** The properties of a block that is not yet complete. */
export interface BlockMark {
  readonly kind: BlockKind;
  readonly depth: number;
}
export const PARAGRAPH: BlockMark = { kind: 'paragraph', depth: 0 };

interface OpenLink {
  readonly url: string;
  readonly from: number;
  readonly start: number;
  readonly mark: number;
  readonly alts: string[];
}

/** A placeholder for displayed objects that are not text, so that their neighbors do not join into a phrase. */
const OBJECT = '\uFFFC';

/** More blocks than a real card has; each costs memory. */
const BLOCK_LIMIT = 50_000;

/** Collects blocks in the order of the document. */
export class BlockBuilder {
  readonly blocks: Block[] = [];
  /** The kind of the next block. */
  mark: BlockMark = PARAGRAPH;
  private readonly place: Placer;
  private text = new FoldedText();
  private breaks: number[] = [];
  private links: (Link & { readonly start: number; readonly end: number })[] = [];
  private link: OpenLink | null = null;

  constructor(place: Placer) {
    this.place = place;
  }

  /** True if no further block is accepted, so that reading can stop. */
  get full(): boolean {
    return this.blocks.length >= BLOCK_LIMIT;
  }

  add(span: Span): void {
    this.text.add(span);
  }

  /** Adds a displayed object that is not text. */
  object(from: number, to: number): void {
    this.text.add({ text: OBJECT, from, to });
  }

  break(from: number, to: number): void {
    this.text.add({ text: '\n', from, to });
    if (this.text.length > 0) this.breaks.push(this.text.length);
  }

  /** Adds an image: its alternative text is a separate block. */
  image(alt: readonly Span[], from: number, to: number): void {
    const text = new FoldedText();
    for (const span of alt) text.add(span);
    const shown = text.toString();
    if (shown !== '') {
      const links = this.link === null ? [] : [{ text: shown, url: this.link.url, place: this.place(from, to) }];
      this.blocks.push(this.blockOf({ kind: 'alt', depth: 0 }, text, shown, links, []));
      this.link?.alts.push(shown);
    }
    this.object(from, to);
  }

  /** Opens a link and closes an open one, since links do not nest. */
  openLink(url: string, from: number): void {
    if (this.link !== null) this.closeLink(from);
    this.link = { url, from, start: this.text.length, mark: this.text.mark, alts: [] };
  }

  closeLink(to: number): void {
    this.writeLink(to);
    this.link = null;
  }

  private writeLink(to: number): void {
    if (this.link === null) return;
    const { url, from, start, mark, alts } = this.link;
    const written = this.text.since(mark).trim();
    const isText = written.replaceAll(OBJECT, '').trim() !== '';
    const text = isText ? written : alts.join(' ');
    if (text !== '') this.links.push({ text, url, place: this.place(from, to), start, end: this.text.length });
  }

  /** Ends the current block, if it is visible, and begins the next. An open link continues in it. */
  flush(at: number): void {
    this.writeLink(at);
    const shown = this.text.toString();
    if (shown.replaceAll(OBJECT, '').trim() !== '' || this.links.length > 0) {
      this.blocks.push(this.blockOf(this.mark, this.text, shown, this.linksIn(shown), this.breaks));
    }
    if (this.link !== null) this.link = { url: this.link.url, from: at, start: 0, mark: 0, alts: [] };
    if (this.text.length === 0) return;
    this.text = new FoldedText();
    this.breaks = [];
    this.links = [];
  }

  private linksIn(shown: string): Link[] {
    const { links, text } = this;
    let next = 0;
    const bare = bareLinks(shown).filter(({ start, end }) => {
      while ((links[next]?.end ?? Infinity) <= start) next++;
      return (links[next]?.start ?? Infinity) >= end;
    });
    const all = [
      ...links,
      ...bare.map(({ url, start, end }) => ({
        text: shown.slice(start, end),
        url,
        place: this.placeIn(text, start, end),
        start,
        end,
      })),
    ];
    return all.sort((a, b) => a.start - b.start).map(({ text: label, url, place }) => ({ text: label, url, place }));
  }

  private blockOf(
    { kind, depth }: BlockMark,
    folded: FoldedText,
    text: string,
    links: readonly Link[],
    breaks: readonly number[],
  ): Block {
    return {
      kind,
      depth,
      text,
      links,
      breaks: breaks.filter((at) => at < text.length),
      place: (start, end) => this.placeIn(folded, start, end),
    };
  }

  private placeIn(folded: FoldedText, start: number, end: number): Place {
    const { from, to } = folded.source(start, end);
    return this.place(from, to);
  }
}
