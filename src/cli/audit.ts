import { setFlagsFromString } from 'node:v8';

import { runAudit } from '../audit/audit.ts';
import { auditReport } from '../audit/audit-report.ts';
import { headerOf } from '../audit/header.ts';
import { journalPlace } from '../audit/journal-place.ts';
import { Journal, type Opening } from '../audit/journal.ts';
import { openSince, type Since } from '../audit/since.ts';
import { auditSources } from '../audit/sources.ts';
import { readTargetList } from '../audit/target-list.ts';
import { nameOfScope, type AuditScope } from '../audit/audit-scope.ts';
import type { UnreadableReport } from '../report.ts';
import { escapeTerminal } from '../reporters/escape-terminal.ts';
import { loadRulebook } from '../rulebook-loader/load-rulebook.ts';
import { TargetError } from '../errors/target-error.ts';
import { startSession } from '../sources/run.ts';
import type { AuditArguments } from './arguments.ts';
import { readAudit, type Auditing } from './audit-arguments.ts';
import { merge } from './audit-merge.ts';
import { Progress } from './audit-progress.ts';
import { printAudit } from './audit-render.ts';
import { auditInThread, isInThread, runInThread } from './audit-thread.ts';
import { checkOptions } from './check-options.ts';
import { UNREADABLE, type ExitStatus } from './exit-status.ts';
import type { TextStyle, RuntimeContext } from './context.ts';
import { requireWritable } from './write-output.ts';

/** The Hub counts by five minutes: an audit waits for the next ones rather than fail. */
const PATIENCE = { request: 60_000, all: 180_000, limit: 20 * 60_000, repeats: 4 };

/**
 * Audits an organization, a model's derivatives or a list of targets, and prints the report of it; or joins journals.
 * Gives the exit status: 3 as well when the run was interrupted, since targets were not read then.
 * Throws a `UsageError` when a flag, a file or a journal is wrong.
 */
export async function audit(
  input: AuditArguments,
  look: TextStyle<null>,
  context: RuntimeContext,
): Promise<ExitStatus> {
  const auditing = readAudit(input);
  if (auditing.of.merged !== null) return merge(auditing.of.merged, auditing, look, context);
  // What thousands of repositories leave behind would be collected only after hundreds of megabytes.
  setFlagsFromString('--optimize-for-size');
  if (!isInThread) return auditInThread(look, context);
  const { what } = auditing.of;
  return runInThread((stop, ownLook, stderr) => audited(what, auditing, stop, ownLook, { ...context, stderr }));
}

async function audited(
  what: AuditScope,
  given: Auditing,
  stop: AbortSignal,
  look: TextStyle<null>,
  context: RuntimeContext,
): Promise<ExitStatus> {
  await requireWritable(given.output);
  const options = checkOptions(given, context.env);
  const rulebook = loadRulebook(given.rules);
  const list = what.kind === 'list' ? readTargetList(what.file) : null;
  const header = headerOf(what, list, given);
  const since = given.since === null ? null : openSince(given.since, header, new Date().toISOString().slice(0, 10));
  const journal = Journal.open(given.journal ?? journalPlace(what, given.shard, context.env), header, opening(given));
  const progress = new Progress(context.stderr, given.quiet);
  const say = (text: string): void => {
    if (!given.quiet) context.stderr.write(`llama-license-lint: ${escapeTerminal(text)}\n`);
  };
  try {
    if (given.resume && journal.isNew) say('there is nothing to go on with: the audit begins anew');
    if (list !== null && list.repeated > 0) say(`${nameOfScope(what)} names targets twice; each is audited once`);
    if (since !== null && since.unusable !== null)
      say(`nothing of --since is taken over: it was judged ${since.unusable}`);
    const run = startSession(options, {
      ...PATIENCE,
      onWait: (milliseconds) => {
        progress.waits(milliseconds);
      },
    });
    const sources = auditSources(what, list?.targets ?? [], { rulebook, options, run });
    const failed = await listingFailure(
      what,
      runAudit(journal, sources, {
        concurrency: given.concurrency,
        shard: given.shard,
        since: usable(since),
        stop,
        watcher: progress,
      }),
    );
    progress.clear();
    if (failed.length === 0) progress.end(escapeTerminal(journal.path));
    const { contents } = journal;
    // Told even to whoever wants it quiet: an audit of a mistyped name would pass without a word.
    if (contents.allListed && contents.listed.size === 0)
      context.stderr.write(`llama-license-lint: ${escapeTerminal(nothingFound(what, given))}\n`);
    const report = auditReport([journal], failed);
    const status = await printAudit(report, given, look, context);
    if (!stop.aborted || (contents.allListed && report.left === 0)) return status;
    context.stderr.write(
      `llama-license-lint: interrupted: ${contents.allListed ? `${report.left} targets are left` : 'the targets were not all listed'}; to go on, run the same command with --resume\n`,
    );
    return UNREADABLE;
  } finally {
    progress.clear();
    since?.close();
    journal.close();
  }
}

function opening({ resume, journal }: Auditing): Opening {
  if (resume) return 'resume';
  return journal === null ? 'replace' : 'keep';
}

function usable(since: Since | null): Since | null {
  return since?.unusable === null ? since : null;
}

/** What cannot even be listed is one target that cannot be read. */
async function listingFailure(what: AuditScope, running: Promise<void>): Promise<readonly UnreadableReport[]> {
  try {
    await running;
    return [];
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    const { code, message, hint } = error;
    const target = what.kind === 'derivatives' ? `hf:${what.base}` : nameOfScope(what);
    return [{ target, source: what.kind === 'github-owner' ? 'github' : 'hub', error: { code, message, hint } }];
  }
}

function nothingFound(what: AuditScope, { shard }: Auditing): string {
  if (shard !== null) return `part ${shard.index} of ${shard.of} of ${nameOfScope(what)} has no target`;
  switch (what.kind) {
    case 'hub-owner':
      return `${what.owner} has no model on the Hub that you may see, or there is no such organization`;
    case 'derivatives':
      return `no model on the Hub that you may see names ${what.base} as its base`;
    case 'github-owner':
      return `${what.owner} has no repository on GitHub that you may see`;
    case 'list':
      return `${nameOfScope(what)} names no target`;
  }
}
