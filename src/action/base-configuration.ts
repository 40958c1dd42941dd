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

const TEXT_LIMIT = 2 * 1024 * 1024;

/** A configuration that a pull request adds, changes or removes. */
export interface ConfigurationChange {
  /** The target that it configures; null for the configuration that the workflow names, which is applied. */
  readonly target: string | null;
  /** The path in the checkout. */
  readonly file: string;
  /** Null if GitHub does not return the base branch. */
  readonly verb: 'adds' | 'changes' | 'removes' | null;
  readonly branch: string;
  /** The configuration of the base branch. */
  readonly base: ConfigurationText | null;
}

/**
 * The configurations in which a pull request differs from its base branch. Its author controls its files, so the base
 * branch decides, unless the workflow names a configuration.
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

/** The option of the check that applies the configurations of the base branch. */
export function baseConfigurations(changes: readonly ConfigurationChange[]): Pick<CheckOptions, 'configurations'> {
  const own = changes.flatMap(({ target, base }): [string, ConfigurationText | null][] =>
    target === null ? [] : [[target, base]],
  );
  return own.length === 0 ? {} : { configurations: Object.fromEntries(own) };
}

/** The report with a note on each configuration that is not applied: its content, and the outcomes it would change. */
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

/** The text after the name of a configuration that is applied and that the pull request changes. */
export function broughtBy(changes: readonly ConfigurationChange[]): (by: string) => string {
  return (by) => {
    const verb = changes.find(({ target, file }) => target === null && file === by)?.verb ?? null;
    return verb === null ? '' : `, which this pull request ${verb}`;
  };
}

function whoDecides({ verb, file, branch }: ConfigurationChange): string {
  switch (verb) {
    case 'adds':
      return `This pull request adds ${file}; it has no effect until it is merged, as ${branch} has no configuration.`;
    case 'changes':
      return `This pull request changes ${file}; until it is merged, the configuration of ${branch} applies.`;
    case 'removes':
      return `This pull request removes ${file}; until it is merged, the configuration of ${branch} applies.`;
    case null:
      return (
        `${file} has no effect here, because GitHub did not return the configuration of ${branch}. ` +
        'Run the job again, or name the file in the input config.'
      );
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

/** Empty if there is no such file; null if it cannot be read. */
async function textIn(base: Snapshot, path: string): Promise<string | null> {
  try {
    return base.files.some((file) => file.path === path) ? (await base.text(path)).text : '';
  } catch {
    return null;
  }
}

/** Empty if there is no such file; the check reports a file that cannot be read. */
function textAt(path: string): string {
  return readSmallText(path, TEXT_LIMIT) ?? '';
}

/** The path of a file of the checkout in the pull request's repository; null if it belongs to another one. */
function pathInRepository(path: string, workspace: string, { owner, repo }: PullRequest): string | null {
  const root = rootOf(dirname(path), workspace);
  const inside = relative(root, path).split(sep);
  if (inside[0] === '..') return null;
  const name = localName(root, root);
  const another = name.from === 'remote' && name.value.toLowerCase() !== `${owner}/${repo}`.toLowerCase();
  return another ? null : inside.join('/');
}

/** The work tree that contains a folder of the workspace. */
function rootOf(folder: string, workspace: string): string {
  for (let at = folder; at !== workspace && !relative(workspace, at).startsWith('..'); at = dirname(at)) {
    const git = join(at, '.git');
    if (isFolder(git) || textAt(git) !== '') return at;
  }
  return workspace;
}
