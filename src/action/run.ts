import { randomUUID } from 'node:crypto';

import { exitStatus, UNREADABLE } from '../cli/exit-status.ts';
import type { CheckOptions } from '../config/check-options.ts';
import { UsageError } from '../errors/usage-error.ts';
import type { Report } from '../report.ts';
import { errorCommand, github, type Remark } from '../reporters/github.ts';
import { escapeTerminal } from '../reporters/escape-terminal.ts';
import { json } from '../reporters/json.ts';
import { JOB_SUMMARY_BYTES, markdown } from '../reporters/markdown.ts';
import { pretty } from '../reporters/pretty/pretty.ts';
import { prettyTotal } from '../reporters/pretty/summary.ts';
import { sarif } from '../reporters/sarif/sarif.ts';
import type { Fetch } from '../sources/http/bounded-fetch.ts';
import type { Environment } from '../system/environment.ts';
import { targetSource } from '../sources/open.ts';
import { REPORT_AT } from '../version.ts';
import { againstBase } from './base-branch.ts';
import { baseConfigurations, configurationChanges, withProposed } from './base-configuration.ts';
import { comment } from './comment.ts';
import { readInputs, type Inputs } from './inputs.ts';
import { asksForMore, outcomeOf } from './outcome.ts';
import { pullRequestOf } from './pull-request.ts';
import { writeNamed, writeReport } from './report-files.ts';
import { appendSummary, isEmpty, readEvent, summarySize, writeOutputs } from './runner-files.ts';

/** What a run uses: the runner's variables, its log, and the network. */
export interface ActionContext {
  readonly env: Environment;
  /** The working directory, to which targets are relative. */
  readonly workspace: string;
  readonly log: { write(text: string): unknown };
  readonly fetch: Fetch;
  check(targets: readonly string[], options: CheckOptions): Promise<Report>;
}

export type ExitCode = 0 | 1;

/** Checks the targets and reports as the inputs say. Returns the exit code, and never throws. */
export async function run(context: ActionContext): Promise<ExitCode> {
  try {
    return await step(readInputs(context.env, context.workspace), context);
  } catch (error) {
    const usage = error instanceof UsageError;
    const says = usage
      ? [error.message, ...(error.hint === null ? [] : [error.hint])].join('; ')
      : internalError(error);
    context.log.write(errorCommand({ title: usage ? 'Wrong input or configuration' : 'Internal error', says }));
    if (usage) await writeOutputs(context.env, { outcome: 'invalid' }).catch(() => undefined);
    return 1;
  }
}

/** The message for an unexpected error. */
export function internalError(error: unknown): string {
  return `${error instanceof Error ? error.message : String(error)}; please report it at ${REPORT_AT}`;
}

async function step(inputs: Inputs, context: ActionContext): Promise<ExitCode> {
  const { env, log, workspace } = context;
  // An empty folder would pass, which is never intended.
  if (inputs.targets.some((target) => targetSource(target) === 'local') && (await isEmpty(workspace)))
    throw new UsageError(
      'the workspace is empty',
      'check out the repository in an earlier step, with actions/checkout',
    );
  // Only SARIF carries fixes, and computing them takes time.
  const fixes = inputs.sarifFile === null ? {} : { fixes: true };
  const options = { ...checkOptions(inputs, context), ...fixes };
  const pull = pullRequestOf(env, await readEvent(env));
  const changes = pull === null ? [] : await configurationChanges(inputs, workspace, pull, options.remote ?? {});
  const applied = await context.check(inputs.targets, { ...options, ...baseConfigurations(changes) });
  const report = await withProposed(applied, changes, async (target) => context.check([target], options));
  const status = exitStatus(report.summary, inputs.failOn, inputs.strict);
  await writeOutputs(env, {
    outcome: outcomeOf(report),
    ...counts(report),
    ...(await writeFiles(report, inputs, context)),
  });
  if (inputs.format === 'pretty')
    log.write(withoutCommands(pretty(report, { color: false, quiet: false, width: 100 })));

  let compared: Promise<string> | null = null;
  const compare = async (): Promise<string> => {
    if (pull === null || inputs.token === null) return '';
    return (compared ??= againstBase(report, pull, async (target, options) =>
      context.check([target], { ...checkOptions(inputs, context), ...options }),
    ));
  };
  const remarks = pull === null ? [] : await comment({ report, changes }, inputs, pull, context, compare);
  if (inputs.summary)
    await summarize(report, env, inputs.comment !== 'never' && asksForMore(report) ? await compare() : '');

  log.write(
    inputs.annotations
      ? github(report, remarks)
      : `${[...remarks.map(inWords), prettyTotal(report.summary)].join('\n')}\n`,
  );
  if (status === UNREADABLE && !inputs.annotations)
    log.write(errorCommand({ title: 'A target could not be read', says: prettyTotal(report.summary) }));
  return status === 0 ? 0 : 1;
}

function checkOptions({ name, config, token }: Inputs, { env, fetch }: ActionContext): CheckOptions {
  const { GITHUB_API_URL, HF_TOKEN, HF_ENDPOINT } = env;
  const asked = { GITHUB_API_URL, HF_TOKEN, HF_ENDPOINT, GITHUB_TOKEN: token ?? undefined };
  return { remote: { fetch, env: asked }, ...(name === null ? {} : { name }), ...(config === null ? {} : { config }) };
}

function counts({ summary: { errors, warnings, unclear } }: Report): Readonly<Record<string, number>> {
  return { errors, warnings, unclear };
}

async function writeFiles(
  report: Report,
  { sarifFile }: Inputs,
  { env, workspace }: ActionContext,
): Promise<Readonly<Record<string, string>>> {
  const path = await writeReport(env, json(report, { color: false, quiet: false, width: 0 }));
  if (sarifFile === null) return { report: path, sarif: '' };
  return { report: path, sarif: await writeNamed(sarifFile, workspace, sarif(report)) };
}

/** The reporter escapes workflow commands; in addition, the runner is told to ignore them. */
function withoutCommands(text: string): string {
  const resume = `resume-${randomUUID()}`;
  return `::stop-commands::${resume}\n${text}::${resume}::\n`;
}

async function summarize(report: Report, env: Environment, lead: string): Promise<void> {
  const taken = await summarySize(env);
  if (taken === null) return;
  const begin = taken === 0 ? '' : '\n';
  const text = begin + markdown(report, { quiet: false, limit: JOB_SUMMARY_BYTES - taken - begin.length, lead });
  // An earlier command of the step can have filled the summary, and GitHub drops a summary beyond the limit as a whole.
  if (taken + Buffer.byteLength(text) <= JOB_SUMMARY_BYTES) await appendSummary(env, text);
}

function inWords({ title, says }: Remark): string {
  return escapeTerminal(`${title}: ${says}`);
}
