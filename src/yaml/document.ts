import { Composer, isAlias, isMap, isNode, isScalar, isSeq, Lexer, LineCounter, Parser } from 'yaml';
import type { CST, Document, Node, Pair } from 'yaml';
import type { Place } from '../snapshot/place.ts';
import { YAML_LIMIT, type YamlEntry, type YamlNode, type YamlScalar } from './node.ts';
import { oneLine, quoted } from './problem.ts';
import type { Problem } from './problem.ts';

export interface YamlFile {
  /** Null if the file is empty, or is not YAML. */
  readonly root: YamlNode | null;
  readonly problems: readonly Problem[];
}

const DEEPEST = 64;
/** Later syntax errors mostly follow from earlier ones. */
const MAX_SYNTAX_ERRORS = 20;

interface Reading {
  readonly file: string;
  readonly source: string;
  readonly lines: LineCounter;
  readonly problems: Problem[];
}

/**
 * Reads one YAML 1.2 document into nodes with places. Aliases, merge keys and tags are rejected: they make a file hard
 * to review, and an alias can expand to a billion nodes. Never throws; errors are in `problems`. Reading stops at a
 * syntax error, since the rest would be a guess.
 */
export function readYaml(file: string, text: string): YamlFile {
  // The parser does not recognize a lone carriage return as a line end.
  const source = (text.startsWith('\uFEFF') ? text.slice(1) : text).replace(/\r(?!\n)/g, '\n');
  const reading: Reading = { file, source, lines: new LineCounter(), problems: [] };
  if (Buffer.byteLength(source) > YAML_LIMIT) {
    reading.lines.addNewLine(0);
    return refused(reading, 0, `the file is larger than ${YAML_LIMIT / 1024} KiB`);
  }
  const tokens = tokensOf(reading);
  if (tokens === null) return { root: null, problems: reading.problems };
  const composer = new Composer({ uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const [document, second] = composer.compose(tokens, true, source.length);
  if (document === undefined) return { root: null, problems: [] };
  const errors = [...document.errors, ...document.warnings.filter(({ code }) => code !== 'TAG_RESOLVE_FAILED')];
  for (const error of errors.slice(0, MAX_SYNTAX_ERRORS)) {
    report(reading, [error.pos[0], error.pos[1]], `not valid YAML: ${oneLine(error.message)}`);
  }
  if (errors.length > 0) return { root: null, problems: reading.problems };
  if (second !== undefined)
    return refused(reading, second.range[0], 'a second YAML document begins here, but only one is read');
  return { root: rootOf(document, reading), problems: reading.problems };
}

/** The parser's tokens; null if they are nested too deeply to be composed, which is recursive. */
function tokensOf(reading: Reading): readonly CST.Token[] | null {
  const parser = new Parser(reading.lines.addNewLine);
  const tokens: CST.Token[] = [];
  reading.lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(reading.source)) {
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length <= DEEPEST) continue;
    refused(reading, parser.offset, `nested deeper than ${DEEPEST} levels`);
    return null;
  }
  tokens.push(...parser.end());
  return tokens;
}

function rootOf(document: Document.Parsed, reading: Reading): YamlNode | null {
  if (document.contents === null) return null;
  const root = nodeOf(document.contents, placeAt(reading, [0, 0]), reading);
  return root.kind === 'scalar' && root.raw === '' ? null : root;
}

function nodeOf(node: unknown, context: Place, reading: Reading): YamlNode {
  if (!isNode(node)) return { kind: 'scalar', place: context, value: null, text: '', raw: '' };
  const place = node.range === null || node.range === undefined ? context : placeAt(reading, node.range);
  if (isAlias(node))
    return broken(reading, node, `aliases (*${oneLine(node.source)}) are not supported: write the value out`);
  if (node.tag !== undefined) return broken(reading, node, `tags (${oneLine(node.tag)}) are not supported`);
  if (isSeq(node)) return { kind: 'list', place, items: node.items.map((item) => nodeOf(item, place, reading)) };
  if (isMap(node)) return { kind: 'mapping', place, entries: entriesOf(node.items, place, reading) };
  if (!isScalar(node)) return { kind: 'broken', place };
  const text = node.source ?? '';
  const raw = node.range ? reading.source.slice(node.range[0], node.range[1]) : text;
  return { kind: 'scalar', place: raw === '' ? context : place, value: plainValue(node.value, text), text, raw };
}

function entriesOf(pairs: readonly Pair[], around: Place, reading: Reading): readonly YamlEntry[] {
  const entries = new Map<string, YamlEntry>();
  for (const pair of pairs) {
    const key = nodeOf(pair.key, around, reading);
    if (key.kind === 'broken') continue;
    if (key.kind !== 'scalar') {
      reading.problems.push({ message: 'a key must be a word', place: key.place });
      continue;
    }
    if (key.text === '<<') {
      reading.problems.push({ message: 'merge keys (<<) are not supported: write the keys out', place: key.place });
      continue;
    }
    const first = entries.get(key.text);
    if (first !== undefined) {
      reading.problems.push({
        message: `key ${quoted(key.text)} is repeated, first in line ${first.place.line}`,
        place: key.place,
      });
      continue;
    }
    entries.set(key.text, { key: key.text, place: key.place, value: nodeOf(pair.value, key.place, reading) });
  }
  return [...entries.values()];
}

/** A `%YAML 1.1` line would turn plain words into dates and the like; they are read as written. */
function plainValue(value: unknown, text: string): YamlScalar['value'] {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return text;
}

function placeAt({ file, lines }: Reading, range: readonly [number, number, ...number[]]): Place {
  const start = lines.linePos(range[0]);
  const end = lines.linePos(Math.max(range[0], range[1]));
  return {
    file,
    line: Math.max(1, start.line),
    column: Math.max(1, start.col),
    endLine: Math.max(1, end.line),
    endColumn: Math.max(1, end.col),
  };
}

function report(reading: Reading, range: readonly [number, number], message: string): void {
  reading.problems.push({ message, place: placeAt(reading, range) });
}

function broken(reading: Reading, node: Node, message: string): YamlNode {
  const [start, end] = node.range ?? [0, 0];
  report(reading, [start, end], message);
  return { kind: 'broken', place: placeAt(reading, [start, end]) };
}

function refused(reading: Reading, offset: number, message: string): YamlFile {
  report(reading, [offset, offset], message);
  return { root: null, problems: reading.problems };
}
