import type { Nodes, Parents } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { BlockBuilder, BlockKind } from './block-builder.ts';
import type { HtmlReader } from './html-reader.ts';
import { spansOf, type Span } from './source-spans.ts';

/** A stretch of the body, with the text that must precede and follow it so that it can be parsed alone. */
export interface MarkdownPart {
  readonly before: string;
  readonly start: number;
  readonly end: number;
  readonly after: string;
}

const OPTIONS = { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] };
/** Deeper than a real card; the tree is walked recursively. */
const NESTING_LIMIT = 100;

const KINDS: Partial<Record<Nodes['type'], BlockKind>> = {
  blockquote: 'quote',
  listItem: 'item',
  heading: 'heading',
  tableCell: 'cell',
};

/**
 * Parses a part of the body as GitHub-flavored Markdown, and adds its visible text to the builder. Returns false if
 * some of it is nested too deeply to be read. Throws what the parser throws, before anything is added.
 */
export function readMarkdown(source: string, part: MarkdownPart, builder: BlockBuilder, html: HtmlReader): boolean {
  const tree = fromMarkdown(part.before + source.slice(part.start, part.end) + part.after, OPTIONS);
  const urls = new Map<string, string>();
  collectDefinitions(tree, urls, 0);
  let complete = true;

  const offsets = (node: Nodes): { from: number; to: number } => {
    const at = (offset = 0): number =>
      Math.min(Math.max(offset - part.before.length + part.start, part.start), part.end);
    return { from: at(node.position?.start.offset), to: at(node.position?.end.offset) };
  };
  const spans = (value: string, node: Nodes, decoded: boolean): readonly Span[] => {
    const { from, to } = offsets(node);
    return spansOf(value, source, from, to, decoded);
  };

  function readBlocks(node: Nodes, kind: BlockKind, nesting: number): void {
    // The header of a table that is repeated for the rows of this part.
    if ((node.position?.end.offset ?? 0) <= part.before.length && node.type !== 'root') return;
    if (nesting > NESTING_LIMIT) {
      complete = false;
      return;
    }
    const inner = KINDS[node.type] ?? kind;
    if (node.type === 'html') {
      html.feed(spans(node.value, node, false));
      return;
    }
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
      readBlock(node, inner, nesting);
      return;
    }
    if ('children' in node) for (const child of node.children) readBlocks(child, inner, nesting + 1);
  }

  function readBlock(node: Parents, kind: BlockKind, nesting: number): void {
    const { from, to } = offsets(node);
    builder.flush(from);
    builder.mark = kind === 'paragraph' ? html.mark : { kind, depth: node.type === 'heading' ? node.depth : 0 };
    html.beginBlock();
    readChildren(node, nesting);
    html.endBlock();
    builder.flush(to);
    builder.mark = html.mark;
  }

  function readChildren(node: Parents, nesting: number): void {
    if (nesting > NESTING_LIMIT) complete = false;
    else for (const child of node.children) readInline(child, nesting + 1);
  }

  function readInline(node: Nodes, nesting: number): void {
    if (node.type === 'html') {
      html.feed(spans(node.value, node, false));
      return;
    }
    const { from, to } = offsets(node);
    if (!html.shows(from)) return;
    switch (node.type) {
      case 'text':
        for (const span of spans(node.value, node, true)) if (html.shows(span.from)) builder.add(span);
        return;
      case 'inlineCode':
        builder.object(from, to);
        return;
      case 'break':
        builder.break(from, to);
        return;
      case 'image':
      case 'imageReference':
        builder.image(spansOf(node.alt ?? '', source, Math.min(from + 2, to), to, true), from, to);
        return;
      case 'link':
        readLink(node, node.url, nesting);
        return;
      case 'linkReference':
        readLink(node, urls.get(node.identifier) ?? '', nesting);
        return;
      default:
        if ('children' in node) readChildren(node, nesting);
    }
  }

  function readLink(node: Parents, url: string, nesting: number): void {
    const { from, to } = offsets(node);
    builder.openLink(url, from);
    readChildren(node, nesting);
    builder.closeLink(to);
  }

  readBlocks(tree, 'paragraph', 0);
  return complete;
}

/** The first definition of a label counts. */
function collectDefinitions(node: Nodes, urls: Map<string, string>, nesting: number): void {
  if (node.type === 'definition' && !urls.has(node.identifier)) urls.set(node.identifier, node.url);
  if (nesting > NESTING_LIMIT || node.type === 'paragraph' || !('children' in node)) return;
  for (const child of node.children) collectDefinitions(child, urls, nesting + 1);
}
