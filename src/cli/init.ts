import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import type { CheckOptions } from '../config/check-options.ts';
import { CONFIGURATION_FILE, CONFIGURATION_FILES } from '../config/configuration.ts';
import type { Configuration } from '../config/configuration-data.ts';
import { configurationOf } from '../config/repository-configuration.ts';
import { UsageError } from '../errors/usage-error.ts';
import { configurationText } from '../init/configuration-text.ts';
import { asSaid, attempts, declarationsOf, judgeAlike, type Said } from '../init/declarations.ts';
import { PRE_COMMIT_FILE, preCommitText, WORKFLOW_FILE, workflowText } from '../init/hook-files.ts';
import { EXISTS, obstacle, writeNew } from '../init/write-new.ts';
import { isUnreadable, type RepositoryReport } from '../report.ts';
import { escapeTerminal } from '../reporters/escape-terminal.ts';
import { openTarget, targetSource } from '../sources/open.ts';
import { whyNotWritten } from '../errors/system-error.ts';
import { version } from '../version.ts';
import { YAML_LIMIT } from '../yaml/node.ts';
import { UNREADABLE, type ExitStatus } from './exit-status.ts';
import type { InitArguments } from './init-arguments.ts';
import type { RuntimeContext } from './context.ts';

interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** Checks a folder and writes its configuration: written files are reported on stdout, others on stderr. */
export async function init(input: InitArguments, context: RuntimeContext): Promise<ExitStatus> {
  requireFolder(input.directory);
  const said: Said = {
    ...(input.name === null ? {} : { name: input.name }),
    ...(input.relation === null ? {} : { relation: input.relation }),
    ...(input.bases.length === 0 ? {} : { bases: input.bases }),
  };
  const report = await context.check([input.directory], said);
  const [entry] = report.repositories;
  if (entry === undefined || isUnreadable(entry)) {
    if (entry !== undefined) complain(context, `${entry.error.message}\n${entry.error.hint}`);
    return UNREADABLE;
  }
  if (entry.revision !== null)
    throw new UsageError(
      `${input.directory} is in the Hugging Face cache, whose files other tools replace and delete`,
      'download a copy with hf download --local-dir, and name that folder',
    );
  const files = [
    { path: configurationIn(input.directory), text: await configurationFor(entry, said, input, context) },
    ...(input.preCommit ? [{ path: PRE_COMMIT_FILE, text: preCommitText(version()) }] : []),
    ...(input.github ? [{ path: WORKFLOW_FILE, text: workflowText(version()) }] : []),
  ];
  if (files.length > 1 && !input.quiet) warnBelowRoot(input.directory, context);
  let left = 0;
  for (const file of files) if (!(await place(file, input, context))) left += 1;
  return left === 0 ? 0 : 1;
}

/** The path of the existing configuration, or else of a new one. */
function configurationIn(directory: string): string {
  return CONFIGURATION_FILES.find((path) => isFile(join(directory, path))) ?? CONFIGURATION_FILE;
}

/** Throws a `UsageError` for a file or a remote target; the check reports a missing folder. */
function requireFolder(directory: string): void {
  if (targetSource(directory) !== 'local')
    throw new UsageError(
      `init works on a folder, and ${directory} is a remote repository`,
      'download the repository and name its folder',
    );
  if (isFile(directory))
    throw new UsageError(
      `init works on a folder, and ${directory} is a file`,
      `name its folder: ${dirname(directory)}`,
    );
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The text that declares as much as possible without changing an outcome: each attempt is checked. */
async function configurationFor(
  entry: RepositoryReport,
  said: Said,
  input: InitArguments,
  context: RuntimeContext,
): Promise<string> {
  const configuration = await ownConfiguration(input.directory, context);
  const [all, ...fewer] = attempts(declarationsOf(entry, configuration, said));
  let declared = all;
  for (const next of fewer) {
    if (await changesNothing(entry, { ...said, ...asSaid(declared) }, input, context)) break;
    declared = next;
  }
  const text = configurationText(declared, entry, configuration);
  if (Buffer.byteLength(text) > YAML_LIMIT)
    throw new UsageError(
      'the configuration would be too large',
      `the limit is ${YAML_LIMIT / 1024} KiB; give fewer or shorter values`,
    );
  return text;
}

async function ownConfiguration(directory: string, context: RuntimeContext): Promise<Configuration> {
  const licenses = await context.licenses();
  const ids = licenses.flatMap(({ rules }) => rules.map(({ id }) => id));
  return (await configurationOf(await openTarget(directory), {}, () => ids)).configuration;
}

async function changesNothing(
  before: RepositoryReport,
  options: CheckOptions,
  input: InitArguments,
  context: RuntimeContext,
): Promise<boolean> {
  // A local folder can have a space in its name; `check` rejects such a base.
  if (options.bases?.every((base) => /^\S+$/.test(base)) === false) return false;
  const [after] = (await context.check([input.directory], options)).repositories;
  return after !== undefined && !isUnreadable(after) && judgeAlike(before, after);
}

/** True if the file was written, or would be with `--dry-run`. */
async function place(
  { path, text }: NewFile,
  { directory, force, dryRun, quiet }: InitArguments,
  context: RuntimeContext,
): Promise<boolean> {
  const act = dryRun ? obstacle(directory, path, force) : writeNew(directory, path, text, force);
  const why = await act.catch((error: unknown) => `is not written: ${whyNotWritten(error)}`);
  if (why === null) {
    if (dryRun) context.stdout.write(`would write ${path}:\n${shown(text)}`);
    else if (!quiet) context.stdout.write(`wrote ${path}\n`);
    return true;
  }
  complain(context, `${path} ${why}${why === EXISTS ? ' and was left as it is; --force replaces it' : ''}`);
  if (!quiet) context.stderr.write(`The text, to merge by hand:\n${shown(text)}`);
  return false;
}

function shown(text: string): string {
  return `\n${text
    .trimEnd()
    .split('\n')
    .map((line) => `${escapeTerminal(line)}\n`)
    .join('')}\n`;
}

function complain({ stderr }: RuntimeContext, says: string): void {
  const [first = '', ...more] = says.split('\n').map(escapeTerminal);
  stderr.write(`llama-license-lint: ${first}\n${more.map((line) => `  ${line}\n`).join('')}`);
}

/** Git's hooks and GitHub's workflows work only at the root of the work tree. */
function warnBelowRoot(directory: string, context: RuntimeContext): void {
  let folder = resolve(directory);
  if (existsSync(join(folder, '.git'))) return;
  while (folder !== dirname(folder)) {
    folder = dirname(folder);
    if (!existsSync(join(folder, '.git'))) continue;
    complain(
      context,
      `${directory} is below ${folder}, the root of the Git repository; hooks and workflows work only there`,
    );
    return;
  }
}
