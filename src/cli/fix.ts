import { findAgreement } from '../agreement/sources/find-agreement.ts';
import { UsageError } from '../errors/usage-error.ts';
import type { FileChange } from '../patch/draft.ts';
import { planFix, type FindAgreement, type FixPlan } from '../fix.ts';
import { fixReport, unreadableReport } from '../fix-report.ts';
import type { HubWriting } from '../hub-publish/hub-api.ts';
import { escapeTerminal } from '../reporters/escape-terminal.ts';
import { json } from '../reporters/json.ts';
import { jsonText } from '../reporters/json-text.ts';
import { prettyFix, prettyPublished } from '../reporters/pretty/fix.ts';
import { pretty } from '../reporters/pretty/pretty.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { TargetError } from '../errors/target-error.ts';
import { targetFolder } from '../sources/local/target.ts';
import { withoutCredentials } from '../sources/http/credentials.ts';
import { openTarget, targetSource, type TargetSource } from '../sources/open.ts';
import { startSession } from '../sources/run.ts';
import { patchFile, patchText } from '../file-writer/unified-diff.ts';
import { asking } from './create-fetch.ts';
import { applyCommand } from './apply-command.ts';
import type { FixArguments } from './arguments.ts';
import { checkOptions, environment } from './check-options.ts';
import { UNREADABLE, type ExitStatus } from './exit-status.ts';
import { requireEditable, writeToFolder } from './fix-folder.ts';
import { publishing, writingTo, type Publication, type Publish } from './fix-hub.ts';
import type { TextStyle, RuntimeContext } from './context.ts';
import { requireWritable, writeOutput } from './write-output.ts';

/** Does with the changes what is to be done with them; null where they are only shown. */
type ApplyChanges = Publish | null;

/**
 * Mends a repository: a folder itself, one on the Hub by a pull request or a commit. With `--dry-run` or `--diff`, and
 * for a remote repository when neither is asked for, shows how. Gives the text to print, and the exit status: 1 when
 * something that an edit should mend is left, which it also is while nothing was written; 3 for what cannot be read.
 * Throws a `UsageError` when a flag, a configuration or the target is wrong.
 */
export async function fix(
  given: FixArguments,
  look: TextStyle,
  context: RuntimeContext,
): Promise<{ status: ExitStatus; text: string }> {
  const source = targetSource(given.target);
  if (given.publish !== null && source !== 'hub')
    throw new UsageError(
      `--${given.publish} is for repositories on the Hugging Face Hub, and ${withoutCredentials(given.target)} is none`,
      source === 'local' ? 'without it, fix writes into the folder' : '--diff FILE writes a patch',
    );
  await requireWritable(given.output, given.diff);
  const writing = given.publish === null ? null : writingTo(given, environment(given, context.env));
  const options = {
    ...checkOptions(given, context.env),
    unsafe: given.unsafe,
    placeholders: given.publish !== 'create-pr',
  };
  const print = { color: look.color, quiet: given.quiet, width: look.width };
  let carry: ApplyChanges;
  let plan: FixPlan;
  try {
    const run = startSession(options);
    const snapshot = await openTarget(given.target, run);
    carry = await chooseTarget(source, snapshot, writing, given, context);
    plan = await planFix(snapshot, options, agreementFinder(given, context), run);
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    const report = unreadableReport({ target: withoutCredentials(given.target), source, error });
    return { status: UNREADABLE, text: (look.format === 'json' ? json : pretty)(report, print) };
  }
  const preview = fixReport(plan, false, null);
  const shownBefore = () => prettyFix(preview, { ...print, patch: null });
  const { published, complaint, shown } = carry === null ? NOTHING : await carry(preview, plan.changes, shownBefore);
  if (given.diff !== null) await writeOutput(given.diff, patchFile(plan.changes));
  const written = carry !== null && complaint === null;
  const report = fixReport(plan, written, published);
  const [first = '', ...more] = complaint?.split('\n').map((line) => escapeTerminal(line)) ?? [];
  if (complaint !== null)
    context.stderr.write([`llama-license-lint: ${first}`, ...more.map((line) => `  ${line}`), ''].join('\n'));
  if (carry === null && !given.quiet) context.stderr.write(nextStep(source, given, plan.changes));
  const patch = look.terminal || look.color ? null : patchText(plan.changes);
  const said = shown ? prettyPublished(report, print) : prettyFix(report, { ...print, patch });
  const text = look.format === 'json' ? `${jsonText(report, 2)}\n` : said;
  const left = plan.left.length > 0 || (plan.changes.length > 0 && !written);
  return { status: left && given.failOn !== 'never' ? 1 : 0, text };
}

const NOTHING: Publication = { published: null, complaint: null, shown: false };

/** Throws a `UsageError` when what is asked for cannot be done with this repository. */
async function chooseTarget(
  source: TargetSource,
  snapshot: Snapshot,
  writing: HubWriting | null,
  input: FixArguments,
  context: RuntimeContext,
): Promise<ApplyChanges> {
  if (source === 'local') requireEditable(snapshot);
  if (writing !== null) return publishing(input, snapshot, writing, context);
  if (source !== 'local' || input.dryRun || input.diff !== null) return null;
  return async (_, changes) => ({
    published: null,
    complaint: await writeToFolder(input.target, snapshot, changes),
    shown: false,
  });
}

/** How to go on from changes that were only shown. */
function nextStep(source: TargetSource, { target, diff }: FixArguments, changes: readonly FileChange[]): string {
  if (diff !== null)
    return `nothing was changed; to apply the patch: ${escapeTerminal(source === 'local' ? applyCommand(targetFolder(target), diff) : applyCommand(null, diff))}\n`;
  if (source === 'local' || changes.length === 0) return '';
  return source === 'hub'
    ? 'nothing was changed; --create-pr proposes the changes to the owner\n'
    : 'nothing was changed; --diff FILE writes a patch\n';
}

/** A given file that is the agreement of another license of the lineage leaves this one's to the other sources. */
function agreementFinder(input: FixArguments, context: RuntimeContext): FindAgreement {
  const env = environment(input, context.env);
  return async (license, { bases, given: named, fingerprints }) => {
    const find = (file: typeof named) =>
      findAgreement(license, { bases, given: file, offline: input.offline }, { env, fetch: asking(env), fingerprints });
    const first = await find(named);
    const found = first.outcome === 'refused' ? await find(null) : first;
    return found.outcome === 'found'
      ? { text: found.text, from: found.from }
      : { text: null, tried: found.outcome === 'missing' ? found.tried : [] };
  };
}
