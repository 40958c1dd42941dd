import { IGNORED_NAMES } from '../../snapshot/snapshot.ts';
import type { GithubRepository, Tree, TreeEntry } from './repository.ts';
import type { Omissions } from '../omissions.ts';

export interface TreeLimits {
  /** Files and links. */
  readonly entries: number;
  /** Folders between the root and a file. */
  readonly depth: number;
  /** Folders that are listed one by one where GitHub does not list all at once. */
  readonly folders: number;
}

const LIMITS: TreeLimits = { entries: 50_000, depth: 32, folders: 16 };
const MAX_PATH_CHARS = 4096;

/** Where GitHub does not list all, folders of such names come first: what the license asks for, and the model. */
const TELLING = /licen[cs]e|legal|notice|polic|agreement|model|weight|checkpoint|adapter|original|docs?$/i;

/**
 * The files and links of a commit by the hash of its tree, those near the root first, with whatever cannot be a path in
 * a repository left out. One request; where the tree is larger than GitHub lists at once, a few more.
 */
export async function listTree(
  repository: GithubRepository,
  root: string,
  omissions: Omissions,
  limits: TreeLimits = LIMITS,
): Promise<readonly TreeEntry[]> {
  const whole = await repository.tree(root, true);
  tellOdd(whole, omissions);
  const entries = whole.truncated
    ? await withFolders(repository, root, whole.entries, omissions, limits)
    : whole.entries;
  return sorted(entries, omissions, limits);
}

function sorted(entries: readonly TreeEntry[], omissions: Omissions, limits: TreeLimits): readonly TreeEntry[] {
  const kept = new Map<string, TreeEntry>();
  let wrong = 0;
  for (const entry of entries) {
    const { path, kind } = entry;
    if (kind === 'folder' || path.split('/').some((name) => IGNORED_NAMES.has(name))) continue;
    if (!isPath(path) || kept.has(path)) wrong += 1;
    else if (kind === 'submodule') omissions.add(path, 'is a submodule, and was left out');
    else if (isTooDeep(path, limits)) omissions.add(path, `lies deeper than ${limits.depth} folders`);
    else kept.set(path, entry);
  }
  if (wrong > 0)
    omissions.once('.', `holds ${wrong} entries that are no path in a repository, or come twice; they were left out`);
  if (kept.size > limits.entries)
    omissions.beyond('.', `holds more than ${limits.entries} files; the rest were left out`);
  const depth = new Map([...kept.keys()].map((path) => [path, path.split('/').length]));
  const byDepth = [...kept.values()].sort(
    (one, other) => (depth.get(one.path) ?? 0) - (depth.get(other.path) ?? 0) || (one.path < other.path ? -1 : 1),
  );
  return byDepth.slice(0, limits.entries);
}

/** Git has no such path, but a server may say it. */
function isPath(path: string): boolean {
  return (
    path.length <= MAX_PATH_CHARS &&
    !path.includes('\0') &&
    path.split('/').every((name) => name !== '' && name !== '.' && name !== '..')
  );
}

/**
 * What was listed, with the root and the most telling folders of which nothing was. GitHub lists in Git's order and
 * stops: only the folder of the last entry is listed in part.
 */
async function withFolders(
  repository: GithubRepository,
  root: string,
  listed: readonly TreeEntry[],
  omissions: Omissions,
  limits: TreeLimits,
): Promise<readonly TreeEntry[]> {
  const found = new Map(listed.map((entry) => [entry.path, entry]));
  const paths = listed.map(({ path }) => path).filter((path) => isPath(path) && !isTooDeep(path, limits));
  const begun = foldersOf(paths);
  const cut = foldersOf(paths.slice(-1));
  const waiting = [{ path: '', sha: root }];
  for (let asked = 0; asked <= limits.folders; asked += 1) {
    const folder = waiting.shift();
    if (folder === undefined) break;
    const tree = await repository.tree(folder.sha, false);
    tellOdd(tree, omissions);
    if (tree.truncated) omissions.add(folder.path === '' ? '.' : folder.path, 'holds more entries than GitHub lists');
    for (const entry of tree.entries) {
      const path = folder.path === '' ? entry.path : `${folder.path}/${entry.path}`;
      found.set(path, { ...entry, path });
      if (entry.kind === 'folder' && isPath(path) && !isTooDeep(path, limits) && (!begun.has(path) || cut.has(path)))
        waiting.push({ path, sha: entry.sha });
    }
    waiting.sort((one, other) => rank(one.path) - rank(other.path) || (one.path < other.path ? -1 : 1));
  }
  for (const { path } of waiting)
    omissions.beyond(path, 'was not listed, or not whole: the repository holds more files than GitHub lists at once');
  return [...found.values()];
}

/** The folders in which these files lie, the root not among them. */
export function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

function isTooDeep(path: string, { depth }: TreeLimits): boolean {
  return path.split('/').length > depth + 1;
}

function rank(path: string): number {
  const names = path.split('/');
  return names.length + (TELLING.test(names.at(-1) ?? '') ? 0 : 100);
}

function tellOdd({ odd }: Tree, omissions: Omissions): void {
  if (odd > 0) omissions.once('.', `holds ${odd} entries of a kind that Git does not have; they were left out`);
}
