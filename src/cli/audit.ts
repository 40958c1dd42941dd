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
import { readAudit, type AuditSettings } from './audit-arguments.ts';
import { merge } from './audit-merge.ts';
import { Progress } from './audit-progress.ts';
import { printAudit } from './audit-render.ts';
import { auditInThread, isInThread, runInThread } from './audit-thread.ts';
import { checkOptions } from './check-options.ts';
import { UNREADABLE, type ExitStatus } from './exit-status.ts';
import type { TextStyle, RuntimeContext } from './context.ts';
import { requireWritable } from './write-output.ts';

/** The Hub's rate limit is reset every five minutes: an audit waits for that rather than fail. */
const PATIENCE = { request: 60_000, all: 180_000, limit: 20 * 60_000, repeats: 4 };

/**
 * Audits an organization, a model's derivatives or a list of targets, and prints the report; or merges journals.
 * Returns the exit status, which is also 3 when the run was interrupted, since targets are then unread.
 * Throws a `UsageError` if a flag, a file or a journal is wrong.
 */
export async function audit(
  input: AuditArguments,
  style: TextStyle<null>,
  context: RuntimeContext,
): Promise<ExitStatus> {
  const settings = readAudit(input);
  if (settings.of.merged !== null) return merge(settings.of.merged, settings, style, context);
  // Keeps memory small: without it, the garbage of thousands of repositories grows to hundreds of megabytes.
  setFlagsFromString('--optimize-for-size');
  if (!isInThread) return auditInThread(style, context);
  const { scope } = settings.of;
  return runInThread((stop, ownStyle, stderr) => audited(scope, settings, stop, ownStyle, { ...context, stderr }));
}

async function audited(
  scope: AuditScope,
  settings: AuditSettings,
  stop: AbortSignal,
  style: TextStyle<null>,
  context: RuntimeContext,
): Promise<ExitStatus> {
  await requireWritable(settings.output);
  const options = checkOptions(settings, context.env);
  const rulebook = loadRulebook(settings.rules);
  const list = scope.kind === 'list' ? readTargetList(scope.file) : null;
  const header = headerOf(scope, list, settings);
  const since =
    settings.since === null ? null : openSince(settings.since, header, new Date().toISOString().slice(0, 10));
  const journal = Journal.open(
    settings.journal ?? journalPlace(scope, settings.shard, context.env),
    header,
    opening(settings),
  );
  const progress = new Progress(context.stderr, settings.quiet);
  const say = (text: string): void => {
    if (!settings.quiet) context.stderr.write(`llama-license-lint: ${escapeTerminal(text)}\n`);
  };
  try {
    if (settings.resume && journal.isNew) say('there is no journal to resume: the audit starts from the beginning');
    if (list !== null && list.repeated > 0) say(`${nameOfScope(scope)} names targets twice; each is audited once`);
    if (since !== null && since.unusable !== null)
      say(`no result of --since is reused: it was judged ${since.unusable}`);
    const run = startSession(options, {
      ...PATIENCE,
      onWait: (milliseconds) => {
        progress.waits(milliseconds);
      },
    });
    const sources = auditSources(scope, list?.targets ?? [], { rulebook, options, run });
    const failed = await listingFailure(
      scope,
      runAudit(journal, sources, {
        concurrency: settings.concurrency,
        shard: settings.shard,
        since: usable(since),
        stop,
        watcher: progress,
      }),
    );
    progress.clear();
    if (failed.length === 0) progress.end(escapeTerminal(journal.path));
    const { contents } = journal;
    // Reported even with --quiet: an audit of a mistyped name would pass silently.
    if (contents.allListed && contents.listed.size === 0)
      context.stderr.write(`llama-license-lint: ${escapeTerminal(nothingFound(scope, settings))}\n`);
    const report = auditReport([journal], failed);
    const status = await printAudit(report, settings, style, context);
    if (!stop.aborted || (contents.allListed && report.left === 0)) return status;
    const left = contents.allListed ? `${report.left} targets are left` : 'not all targets were listed';
    context.stderr.write(`llama-license-lint: interrupted: ${left}; to continue, run the same command with --resume\n`);
    return UNREADABLE;
  } finally {
    progress.clear();
    since?.close();
    journal.close();
  }
}

function opening({ resume, journal }: AuditSettings): Opening {
  if (resume) return 'resume';
  return journal === null ? 'replace' : 'keep';
}

function usable(since: Since | null): Since | null {
  return since?.unusable === null ? since : null;
}

/** A set of repositories that cannot be listed is reported as one target that cannot be read. */
async function listingFailure(scope: AuditScope, running: Promise<void>): Promise<readonly UnreadableReport[]> {
  try {
    await running;
    return [];
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    const { code, message, hint } = error;
    const target = scope.kind === 'derivatives' ? `hf:${scope.base}` : nameOfScope(scope);
    return [{ target, source: scope.kind === 'github-owner' ? 'github' : 'hub', error: { code, message, hint } }];
  }
}

function nothingFound(scope: AuditScope, { shard }: AuditSettings): string {
  if (shard !== null) return `part ${shard.index} of ${shard.of} of ${nameOfScope(scope)} has no target`;
  switch (scope.kind) {
    case 'hub-owner':
      return `${scope.owner} has no model on the Hub that you can see, or there is no such organization`;
    case 'derivatives':
      return `no model on the Hub that you can see names ${scope.base} as its base`;
    case 'github-owner':
      return `${scope.owner} has no repository on GitHub that you can see`;
    case 'list':
      return `${nameOfScope(scope)} names no target`;
  }
}
