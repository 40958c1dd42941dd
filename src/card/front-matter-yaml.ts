import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  parseDocument,
  type Document,
  type ErrorCode,
  type Node,
} from 'yaml';

/** A scalar's text and its offsets in the front matter's content. */
export interface Scalar {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The innermost key that contains it, in a mapping below a top-level key. */
  readonly under?: string;
}

/** A top-level key with all scalars below it. */
export interface Entry {
  readonly key: Scalar;
  readonly values: readonly Scalar[];
}

interface Fault {
  readonly message: string;
  readonly at: number;
}

// Within these limits, parsing takes well under a second, whatever the content.
const MARK_LIMIT = 40_000;
const NESTING_LIMIT = 100;
const NODE_LIMIT = 100_000;
const FAULT_LIMIT = 1_000;

/**
 * Parses the content of front matter as YAML 1.2 and lists its top-level entries. Never throws: broken content yields
 * the entries that the parser recovers, with problems; content that is too expensive yields one problem and no entries.
 */
export function readEntries(content: string): { entries: readonly Entry[]; problems: readonly Fault[] } {
  const refusal = whyNotParsed(content);
  if (refusal !== null) return { entries: [], problems: [{ message: refusal, at: 0 }] };
  try {
    // A lone CR ends a line for the Hub, but not for the parser; the swap keeps all offsets.
    const document = parseDocument(content.replace(/\r(?!\n)/g, '\n'), {
      version: '1.2',
      uniqueKeys: false,
      prettyErrors: false,
    });
    const problems = document.errors
      .slice(0, FAULT_LIMIT)
      .map(({ code, pos }) => ({ message: MESSAGES[code] ?? 'this is not valid YAML', at: pos[0] }));
    if (document.contents !== null && !isMap(document.contents))
      problems.push({ message: 'the front matter is not a list of keys and values', at: 0 });
    const { entries, whole } = entriesOf(document);
    if (!whole) problems.push({ message: 'the YAML refers to itself so often that not all of it was read', at: 0 });
    return { entries, problems };
  } catch {
    // A failure of the parser (RangeError in deep nesting, an internal assertion) must not end the check.
    return { entries: [], problems: [{ message: 'the YAML cannot be parsed', at: 0 }] };
  }
}

/** Messages for the parser's codes: its own messages quote the content, which can be hostile. */
const MESSAGES: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: 'the indentation is inconsistent',
  TAB_AS_INDENT: 'a tab is used as indentation',
  MISSING_CHAR: 'a quote, bracket, comma or colon is missing',
  BLOCK_AS_IMPLICIT_KEY: 'a value that contains a colon and a space needs quotes',
  BLOCK_IN_FLOW: 'there is a block inside brackets',
  BAD_ALIAS: 'an alias has no anchor',
  BAD_DQ_ESCAPE: 'a backslash in double quotes is followed by an unknown character',
  BAD_SCALAR_START: 'a value begins with a character that needs quotes',
  DUPLICATE_KEY: 'the key is written a second time',
  MULTIPLE_DOCS: 'the front matter contains more than one document',
  MULTILINE_IMPLICIT_KEY: 'a line has no colon, or a quote is not closed',
  UNEXPECTED_TOKEN: 'this is unexpected here',
};

function whyNotParsed(content: string): string | null {
  let marks = 0;
  let depth = 0;
  let indicators = 0;
  for (let at = 0; at < content.length; at++) {
    const char = content.charAt(at);
    if (!MARKS.has(char)) {
      if (char !== ' ') indicators = 0;
      continue;
    }
    marks++;
    if (char === '[' || char === '{') depth++;
    if (char === ']' || char === '}') depth = Math.max(depth - 1, 0);
    indicators = '-?:'.includes(char) && content.charAt(at + 1) === ' ' ? indicators + 1 : 0;
    if (depth > NESTING_LIMIT || indicators > NESTING_LIMIT) return 'the YAML is nested too deeply';
    if (marks > MARK_LIMIT) return 'the YAML has too many parts to be parsed';
  }
  return null;
}
const MARKS = new Set('\r\n[]{},:-?&*!%"\'#|>');

function entriesOf(document: Document.Parsed): { entries: readonly Entry[]; whole: boolean } {
  if (!isMap(document.contents)) return { entries: [], whole: true };
  let nodes = 0;
  let whole = true;
  const count = () => {
    nodes += 1;
    whole &&= nodes <= NODE_LIMIT;
    return nodes <= NODE_LIMIT;
  };
  const scalars = scalarReader(document, count);
  const entries = document.contents.items.flatMap(({ key, value }) => {
    const [name] = isScalar(key) ? scalarOf(key) : [];
    if (name === undefined) return [];
    // A plain value does not count, however much the aliases before it did.
    return [{ key: name, values: isScalar(value) ? scalarOf(value) : value === null ? [] : scalars(value) }];
  });
  return { entries, whole };
}

/** Reads the scalars below a node. `count` covers the whole document, so that nested aliases stay cheap. */
function scalarReader(document: Document.Parsed, count: () => boolean): (node: Node) => Scalar[] {
  let anchors: ReadonlyMap<string, readonly Node[]> | null = null;

  function read(node: unknown, depth: number): Scalar[] {
    if (depth > NESTING_LIMIT || !count()) return [];
    if (isScalar(node)) return scalarOf(node);
    if (isPair(node)) return read(node.value, depth + 1).map((one) => ({ under: keyOf(node.key), ...one }));
    if (isCollection(node)) return node.items.flatMap((item) => read(item, depth + 1));
    if (!isAlias(node)) return [];
    anchors ??= anchorsOf(document.contents);
    const before = node.range?.[0] ?? 0;
    return read(
      anchors.get(node.source)?.findLast(({ range }) => (range?.[0] ?? 0) < before),
      depth + 1,
    );
  }
  return (node) => read(node, 0);
}

function keyOf(key: unknown): string {
  return isScalar(key) && typeof key.value === 'string' ? key.value : '';
}

function scalarOf({
  source,
  type,
  range,
}: {
  source?: string;
  type?: string;
  range?: readonly number[] | null;
}): Scalar[] {
  const [start, end] = range ?? [];
  if (source === undefined || start === undefined || end === undefined || (source === '' && type === 'PLAIN'))
    return [];
  return [{ text: source, start, end }];
}

function anchorsOf(contents: unknown): ReadonlyMap<string, readonly Node[]> {
  const anchors = new Map<string, Node[]>();
  const pending: unknown[] = [contents];
  while (pending.length > 0) {
    const node = pending.pop();
    if (isPair(node)) pending.push(node.value, node.key);
    if (isCollection(node)) for (const item of node.items.toReversed()) pending.push(item);
    if (!(isScalar(node) || isCollection(node)) || node.anchor === undefined) continue;
    const same = anchors.get(node.anchor);
    if (same === undefined) anchors.set(node.anchor, [node]);
    else same.push(node);
  }
  return anchors;
}
