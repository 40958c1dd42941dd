import { UsageError } from '../errors/usage-error.ts';
import { escapeTerminal } from '../reporters/escape-terminal.ts';
import { prettyTotal } from '../reporters/pretty/summary.ts';
import { REPORT_AT, version } from '../version.ts';
import { readArguments, type Arguments, type CheckArguments, type OutputSettings } from './arguments.ts';
import { audit } from './audit.ts';
import { checkOptions, requireTarget } from './check-options.ts';
import { useColor } from './color.ts';
import { exitStatus, UNREADABLE, USAGE_ERROR, type ExitStatus } from './exit-status.ts';
import { explain } from './explain.ts';
import { fix } from './fix.ts';
import { help } from './help.ts';
import { init } from './init.ts';
import { render } from './render.ts';
import { rulesList } from './rules-list.ts';
import { writeOutput } from './write-output.ts';
import type { RuntimeContext, TextStyle } from './context.ts';

/**
 * One run of the command line: the report, and nothing else, goes to stdout (or to the file of `--output`),
 * complaints go to stderr. Gives the exit status and never throws.
 */
export async function run(argv: readonly string[], context: RuntimeContext): Promise<ExitStatus> {
  try {
    return await command(readArguments(argv), context);
  } catch (error) {
    if (error instanceof UsageError) {
      context.stderr.write(usageError(error));
      return USAGE_ERROR;
    }
    context.stderr.write(internalError(error, context.env));
    return UNREADABLE;
  }
}

/** The one line for an error that nobody foresaw. */
export function internalError(error: unknown, env: RuntimeContext['env']): string {
  if (env['LLAMA_LICENSE_LINT_DEBUG'] === '1' && error instanceof Error) return `${error.stack ?? error.message}\n`;
  const says = escapeTerminal(error instanceof Error ? error.message : String(error));
  return `llama-license-lint: internal error: ${says}; please report it at ${REPORT_AT}\n`;
}

function usageError(error: UsageError): string {
  const hint = error.hint === null ? '' : `  ${escapeTerminal(error.hint)}\n`;
  const [first = '', ...more] = error.message.split('\n').map((line) => escapeTerminal(line));
  return `${[`llama-license-lint: ${first}`, ...more.map((line) => `  ${line}`)].join('\n')}\n${hint}`;
}

async function command(given: Arguments, context: RuntimeContext): Promise<ExitStatus> {
  if ('follow' in given && given.follow === true && given.offline && !given.quiet)
    context.stderr.write('llama-license-lint: --follow does nothing with --offline, which asks no server\n');
  if (given.command === 'check') return check(given, context);
  if (given.command === 'fix') {
    const { status, text } = await fix(given, look(given, context), context);
    await print(text, given, context);
    return status;
  }
  if (given.command === 'audit') return audit(given, look({ ...given, format: null }, context), context);
  if (given.command === 'init') return init(given, context);
  if (given.command === 'version') context.stdout.write(`${version()}\n`);
  else if (given.command === 'help') context.stdout.write(help(given.about));
  else if (given.command === 'explain' && given.rule !== null) {
    await print(explain(await context.licenses(), given.rule, look(given, context)), given, context);
  } else {
    await print(rulesList(await context.licenses(), look(given, context)), given, context);
  }
  return 0;
}

async function check(given: CheckArguments, context: RuntimeContext): Promise<ExitStatus> {
  requireTarget(given);
  // Of all formats this one can carry them, and to find them takes its time.
  const fixes = given.format === 'sarif' ? { fixes: true } : {};
  const report = await context.check(given.targets, { ...checkOptions(given, context.env), ...fixes });
  await print(render(report, given, look(given, context)), given, context);
  if (given.output !== null && !given.quiet)
    context.stderr.write(`${prettyTotal(report.summary)}; report written to ${escapeTerminal(given.output)}\n`);
  return exitStatus(report.summary, given.failOn, given.strict);
}

const WIDTH = 80;
const NARROWEST = 40;
const WIDEST = 110;

function look<F>(input: OutputSettings<F>, { stdout, env }: RuntimeContext): TextStyle<F> {
  // A file has no terminal's width, and nobody who sets FORCE_COLOR for a log wants escapes in a file.
  if (input.output !== null)
    return { format: input.format, color: input.color === true, width: WIDTH, terminal: false };
  const terminal = stdout.isTTY === true;
  const columns = terminal ? (stdout.columns ?? WIDTH) : WIDTH;
  return {
    format: input.format,
    color: useColor(input.color, env, terminal),
    width: Math.min(Math.max(columns, NARROWEST), WIDEST),
    terminal,
  };
}

async function print(text: string, input: OutputSettings, { stdout }: RuntimeContext): Promise<void> {
  if (input.output === null) stdout.write(text);
  else await writeOutput(input.output, text);
}
