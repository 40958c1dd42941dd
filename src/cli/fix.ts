import { findAgreement } from '../agreement/sources/find-agreement.ts';
import { UsageError } from '../errors/usage-error.ts';
import type { Patch } from '../patch/patches.ts';
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
import { createFetch } from './create-fetch.ts';
import { applyCommand } from './apply-command.ts';
import type { FixArguments } from './arguments.ts';
import { checkOptions, environment } from './check-options.ts';
import { UNREADABLE, type ExitStatus } from './exit-status.ts';
import { requireEditable, writeToFolder } from './fix-folder.ts';
import { choosePublisher, hubWriting, type Publication, type Publish } from './fix-hub.ts';
import type { TextStyle, RuntimeContext } from './context.ts';
import { requireWritable, writeOutput } from './write-output.ts';

/** Writes or publishes the changes; null if they are only shown. */
type ApplyChanges = Publish | null;

/**
 * Fixes a repository: writes to a folder, or opens a pull request or commits on the Hub. With `--dry-run` or `--diff`,
 * and for a remote repository without `--create-pr` or `--commit`, only shows the changes. Returns the text to print
 * and the exit status: 1 if something fixable is left or was not written, 3 if the target cannot be read.
 * Throws a `UsageError` if a flag, a configuration or the target is wrong.
 */
export async function fix(
  input: FixArguments,
  style: TextStyle,
  context: RuntimeContext,
): Promise<{ status: ExitStatus; text: string }> {
  const source = targetSource(input.target);
  if (input.publish !== null && source !== 'hub')
    throw new UsageError(
      `--${input.publish} needs a repository on the Hugging Face Hub, which ${withoutCredentials(input.target)} is not`,
      source === 'local' ? 'without it, fix writes to the folder' : '--diff FILE writes a patch',
    );
  await requireWritable(input.output, input.diff);
  const writing = input.publish === null ? null : hubWriting(input, environment(input, context.env));
  const options = {
    ...checkOptions(input, context.env),
    unsafe: input.unsafe,
    placeholders: input.publish !== 'create-pr',
  };
  const print = { color: style.color, quiet: input.quiet, width: style.width };
  let apply: ApplyChanges;
  let plan: FixPlan;
  try {
    const run = startSession(options);
    const snapshot = await openTarget(input.target, run);
    apply = await chooseTarget(source, snapshot, writing, input, context);
    plan = await planFix(snapshot, options, agreementFinder(input, context), run);
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    const report = unreadableReport({ target: withoutCredentials(input.target), source, error });
    return { status: UNREADABLE, text: (style.format === 'json' ? json : pretty)(report, print) };
  }
  const preview = fixReport(plan, false, null);
  const shownBefore = () => prettyFix(preview, { ...print, patch: null });
  const { published, complaint, shown } = apply === null ? NOTHING : await apply(preview, plan.changes, shownBefore);
  if (input.diff !== null) await writeOutput(input.diff, patchFile(plan.changes));
  const written = apply !== null && complaint === null;
  const report = fixReport(plan, written, published);
  const [first = '', ...more] = complaint?.split('\n').map((line) => escapeTerminal(line)) ?? [];
  if (complaint !== null)
    context.stderr.write([`llama-license-lint: ${first}`, ...more.map((line) => `  ${line}`), ''].join('\n'));
  if (apply === null && !input.quiet) context.stderr.write(nextStep(source, input, plan.changes));
  const patch = style.terminal || style.color ? null : patchText(plan.changes);
  const said = shown ? prettyPublished(report, print) : prettyFix(report, { ...print, patch });
  const text = style.format === 'json' ? `${jsonText(report, 2)}\n` : said;
  const left = plan.left.length > 0 || (plan.changes.length > 0 && !written);
  return { status: left && input.failOn !== 'never' ? 1 : 0, text };
}

const NOTHING: Publication = { published: null, complaint: null, shown: false };

/** Throws a `UsageError` if the flags do not suit this repository. */
async function chooseTarget(
  source: TargetSource,
  snapshot: Snapshot,
  writing: HubWriting | null,
  input: FixArguments,
  context: RuntimeContext,
): Promise<ApplyChanges> {
  if (source === 'local') requireEditable(snapshot);
  if (writing !== null) return choosePublisher(input, snapshot, writing, context);
  if (source !== 'local' || input.dryRun || input.diff !== null) return null;
  return async (_, changes) => ({
    published: null,
    complaint: await writeToFolder(input.target, snapshot, changes),
    shown: false,
  });
}

/** What to do next after changes that were only shown. */
function nextStep(source: TargetSource, { target, diff }: FixArguments, changes: readonly Patch[]): string {
  if (diff !== null) {
    const command = applyCommand(source === 'local' ? targetFolder(target) : null, diff);
    return `nothing was changed; to apply the patch: ${escapeTerminal(command)}\n`;
  }
  if (source === 'local' || changes.length === 0) return '';
  return source === 'hub'
    ? 'nothing was changed; --create-pr proposes the changes to the owner\n'
    : 'nothing was changed; --diff FILE writes a patch\n';
}

/** If `--agreement` names another license of the lineage, the other sources provide the text of this one. */
function agreementFinder(input: FixArguments, context: RuntimeContext): FindAgreement {
  const env = environment(input, context.env);
  return async (license, { bases, given: named, fingerprints }) => {
    const find = (file: typeof named) =>
      findAgreement(
        license,
        { bases, given: file, offline: input.offline },
        { env, fetch: createFetch(env), fingerprints },
      );
    const first = await find(named);
    const found = first.outcome === 'refused' ? await find(null) : first;
    return found.outcome === 'found'
      ? { text: found.text, from: found.from }
      : { text: null, tried: found.outcome === 'missing' ? found.tried : [] };
  };
}
