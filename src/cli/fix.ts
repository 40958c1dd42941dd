import { UsageError } from '../config/usage-error.ts';
import type { FileChange } from '../drafts/draft.ts';
import { planFix, requireEditable, type FindAgreement } from '../fix.ts';
import { fixReport } from '../fix-report.ts';
import { escapeTerminal } from '../reporters/escape-terminal.ts';
import { json } from '../reporters/json.ts';
import { prettyFix } from '../reporters/pretty-fix.ts';
import { pretty } from '../reporters/pretty.ts';
import type { Report } from '../report.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { TargetError } from '../snapshot/target-error.ts';
import { targetFolder } from '../sources/local-target.ts';
import { openTarget, targetSource } from '../sources/open.ts';
import { patchFile } from '../writing/unified-diff.ts';
import { writeChanges, WriteError } from '../writing/write-changes.ts';
import { applyCommand } from './apply-command.ts';
import type { FixArguments } from './arguments.ts';
import { checkOptions, environment } from './check-options.ts';
import { UNREADABLE, type ExitStatus } from './exit-status.ts';
import type { Look, Surroundings } from './run.ts';
import { writeOutput } from './write-output.ts';

/**
 * Mends a folder, or with `--dry-run` or `--diff` shows how. Gives the text to print, and the exit status: 1 when
 * something that an edit should mend is left, which it also is while nothing was written; 3 for an unreadable folder.
 * Throws a `UsageError` when a flag, a configuration or the target is wrong.
 */
export async function fix(given: FixArguments, look: Look, around: Surroundings): Promise<{ status: ExitStatus; text: string }> {
  if (targetSource(given.folder) !== 'local') throw new UsageError(`${given.folder} is no folder on this machine`, 'Download the repository and name its folder.');
  const snapshot = await open(given.folder);
  if (snapshot === null) return { status: UNREADABLE, text: reportText(await around.check([given.folder], {}), given, look) };
  requireEditable(snapshot);
  const plan = await planFix(snapshot, { ...checkOptions(given, around.env), unsafe: given.unsafe }, agreementFinder(given, around));
  const writes = !given.dryRun && given.diff === null;
  const complaint = writes ? await write(given.folder, snapshot, plan.changes) : null;
  if (given.diff !== null) await writeOutput(given.diff, patchFile(plan.changes));
  const written = writes && complaint === null;
  const report = fixReport(plan, written);
  if (complaint !== null) around.stderr.write(`llama-license-lint: ${escapeTerminal(complaint)}\n`);
  if (given.diff !== null && !given.quiet) around.stderr.write(`nothing was changed; to apply the patch: ${escapeTerminal(applyCommand(targetFolder(given.folder), given.diff))}\n`);
  const text = look.format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : prettyFix(report, { color: look.color, quiet: given.quiet, width: look.width });
  const left = plan.left.length > 0 || (plan.changes.length > 0 && !written);
  return { status: left && given.failOn !== 'never' ? 1 : 0, text };
}

async function open(folder: string): Promise<Snapshot | null> {
  try {
    return await openTarget(folder);
  } catch (error) {
    if (error instanceof TargetError) return null;
    throw error;
  }
}

function reportText(report: Report, { quiet }: FixArguments, { format, color, width }: Look): string {
  return (format === 'json' ? json : pretty)(report, { color, quiet, width });
}

/** A given file that is the agreement of another license of the lineage leaves this one's to the other sources. */
function agreementFinder(given: FixArguments, around: Surroundings): FindAgreement {
  const env = environment(given, around.env);
  return async (license, { bases, given: named, fingerprints }) => {
    const { findAgreement } = await import('../agreements/find-agreement.ts');
    const find = (file: typeof named) => findAgreement(license, { bases, given: file, offline: given.offline }, { env, fetch, fingerprints });
    const first = await find(named);
    const found = first.outcome === 'refused' ? await find(null) : first;
    return found.outcome === 'found' ? { text: found.text, from: found.from } : { text: null, tried: found.outcome === 'missing' ? found.tried : [] };
  };
}

/** Why nothing, or not everything, was written; null when all was. */
async function write(folder: string, planned: Snapshot, changes: readonly FileChange[]): Promise<string | null> {
  if (changes.length === 0) return null;
  // What was planned from files that have changed since might be wrong by now, even for files that have not.
  const now = await open(folder);
  if (JSON.stringify(now?.files) !== JSON.stringify(planned.files)) return 'nothing was written: files of the folder were changed while the changes were planned; run it again';
  try {
    await uninterrupted(() => writeChanges(targetFolder(folder), changes));
    return null;
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    return error.written.length === 0 ? `nothing was written: ${error.message}` : `only ${error.written.join(', ')} was written: ${error.message}`;
  }
}

/** Writing takes some milliseconds: an interrupt waits for its end, so that nothing is left half done. */
async function uninterrupted(act: () => Promise<void>): Promise<void> {
  const waiting: NodeJS.Signals[] = [];
  const wait = (signal: NodeJS.Signals) => { waiting.push(signal); };
  process.on('SIGINT', wait).on('SIGTERM', wait);
  try {
    await act();
  } finally {
    process.off('SIGINT', wait).off('SIGTERM', wait);
    for (const signal of waiting) process.kill(process.pid, signal);
  }
}
