// What a line of Markdown begins or ends, as far as it matters for splitting a body into parts.

const FENCE = /^ {0,3}(?:(`{3,})[^`]*$|(~{3,}))/;
const RAW_HTML = /^ {0,3}<(?:(script|pre|style|textarea)(?=[\s>]|$)|(!--)|(\?)|(!\[CDATA\[)|(![A-Za-z]))/i;
const HTML_BLOCK =
  /^ {0,3}<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?=[\s/>]|$)/i;
const LONE_TAG = /^ {0,3}<\/?[A-Za-z][A-Za-z\d-]*(?:\s[^<>]*)?>[ \t]*$/;
const DELIMITER_ROW = /^\|?:?-+:?(?:\|:?-+:?)*\|?$/;
const ITEM_OR_HEADING = /^(?:#{1,6}[ \t]|[-*+][ \t]+\S|\d{1,9}[.)][ \t]+\S)/;

/** A cheap test of a line: false if it begins like prose and can open none of the constructs below. */
export function mayOpen(line: string): boolean {
  const first = /^ {0,3}(\S)/u.exec(line)?.[1];
  if (first === undefined) return false;
  // The Unicode class takes long to compile, so it is used only for non-ASCII text.
  return first <= '~' ? !/[A-Za-z]/.test(first) : !/\p{L}/u.test(first);
}

/** The fence that opens code, or null. */
export function openingFence(line: string): string | null {
  const match = FENCE.exec(line);
  return match?.[1] ?? match?.[2] ?? null;
}

/** True if the line closes the code that `fence` opened. */
export function closesFence(line: string, fence: string): boolean {
  const marks = line.replace(/^ {1,3}/, '').trimEnd();
  return marks.length >= fence.length && marks === fence.charAt(0).repeat(marks.length);
}

/** The end of HTML that this line opens and that continues over blank lines; null if it opens none. */
export function rawHtmlEnd(line: string): RegExp | null {
  const match = line.includes('<') ? RAW_HTML.exec(line) : null;
  if (match === null) return null;
  if (match[1] !== undefined) return /<\/(?:script|pre|style|textarea)>/i;
  if (match[2] !== undefined) return /-->/;
  if (match[3] !== undefined) return /\?>/;
  return match[4] === undefined ? />/ : /\]\]>/;
}

/** True if the line opens HTML that continues to the next blank line. */
export function opensHtml(line: string, afterBlank: boolean): boolean {
  return line.includes('<') && (HTML_BLOCK.test(line) || (afterBlank && LONE_TAG.test(line)));
}

export function isDelimiterRow(line: string): boolean {
  return line.includes('|') && DELIMITER_ROW.test(line.replace(/[ \t]+/g, ''));
}

/** True if the line opens a new block even directly below a paragraph, or is the blank line of a quote. */
export function opensBlock(line: string): boolean {
  return ITEM_OR_HEADING.test(line) || /^>[> \t]*$/.test(line);
}
