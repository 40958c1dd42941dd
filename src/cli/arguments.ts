import { UsageError } from '../errors/usage-error.ts';
import { RELATIONS, type Relation } from '../report.ts';
import { sendable } from '../system/environment.ts';
import { FAIL_ON, type FailOn } from './exit-status.ts';
import { FORMATS, RULE_FORMATS, type Command, type Format } from './flags.ts';
import { readInit, type InitArguments } from './init-arguments.ts';
import { readFlags, type GivenFlags } from './read-flags.ts';

/** Where and how a report is printed. */
export interface OutputSettings<F = Format> {
  readonly format: F;
  /** The file that the report goes to, or null for the standard output. */
  readonly output: string | null;
  readonly quiet: boolean;
  /** What `--color` or `--no-color` asks for, or null when neither is given. */
  readonly color: boolean | null;
}

/** What a repository is judged by, beside itself. */
export interface CheckSettings {
  readonly config: string | null;
  readonly name: string | null;
  readonly relation: Relation | null;
  readonly bases: readonly string[];
  readonly rules: readonly string[];
  readonly agreement: string | null;
  /** A token for GitHub or, with `hf_` at its beginning, for the Hub. It goes before those of the environment. */
  readonly token: string | null;
  readonly offline: boolean;
  /** What `--follow` or `--no-follow` asks for, or null for the default of each target. */
  readonly follow: boolean | null;
  readonly trustConfig: boolean;
  readonly failOn: FailOn;
}

export interface CheckArguments extends OutputSettings, CheckSettings {
  readonly command: 'check';
  readonly targets: readonly string[];
  /** True when the command was left out, so that the first target may be a mistyped command. */
  readonly implied: boolean;
  readonly strict: boolean;
}

export interface FixArguments extends OutputSettings, CheckSettings {
  readonly command: 'fix';
  readonly target: string;
  readonly unsafe: boolean;
  /** Shows what would be done, and does nothing. */
  readonly dryRun: boolean;
  /** The file that a patch goes to, in place of any change; null when none is asked for. */
  readonly diff: string | null;
  /** What becomes of the changes on the Hub; null when they are only shown. */
  readonly publish: 'create-pr' | 'commit' | null;
  /** Proposes what was declined once. */
  readonly proposeAgain: boolean;
  /** Answers the question before a commit. */
  readonly yes: boolean;
}

/** Read no further than this: most runs are no audits. */
export interface AuditArguments extends Omit<OutputSettings, 'format'>, CheckSettings {
  readonly command: 'audit';
  readonly words: readonly string[];
  readonly flags: GivenFlags;
}

export type Arguments =
  | CheckArguments
  | InitArguments
  | FixArguments
  | AuditArguments
  | ({ readonly command: 'explain'; readonly rule: string | null } & OutputSettings)
  | ({ readonly command: 'rules' } & OutputSettings)
  | { readonly command: 'help'; readonly about: Command | null }
  | { readonly command: 'version' };

/**
 * Reads the command line (without `node` and the script).
 * @throws UsageError for an unknown flag, value or combination, naming the nearest that is known.
 */
export function readArguments(argv: readonly string[]): Arguments {
  const { command, implied, words, flags } = readFlags(argv);
  if (flags.has('help')) return { command: 'help', about: implied ? null : command };
  if (flags.has('version')) return { command: 'version' };
  if (command === 'init') return readInit(words, flags);
  if (command === 'audit') return { command, words, flags, ...readJudging(flags), ...look(flags) };
  const printing = readPrinting(flags);
  if (command === 'check') return readCheck(words, implied, flags, printing);
  requireRuleFormat(command, printing);
  if (command === 'explain') return { command, rule: onlyWord(words, command), ...printing };
  if (command === 'fix') return readFix(words, flags, printing);
  return noWords(words, { command: 'rules', ...printing });
}

function readCheck(
  words: readonly string[],
  implied: boolean,
  flags: GivenFlags,
  printing: OutputSettings,
): CheckArguments {
  const targets = words.length > 0 ? words : ['.'];
  const single = ['name', 'relation', 'base'].find((flag) => flags.has(flag));
  if (single !== undefined && targets.length > 1) {
    throw new UsageError(
      `--${single} says something about one repository, but ${targets.length} targets are given`,
      'check each target in a run of its own',
    );
  }
  return {
    command: 'check',
    ...printing,
    ...readJudging(flags),
    targets,
    implied,
    strict: flags.has('strict'),
  };
}

function readFix(words: readonly string[], flags: GivenFlags, printing: OutputSettings): FixArguments {
  if (words.length > 1)
    throw new UsageError(`“fix” mends one repository, but ${words.length} are given`, 'fix each in a run of its own');
  const ways = ['create-pr', 'commit', 'dry-run', 'diff'].filter((flag) => flags.has(flag));
  const publish = flags.has('create-pr') ? 'create-pr' : flags.has('commit') ? 'commit' : null;
  if (publish !== null && ways.length > 1)
    throw new UsageError(`--${ways.join(' and --')} exclude each other`, 'give one of them');
  if (publish !== null && flags.has('offline'))
    throw new UsageError(
      `--${publish} writes to the Hub, and --offline forbids it`,
      'without a network, --diff FILE writes a patch',
    );
  if (flags.has('yes') && publish !== 'commit')
    throw new UsageError('--yes answers the question before a commit, and there is none', 'give it with --commit');
  if (flags.has('propose-again') && publish !== 'create-pr')
    throw new UsageError('--propose-again is about a pull request, and there is none', 'give it with --create-pr');
  return {
    command: 'fix',
    ...printing,
    ...readJudging(flags),
    target: words[0] ?? '.',
    publish,
    unsafe: flags.has('unsafe'),
    dryRun: flags.has('dry-run'),
    diff: flags.one('diff'),
    yes: flags.has('yes'),
    proposeAgain: flags.has('propose-again'),
  };
}

function readJudging(flags: GivenFlags): CheckSettings {
  return {
    config: flags.one('config'),
    name: flags.one('name'),
    relation: oneOf(RELATIONS, flags.one('relation')),
    bases: flags.all('base'),
    rules: flags.all('rules'),
    agreement: flags.one('agreement'),
    token: readToken(flags),
    offline: flags.has('offline'),
    follow: either(flags, 'follow'),
    trustConfig: flags.has('trust-config'),
    failOn: oneOf(FAIL_ON, flags.one('fail-on')) ?? 'error',
  };
}

function readPrinting(flags: GivenFlags): OutputSettings {
  return { format: oneOf(FORMATS, flags.one('format')) ?? 'pretty', ...look(flags) };
}

function look(flags: GivenFlags): Omit<OutputSettings, 'format'> {
  return { output: flags.one('output'), quiet: flags.has('quiet'), color: either(flags, 'color') };
}

function requireRuleFormat(command: Command, { format }: OutputSettings): void {
  if (!RULE_FORMATS.includes(format))
    throw new UsageError(
      `“${command}” has no format “${format}”`,
      `write --format ${RULE_FORMATS.join(' or --format ')}`,
    );
}

function readToken(flags: GivenFlags): string | null {
  const input = flags.one('token');
  const token = sendable(input);
  if (input !== null && token === null)
    throw new UsageError(
      '--token holds no token: there are characters in it that no request can carry',
      'give it as GitHub or the Hub shows it, without blanks',
    );
  return token;
}

/** The value of a pair such as `--color` and `--no-color`. */
function either(flags: GivenFlags, name: string): boolean | null {
  const yes = flags.has(name);
  const no = flags.has(`no-${name}`);
  if (yes && no) throw new UsageError(`--${name} and --no-${name} contradict each other`, 'give one of them');
  return yes ? true : no ? false : null;
}

function oneOf<T extends string>(known: readonly T[], value: string | null): T | null {
  return known.find((candidate) => candidate === value) ?? null;
}

function onlyWord(words: readonly string[], command: string): string | null {
  if (words.length > 1)
    throw new UsageError(
      `“${command}” takes one rule, but ${words.length} are given`,
      `for one of them: llama-license-lint ${command} ${words[0] ?? ''}`,
    );
  return words[0] ?? null;
}

function noWords<T>(words: readonly string[], result: T): T {
  if (words[0] !== undefined)
    throw new UsageError(`“rules” takes no “${words[0]}”`, `for one rule: llama-license-lint explain ${words[0]}`);
  return result;
}
