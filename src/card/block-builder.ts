import type { Place } from '../snapshot/place.ts';
import { bareLinks } from './bare-links.ts';
import { FoldedText } from './folded-text.ts';
import type { Placer } from './positions.ts';
import type { Span } from './source-spans.ts';

/** A link as displayed. For a linked image the text is the image's alternative text. */
export interface Link {
  readonly text: string;
  readonly url: string;
  readonly place: Place;
}

export type BlockKind = 'heading' | 'paragraph' | 'item' | 'cell' | 'quote' | 'alt';

/** One stretch of text that a reader sees as a unit. */
export interface Block {
  /** `alt` is the alternative text of an image, such as a badge: weaker evidence than text. */
  readonly kind: BlockKind;
  /** Depth of a heading, else 0. */
  readonly depth: number;
  /** Text as displayed; what is no text (inline code, an image) is one U+FFFC. */
  readonly text: string;
  readonly links: readonly Link[];
  /** Where the author broke the line on purpose, as indices of `text` in ascending order. */
  readonly breaks: readonly number[];
  /** The place in the file of `text[start..end)`. */
  place(start: number, end: number): Place;
}

/** What a block is, while it is not yet written. */
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

/** Stands for what is displayed but is no text, so that its neighbors do not grow together into a phrase. */
const OBJECT = '\uFFFC';

/** More blocks than any card has; each costs memory. */
const BLOCK_LIMIT = 50_000;

/** Collects blocks in the order of the document. */
export class BlockBuilder {
  readonly blocks: Block[] = [];
  /** What the next block is. */
  mark: BlockMark = PARAGRAPH;
  private readonly place: Placer;
  private text = new FoldedText();
  private breaks: number[] = [];
  private links: (Link & { readonly start: number; readonly end: number })[] = [];
  private link: OpenLink | null = null;

  constructor(place: Placer) {
    this.place = place;
  }

  /** True when no further block is taken, so that reading on is no use. */
  get full(): boolean {
    return this.blocks.length >= BLOCK_LIMIT;
  }

  add(span: Span): void {
    this.text.add(span);
  }

  /** Something that is displayed but is no text. */
  object(from: number, to: number): void {
    this.text.add({ text: OBJECT, from, to });
  }

  break(from: number, to: number): void {
    this.text.add({ text: '\n', from, to });
    if (this.text.length > 0) this.breaks.push(this.text.length);
  }

  /** An image: its alternative text is a block of its own. */
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

  /** A link opens; one that is still open ends here, since links do not nest. */
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

  /** Ends the block at hand, if anything of it is seen, and begins the next. A link that is open goes on in it. */
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
