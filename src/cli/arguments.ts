import { UsageError } from '../errors/usage-error.ts';
import { RELATIONS, type Relation } from '../report.ts';
import { sendable } from '../system/environment.ts';
import { FAIL_ON, type FailOn } from './exit-status.ts';
import { FORMATS, RULE_FORMATS, type Command, type Format } from './flags.ts';
import { readInit, type InitArguments } from './init-arguments.ts';
import { readFlags, type Flags } from './read-flags.ts';

/** Where and how a report is printed. */
export interface OutputSettings<F = Format> {
  readonly format: F;
  /** The file for the report; null for the standard output. */
  readonly output: string | null;
  readonly quiet: boolean;
  /** True for `--color`, false for `--no-color`, null for neither. */
  readonly color: boolean | null;
}

/** The flags that bear on how a repository is judged. */
export interface CheckSettings {
  readonly config: string | null;
  readonly name: string | null;
  readonly relation: Relation | null;
  readonly bases: readonly string[];
  readonly rules: readonly string[];
  readonly agreement: string | null;
  /** A token for GitHub or, if it begins with `hf_`, for the Hub. It overrides those of the environment. */
  readonly token: string | null;
  readonly offline: boolean;
  /** True for `--follow`, false for `--no-follow`, null for the default of each target. */
  readonly follow: boolean | null;
  readonly trustConfig: boolean;
  readonly failOn: FailOn;
}

export interface CheckArguments extends OutputSettings, CheckSettings {
  readonly command: 'check';
  readonly targets: readonly string[];
  /** True if the command was left out, so that the first target can be a mistyped command. */
  readonly implied: boolean;
  readonly strict: boolean;
}

export interface FixArguments extends OutputSettings, CheckSettings {
  readonly command: 'fix';
  readonly target: string;
  readonly unsafe: boolean;
  readonly dryRun: boolean;
  /** The file for a patch, which is written instead of any change; null for none. */
  readonly diff: string | null;
  /** How the changes are published on the Hub; null when they are only shown. */
  readonly publish: 'create-pr' | 'commit' | null;
  /** True to propose changes that were declined before. */
  readonly proposeAgain: boolean;
  /** True to commit without a question. */
  readonly yes: boolean;
}

/** `readAudit` reads the rest of the flags. */
export interface AuditArguments extends Omit<OutputSettings, 'format'>, CheckSettings {
  readonly command: 'audit';
  readonly words: readonly string[];
  readonly flags: Flags;
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
 * @throws UsageError for an unknown flag, value or combination; it suggests the nearest known one.
 */
export function readArguments(argv: readonly string[]): Arguments {
  const { command, implied, words, flags } = readFlags(argv);
  if (flags.has('help')) return { command: 'help', about: implied ? null : command };
  if (flags.has('version')) return { command: 'version' };
  if (command === 'init') return readInit(words, flags);
  if (command === 'audit') return { command, words, flags, ...readCheckSettings(flags), ...readOutput(flags) };
  const output = readOutputSettings(flags);
  if (command === 'check') return readCheck(words, implied, flags, output);
  requireRuleFormat(command, output);
  if (command === 'explain') return { command, rule: onlyWord(words, command), ...output };
  if (command === 'fix') return readFix(words, flags, output);
  return noWords(words, { command: 'rules', ...output });
}

function readCheck(words: readonly string[], implied: boolean, flags: Flags, output: OutputSettings): CheckArguments {
  const targets = words.length > 0 ? words : ['.'];
  const single = ['name', 'relation', 'base'].find((flag) => flags.has(flag));
  if (single !== undefined && targets.length > 1) {
    throw new UsageError(
      `--${single} describes one repository, but ${targets.length} targets are given`,
      'check each target in a run of its own',
    );
  }
  return {
    command: 'check',
    ...output,
    ...readCheckSettings(flags),
    targets,
    implied,
    strict: flags.has('strict'),
  };
}

function readFix(words: readonly string[], flags: Flags, output: OutputSettings): FixArguments {
  if (words.length > 1)
    throw new UsageError(`“fix” takes one repository, but ${words.length} are given`, 'fix each in a run of its own');
  const modes = ['create-pr', 'commit', 'dry-run', 'diff'].filter((flag) => flags.has(flag));
  const publish = flags.has('create-pr') ? 'create-pr' : flags.has('commit') ? 'commit' : null;
  if (publish !== null && modes.length > 1)
    throw new UsageError(`--${modes.join(' and --')} exclude each other`, 'give one of them');
  if (publish !== null && flags.has('offline'))
    throw new UsageError(
      `--${publish} writes to the Hub, and --offline forbids it`,
      'without a network, --diff FILE writes a patch',
    );
  if (flags.has('yes') && publish !== 'commit')
    throw new UsageError('--yes has a meaning only with --commit', 'give both, or neither');
  if (flags.has('propose-again') && publish !== 'create-pr')
    throw new UsageError('--propose-again has a meaning only with --create-pr', 'give both, or neither');
  return {
    command: 'fix',
    ...output,
    ...readCheckSettings(flags),
    target: words[0] ?? '.',
    publish,
    unsafe: flags.has('unsafe'),
    dryRun: flags.has('dry-run'),
    diff: flags.one('diff'),
    yes: flags.has('yes'),
    proposeAgain: flags.has('propose-again'),
  };
}

function readCheckSettings(flags: Flags): CheckSettings {
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

function readOutputSettings(flags: Flags): OutputSettings {
  return { format: oneOf(FORMATS, flags.one('format')) ?? 'pretty', ...readOutput(flags) };
}

function readOutput(flags: Flags): Omit<OutputSettings, 'format'> {
  return { output: flags.one('output'), quiet: flags.has('quiet'), color: either(flags, 'color') };
}

function requireRuleFormat(command: Command, { format }: OutputSettings): void {
  if (!RULE_FORMATS.includes(format))
    throw new UsageError(
      `“${command}” has no format “${format}”`,
      `write --format ${RULE_FORMATS.join(' or --format ')}`,
    );
}

function readToken(flags: Flags): string | null {
  const input = flags.one('token');
  const token = sendable(input);
  if (input !== null && token === null)
    throw new UsageError(
      '--token is not a token: it contains characters that a request cannot carry',
      'give it as GitHub or the Hub shows it, without spaces',
    );
  return token;
}

/** The value of a pair such as `--color` and `--no-color`. */
function either(flags: Flags, name: string): boolean | null {
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
    throw new UsageError(
      `“rules” does not accept “${words[0]}”`,
      `for one rule: llama-license-lint explain ${words[0]}`,
    );
  return result;
}
