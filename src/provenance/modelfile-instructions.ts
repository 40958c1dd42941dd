/** An instruction of a Modelfile, with its name in upper case. */
export interface Instruction {
  readonly name: string;
  /** Without its quotation marks. */
  readonly value: string;
  /** The line and column of the value, counted from 1. */
  readonly line: number;
  readonly column: number;
}

export interface ModelfileText {
  readonly instructions: readonly Instruction[];
  /** The model of a FROM in a comment, which `ollama show --modelfile` writes above the name of a stored blob. */
  readonly commented: Instruction | null;
}

const INSTRUCTION =
  /^\s*(FROM|ADAPTER|LICENSE|TEMPLATE|SYSTEM|PARAMETER|MESSAGE|RENDERER|PARSER|REQUIRES|DRAFT)(?=\s|$)[ \t]*/i;
const COMMENTED_FROM = /^#[ \t]*FROM[ \t]+(?=\S)/;
/** PARAMETER and MESSAGE have an additional word before the value. */
const FIRST_WORD = /^\S+[ \t]*/;
const MAX_INSTRUCTIONS = 2000;

/**
 * Reads a Modelfile like Ollama: instructions in any order and case, and values in `"` or `"""` that continue until a
 * line ends with the same mark. Text inside a value is not an instruction. Never throws.
 */
export function readInstructions(source: string): ModelfileText {
  const lines = source.split(/\r\n|\r|\n/);
  const instructions: Instruction[] = [];
  let commented: Instruction | null = null;
  for (let at = 0; at < lines.length && instructions.length < MAX_INSTRUCTIONS; at++) {
    const line = lines[at] ?? '';
    const comment = COMMENTED_FROM.exec(line)?.[0];
    if (comment !== undefined)
      commented ??= {
        name: 'FROM',
        value: line.slice(comment.length).trim(),
        line: at + 1,
        column: comment.length + 1,
      };
    const [head, word] = INSTRUCTION.exec(line) ?? [];
    if (head === undefined || word === undefined) continue;
    const name = word.toUpperCase();
    const skipped =
      name === 'PARAMETER' || name === 'MESSAGE' ? (FIRST_WORD.exec(line.slice(head.length))?.[0].length ?? 0) : 0;
    const column = head.length + skipped;
    const mark = openingMark(line.slice(column));
    const last = mark === null ? at : lastLine(lines, at, column, mark);
    const written = [line.slice(column), ...lines.slice(at + 1, last + 1)].join('\n').trim();
    instructions.push({
      name,
      value: mark === null ? written : withoutMarks(written, mark),
      line: at + 1,
      column: column + 1,
    });
    at = last;
  }
  return { instructions, commented };
}

function openingMark(value: string): '"' | '"""' | null {
  if (value.startsWith('"""')) return '"""';
  return value.startsWith('"') ? '"' : null;
}

/** The last line of the quoted value; the last of the file if it is never closed. */
function lastLine(lines: readonly string[], first: number, column: number, mark: string): number {
  for (let at = first; at < lines.length; at++) {
    const text = (lines[at] ?? '').slice(at === first ? column + mark.length : 0).trimEnd();
    if (text.endsWith(mark)) return at;
  }
  return lines.length - 1;
}

function withoutMarks(written: string, mark: string): string {
  const end = written.length > mark.length && written.endsWith(mark) ? written.length - mark.length : written.length;
  return written.slice(mark.length, end);
}
