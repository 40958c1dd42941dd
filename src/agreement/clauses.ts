/** The start of a clause of the licensor's text. */
export interface ClauseStart {
  /** The labels from the outermost inward, joined by dots: `1.b.iii`; bullets count from 1. */
  readonly clause: string;
  readonly offset: number;
}

type Kind = 'number' | 'letter' | 'roman' | 'bullet';
interface Level {
  readonly kind: Kind;
  readonly indent: number;
  readonly label: string;
}

const LABELLED = /^([ \t]*)(?:\*\*|__)?(?:(\d{1,2}|[a-z]|[ivx]{2,5})(?:\\?\.|\*\*\\?\.|\))|([*+-]))(?:\s|\*\*|$)/;
const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];
const TAB = 8;

function widthOf(indent: string): number {
  return Array.from(indent).reduce(
    (width, character) => (character === '\t' ? (Math.floor(width / TAB) + 1) * TAB : width + 1),
    0,
  );
}

/** `i` and `v` are Roman in a Roman list or at the start of a lettered one; otherwise they are letters. */
function kindOf(label: string, open: readonly Level[]): Kind {
  if (/\d/.test(label)) return 'number';
  if (label.length > 1) return 'roman';
  const roman = open.find(({ kind }) => kind === 'roman');
  if (roman && ROMAN.indexOf(label) === ROMAN.indexOf(roman.label) + 1) return 'roman';
  const letter = open.find(({ kind }) => kind === 'letter');
  return label === 'i' && letter?.label !== 'h' ? 'roman' : 'letter';
}

function enter(open: readonly Level[], kind: Kind, indent: number, label: string | undefined): Level[] {
  // Letters and Roman numerals have a fixed depth; for numbers and bullets, indentation gives it.
  const told = kind === 'letter' || kind === 'roman';
  const at = open.findIndex((level) => level.kind === kind && (told || level.indent >= indent));
  const sibling = open[at];
  const kept = sibling ? open.slice(0, at) : open;
  const count = sibling ? String(Number(sibling.label) + 1) : '1';
  return [...kept, { kind, indent: sibling && !told ? sibling.indent : indent, label: label ?? count }];
}

/**
 * The clauses of the licensor's text, by the labels at the starts of lines. The text before the first label is the
 * `preamble`; an unlabeled paragraph at the left margin after an indented list begins the `closing`.
 */
export function clauseStarts(text: string): ClauseStart[] {
  const starts: ClauseStart[] = [{ clause: 'preamble', offset: 0 }];
  let open: Level[] = [];
  let offset = 0;
  let afterBlank = true;
  for (const line of text.split('\n')) {
    const found = LABELLED.exec(line);
    const [, indent = '', label, bullet] = found ?? [];
    if (found && (label ?? bullet) !== undefined) {
      open = enter(open, label === undefined ? 'bullet' : kindOf(label, open), widthOf(indent), label);
      starts.push({ clause: open.map((level) => level.label).join('.'), offset });
    } else if (open.length > 0 && afterBlank && /^\S/.test(line)) {
      starts.push({ clause: 'closing', offset });
      return starts;
    }
    afterBlank = line.trim() === '';
    offset += line.length + 1;
  }
  return starts;
}
