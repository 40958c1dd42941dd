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

/** Checks a folder and writes the files that set it up: what was written goes to stdout, what was left to stderr. */
export async function init(given: InitArguments, context: RuntimeContext): Promise<ExitStatus> {
  requireFolder(given.directory);
  const said: Said = {
    ...(given.name === null ? {} : { name: given.name }),
    ...(given.relation === null ? {} : { relation: given.relation }),
    ...(given.bases.length === 0 ? {} : { bases: given.bases }),
  };
  const report = await context.check([given.directory], said);
  const [entry] = report.repositories;
  if (entry === undefined || isUnreadable(entry)) {
    if (entry !== undefined) complain(context, `${entry.error.message}\n${entry.error.hint}`);
    return UNREADABLE;
  }
  if (entry.revision !== null)
    throw new UsageError(
      `${given.directory} is a copy in the Hugging Face cache, which tools write and delete`,
      'download the repository into a folder of your own: hf download --local-dir',
    );
  const files = [
    { path: configurationIn(given.directory), text: await configurationFor(entry, said, given, context) },
    ...(given.preCommit ? [{ path: PRE_COMMIT_FILE, text: preCommitText(version()) }] : []),
    ...(given.github ? [{ path: WORKFLOW_FILE, text: workflowText(version()) }] : []),
  ];
  if (files.length > 1 && !given.quiet) warnBelowRoot(given.directory, context);
  let left = 0;
  for (const file of files) if (!(await place(file, given, context))) left += 1;
  return left === 0 ? 0 : 1;
}

/** The configuration that is there already, else where a new one goes. */
function configurationIn(directory: string): string {
  return CONFIGURATION_FILES.find((path) => isFile(join(directory, path))) ?? CONFIGURATION_FILE;
}

/** Throws a `UsageError` for what is there and no folder, or lies elsewhere; what is not there the check tells. */
function requireFolder(directory: string): void {
  if (targetSource(directory) !== 'local')
    throw new UsageError(
      `init works on a folder, and ${directory} is a remote repository`,
      'download the repository and name its folder',
    );
  if (isFile(directory))
    throw new UsageError(
      `init works on a folder, and ${directory} is a file`,
      `name the folder that it lies in: ${dirname(directory)}`,
    );
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The text that declares as much as it can without a change to any verdict: each attempt is checked. */
async function configurationFor(
  entry: RepositoryReport,
  said: Said,
  given: InitArguments,
  context: RuntimeContext,
): Promise<string> {
  const configuration = await ownConfiguration(given.directory, context);
  const [all, ...fewer] = attempts(declarationsOf(entry, configuration, said));
  let declared = all;
  for (const next of fewer) {
    if (await changesNothing(entry, { ...said, ...asSaid(declared) }, given, context)) break;
    declared = next;
  }
  const text = configurationText(declared, entry, configuration);
  if (Buffer.byteLength(text) > YAML_LIMIT)
    throw new UsageError(
      'what the flags or the configuration say is more than a configuration can hold',
      `it may have ${YAML_LIMIT / 1024} KiB`,
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
  // A folder on somebody's machine may have blanks in its name; `check` takes no such base.
  if (options.bases?.every((base) => /^\S+$/.test(base)) === false) return false;
  const [after] = (await context.check([input.directory], options)).repositories;
  return after !== undefined && !isUnreadable(after) && judgeAlike(before, after);
}

/** Gives true when the file was written, or would be. */
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
  if (!quiet) context.stderr.write(`To merge by hand, what would be in it:\n${shown(text)}`);
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

/** Git's hooks and GitHub's workflows are looked for at the root of the work tree alone. */
function warnBelowRoot(directory: string, context: RuntimeContext): void {
  let folder = resolve(directory);
  if (existsSync(join(folder, '.git'))) return;
  while (folder !== dirname(folder)) {
    folder = dirname(folder);
    if (!existsSync(join(folder, '.git'))) continue;
    complain(
      context,
      `${directory} lies below ${folder}, the root of the Git repository; hooks and workflows count there only`,
    );
    return;
  }
}
