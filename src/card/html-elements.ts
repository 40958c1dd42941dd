import { PARAGRAPH, type BlockMark } from './block-builder.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Block elements. */
const BLOCKS = words(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td ' +
    'tfoot th thead tr ul',
);

/** Elements whose content is invisible, or only a fallback. */
const UNSEEN = words(
  'audio canvas datalist head iframe noembed noframes noscript object script style template textarea title video xmp',
);

/** Elements with raw text as content. */
const RAW = words('iframe noembed noframes plaintext script style textarea title xmp');

const CODE = words('code pre tt');

const QUOTE: BlockMark = { kind: 'quote', depth: 0 };
const ITEM: BlockMark = { kind: 'item', depth: 0 };
const CELL: BlockMark = { kind: 'cell', depth: 0 };
const MARKS: ReadonlyMap<string, BlockMark> = new Map([
  ...[1, 2, 3, 4, 5, 6].map((depth): [string, BlockMark] => [`h${depth}`, { kind: 'heading', depth }]),
  ['li', ITEM],
  ['dt', ITEM],
  ['dd', ITEM],
  ['td', CELL],
  ['th', CELL],
  ['blockquote', QUOTE],
  ['caption', PARAGRAPH],
  ['summary', PARAGRAPH],
]);

export const isBlockElement = (name: string): boolean => BLOCKS.has(name);
export const isRawElement = (name: string): boolean => RAW.has(name);
export const isCodeElement = (name: string): boolean => CODE.has(name);

/** The kind of an element's text; null if its parent decides. */
export const markOfElement = (name: string): BlockMark | null => MARKS.get(name) ?? null;

/** True if an element hides its content: by its kind, by `hidden`, or by its style. */
export function isHidden(name: string, attributes: Readonly<Record<string, string>>): boolean {
  if (UNSEEN.has(name) || Object.hasOwn(attributes, 'hidden')) return true;
  const style = Object.hasOwn(attributes, 'style') ? (attributes['style'] ?? '') : '';
  return /(?:^|[;\s])(?:display\s?:\s?none|visibility\s?:\s?(?:hidden|collapse))/i.test(style.replace(/\s+/g, ' '));
}
