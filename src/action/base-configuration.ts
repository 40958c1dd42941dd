import { dirname, join, relative, resolve, sep } from 'node:path';

import type { CheckOptions, ConfigurationText } from '../config/check-options.ts';
import { CONFIGURATION_FILE, CONFIGURATION_FILES } from '../config/configuration.ts';
import { isUnreadable, type Report, type RepositoryReport } from '../report.ts';
import { decisionsText } from '../reporters/headline.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { localName } from '../sources/local/name.ts';
import { isFolder, readSmallText } from '../sources/local/read.ts';
import { openTarget, targetSource } from '../sources/open.ts';
import { startSession, type Session } from '../sources/run.ts';
import { outcomeChanges } from './comparison.ts';
import type { Inputs } from './inputs.ts';
import type { PullRequest } from './pull-request.ts';

/** Bytes of the longest configuration. */
const TEXT_LIMIT = 2 * 1024 * 1024;

/** A configuration that a pull request adds, changes or removes. */
export interface ConfigurationChange {
  /** Whose own configuration it is; null for the one that the workflow names, which decides as it is. */
  readonly target: string | null;
  /** As the checkout names it. */
  readonly file: string;
  /** Null where GitHub does not give the base branch. */
  readonly verb: 'adds' | 'changes' | 'removes' | null;
  readonly branch: string;
  /** What the base branch has. */
  readonly base: ConfigurationText | null;
}

/**
 * The configurations in which a pull request differs from the branch that it is for. Whoever opens it writes its files, so
 * that branch decides, unless the workflow names a configuration.
 */
export async function configurationChanges(
  inputs: Inputs,
  workspace: string,
  pull: PullRequest,
  remote: NonNullable<CheckOptions['remote']>,
): Promise<ConfigurationChange[]> {
  const named =
    inputs.config === null
      ? []
      : [resolve(workspace, inputs.config)].map((path) => ({
          target: null,
          there: path,
          paths: [path],
          file: inputs.config ?? '',
        }));
  const own = inputs.targets
    .filter((target) => targetSource(target) === 'local')
    .map((target) => {
      const paths = CONFIGURATION_FILES.map((name) => resolve(workspace, target, name));
      const there = paths.find((path) => textAt(path) !== '') ?? resolve(workspace, target, CONFIGURATION_FILE);
      return { target, there, paths, file: relative(workspace, there).split(sep).join('/') };
    });
  const places = (named.length > 0 ? named : own).flatMap((place) => {
    const paths = place.paths.flatMap((path) => pathInRepository(path, workspace, pull) ?? []);
    return paths.length === 0 ? [] : [{ ...place, paths }];
  });
  const branch = pull.base?.branch ?? 'the base branch';
  const base = await openBase(pull, startSession({ remote }));
  const changes = places.map(async ({ target, file, paths, there }): Promise<ConfigurationChange[]> => {
    const after = textAt(there);
    const path = paths.find((one) => base?.files.some((held) => held.path === one)) ?? '';
    const before = base === null ? null : await textIn(base, path);
    const about = { target, file, branch };
    if (before === null) return after === '' || target === null ? [] : [{ ...about, verb: null, base: null }];
    if (before === after) return [];
    const verb = before === '' ? 'adds' : after === '' ? 'removes' : 'changes';
    return [{ ...about, verb, base: before === '' ? null : { file: `${branch}:${path}`, text: before } }];
  });
  return (await Promise.all(changes)).flat();
}

/** The check's option that makes the base branch's configurations decide. */
export function baseConfigurations(changes: readonly ConfigurationChange[]): Pick<CheckOptions, 'configurations'> {
  const own = changes.flatMap(({ target, base }): [string, ConfigurationText | null][] =>
    target === null ? [] : [[target, base]],
  );
  return own.length === 0 ? {} : { configurations: Object.fromEntries(own) };
}

/** The report with a note on each configuration that is not applied: what it says, and what it would change. */
export async function withProposed(
  report: Report,
  changes: readonly ConfigurationChange[],
  checkOwn: (target: string) => Promise<Report>,
): Promise<Report> {
  const notes = new Map<string, string>();
  for (const change of changes) {
    const applied = report.repositories.find(({ target }) => target === change.target);
    if (change.target === null || applied === undefined || isUnreadable(applied)) continue;
    const {
      repositories: [own],
    } = await checkOwn(change.target);
    if (own !== undefined && !isUnreadable(own))
      notes.set(change.target, `${whoDecides(change)} ${effectOf(applied, own)}`);
  }
  const repositories = report.repositories.map((entry) => {
    const message = notes.get(entry.target);
    return message === undefined || isUnreadable(entry)
      ? entry
      : { ...entry, notes: [...entry.notes, { code: 'configuration-proposed', message, locations: [] }] };
  });
  return { ...report, repositories };
}

/** What is said behind the name of a configuration that decides and that the pull request brings. */
export function broughtBy(changes: readonly ConfigurationChange[]): (by: string) => string {
  return (by) => {
    const verb = changes.find(({ target, file }) => target === null && file === by)?.verb ?? null;
    return verb === null ? '' : `, which this pull request ${verb}`;
  };
}

function whoDecides({ verb, file, branch }: ConfigurationChange): string {
  switch (verb) {
    case 'adds':
      return `This pull request adds ${file}, which decides nothing before it is merged: ${branch} has no configuration.`;
    case 'changes':
      return `This pull request changes ${file}; until it is merged, the configuration of ${branch} decides.`;
    case 'removes':
      return `This pull request removes ${file}; until it is merged, the configuration of ${branch} decides.`;
    case null:
      return `${file} decides nothing here: GitHub does not tell whether ${branch} has the same. Run the job again, or name the file as the input config.`;
  }
}

function effectOf(applied: RepositoryReport, own: RepositoryReport): string {
  const says = decisionsText(own);
  const changed = outcomeChanges(applied, own);
  const parts = [...(says === '' ? [] : [says]), changed === '' ? 'no outcome changes' : changed];
  return `With this change: ${parts.join('; ')}.`;
}

async function openBase({ owner, repo, base }: PullRequest, run: Session): Promise<Snapshot | null> {
  if (base === null) return null;
  try {
    return await openTarget(`github:${owner}/${repo}@${base.commit}`, run);
  } catch {
    return null;
  }
}

/** Empty where the file is not there; null where it cannot be read. */
async function textIn(base: Snapshot, path: string): Promise<string | null> {
  try {
    return base.files.some((file) => file.path === path) ? (await base.text(path)).text : '';
  } catch {
    return null;
  }
}

/** Empty where there is no file; what cannot be read is told by the check. */
function textAt(path: string): string {
  return readSmallText(path, TEXT_LIMIT) ?? '';
}

/** Where a file of the checkout lies in the repository of the pull request; null where it is no file of that. */
function pathInRepository(path: string, workspace: string, { owner, repo }: PullRequest): string | null {
  const root = rootOf(dirname(path), workspace);
  const inside = relative(root, path).split(sep);
  if (inside[0] === '..') return null;
  const name = localName(root, root);
  const another = name.from === 'remote' && name.value.toLowerCase() !== `${owner}/${repo}`.toLowerCase();
  return another ? null : inside.join('/');
}

/** The work tree that a folder of the workspace belongs to. */
function rootOf(folder: string, workspace: string): string {
  for (let at = folder; at !== workspace && !relative(workspace, at).startsWith('..'); at = dirname(at)) {
    const git = join(at, '.git');
    if (isFolder(git) || textAt(git) !== '') return at;
  }
  return workspace;
}
