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
 * Runs a command line. Only the report goes to stdout (or to the file of `--output`); complaints go to stderr.
 * Returns the exit status, and never throws.
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

/** The line for an unexpected error. */
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

async function command(input: Arguments, context: RuntimeContext): Promise<ExitStatus> {
  if ('follow' in input && input.follow === true && input.offline && !input.quiet)
    context.stderr.write('llama-license-lint: --follow has no effect with --offline\n');
  if (input.command === 'check') return check(input, context);
  if (input.command === 'fix') {
    const { status, text } = await fix(input, textStyle(input, context), context);
    await print(text, input, context);
    return status;
  }
  if (input.command === 'audit') return audit(input, textStyle({ ...input, format: null }, context), context);
  if (input.command === 'init') return init(input, context);
  if (input.command === 'version') context.stdout.write(`${version()}\n`);
  else if (input.command === 'help') context.stdout.write(help(input.about));
  else if (input.command === 'explain' && input.rule !== null) {
    await print(explain(await context.licenses(), input.rule, textStyle(input, context)), input, context);
  } else {
    await print(rulesList(await context.licenses(), textStyle(input, context)), input, context);
  }
  return 0;
}

async function check(input: CheckArguments, context: RuntimeContext): Promise<ExitStatus> {
  requireTarget(input);
  // Only SARIF carries fixes, and computing them takes time.
  const fixes = input.format === 'sarif' ? { fixes: true } : {};
  const report = await context.check(input.targets, { ...checkOptions(input, context.env), ...fixes });
  await print(render(report, input, textStyle(input, context)), input, context);
  if (input.output !== null && !input.quiet)
    context.stderr.write(`${prettyTotal(report.summary)}; report written to ${escapeTerminal(input.output)}\n`);
  return exitStatus(report.summary, input.failOn, input.strict);
}

const WIDTH = 80;
const NARROWEST = 40;
const WIDEST = 110;

function textStyle<F>(input: OutputSettings<F>, { stdout, env }: RuntimeContext): TextStyle<F> {
  // A file has no width, and FORCE_COLOR is meant for logs, not for files.
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
