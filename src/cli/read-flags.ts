import { parseArgs } from 'node:util';

import { UsageError } from '../errors/usage-error.ts';
import { nearest } from '../text/nearest.ts';
import { COMMANDS, FLAGS, SHORT_FLAGS, type Command, type Flag } from './flags.ts';

/** The flags of a command line, checked against the table of flags. */
export interface Flags {
  has(name: string): boolean;
  one(name: string): string | null;
  all(name: string): readonly string[];
}

export interface CommandLine {
  readonly command: Command;
  /** True if no command was written, so that `check` is meant. */
  readonly implied: boolean;
  readonly words: readonly string[];
  readonly flags: Flags;
}

const OPTIONS = Object.fromEntries(
  Object.entries(FLAGS).map(([name, flag]) => [
    name,
    { type: flag.value === 'none' ? ('boolean' as const) : ('string' as const) },
  ]),
);

/**
 * Splits a command line into command, words and flags. Everything after `--` is a word, never the command.
 * @throws UsageError for a flag that is unknown, misplaced, repeated, or has a wrong or missing value.
 */
export function readFlags(argv: readonly string[]): CommandLine {
  // Not strict: the messages of the strict mode do not suggest the nearest flag.
  const { tokens } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const words: string[] = [];
  let command: Command | null = null;
  let afterEnd = false;
  for (const token of tokens) {
    if (token.kind === 'option-terminator') afterEnd = true;
    else if (token.kind === 'option') continue;
    else if (command === null && words.length === 0 && !afterEnd && isCommand(token.value)) command = token.value;
    else words.push(token.value);
  }
  const of = command ?? 'check';
  const input = new Map<string, string[]>();
  // The permitted values depend on the command, which can follow the flag.
  for (const token of tokens)
    if (token.kind === 'option') addFlag(input, of, token.rawName, token.value, token.inlineValue === true);
  for (const name of input.keys()) requireFlagOf(of, name);
  return {
    command: of,
    implied: command === null,
    words,
    flags: {
      has: (name) => input.has(name),
      one: (name) => input.get(name)?.[0] ?? null,
      all: (name) => input.get(name) ?? [],
    },
  };
}

function addFlag(
  input: Map<string, string[]>,
  command: Command,
  rawName: string,
  value: string | undefined,
  inline: boolean,
): void {
  const name = rawName.startsWith('--')
    ? rawName.slice(2)
    : Object.hasOwn(SHORT_FLAGS, rawName.slice(1))
      ? SHORT_FLAGS[rawName.slice(1)]
      : undefined;
  const flag = name !== undefined && Object.hasOwn(FLAGS, name) ? FLAGS[name] : undefined;
  if (name === undefined || flag === undefined) throw unknownFlag(rawName);
  const earlier = input.get(name);
  if (earlier !== undefined && flag.value !== 'many') throw new UsageError(`--${name} is given twice`, 'give it once');
  if (flag.value === 'none') {
    if (value !== undefined) throw new UsageError(`--${name} takes no value`, `write --${name} alone`);
    input.set(name, []);
    return;
  }
  input.set(name, [...(earlier ?? []), checkedValue(name, valuesOf(flag, command), value, inline)]);
}

/** The values that a flag of this command permits; undefined for free text. */
function valuesOf({ of, ofAudit }: Flag, command: Command): readonly string[] | undefined {
  return command === 'audit' ? (ofAudit ?? of) : of;
}

/** What to do instead of writing `-` for the standard output. */
const INSTEAD_OF_A_STREAM: Readonly<Record<string, string>> = {
  output: 'without --output, the report goes to stdout',
  diff: '--dry-run prints the changes',
};

function checkedValue(
  name: string,
  of: readonly string[] | undefined,
  value: string | undefined,
  inline: boolean,
): string {
  // A value that looks like a flag is most likely the next flag, with the value of this one forgotten.
  if (value === undefined || value === '' || (!inline && value.startsWith('-') && value !== '-')) {
    const example = of === undefined ? `--${name}=…` : of.join(', ');
    throw new UsageError(`--${name} needs a value`, of === undefined ? `write ${example}` : `one of ${example}`);
  }
  if (value === '-')
    throw new UsageError(
      `--${name} does not accept “-”`,
      INSTEAD_OF_A_STREAM[name] ?? 'it needs a file, not stdin or stdout',
    );
  if (of?.includes(value) === false) {
    throw new UsageError(
      `--${name} does not accept “${value}”`,
      didYouMean(nearest(value, of), `one of ${of.join(', ')}`),
    );
  }
  return value;
}

function requireFlagOf(command: Command, name: string): void {
  const flag = FLAGS[name];
  if (flag === undefined || flag.commands.includes(command)) return;
  throw new UsageError(`--${name} is not a flag of “${command}”`, `it belongs to ${flag.commands.join(', ')}`);
}

function unknownFlag(rawName: string): UsageError {
  const near = nearest(rawName.replace(/^-+/, ''), Object.keys(FLAGS));
  return new UsageError(
    `there is no flag ${rawName}`,
    didYouMean(near === null ? null : `--${near}`, 'see llama-license-lint --help'),
  );
}

function didYouMean(near: string | null, otherwise: string): string {
  return near === null ? otherwise : `did you mean ${near}?`;
}

function isCommand(word: string): word is Command {
  return COMMANDS.some((command) => command === word);
}
