import { createHash } from 'node:crypto';

import { merged, type Merge } from './hub-merge.ts';
import { blobOid, lfsOid, pointerOf, sizeOf, type HubContent } from './hub-content.ts';

/** A model repository as a test describes it. */
export interface HubRepo {
  /** Small files by path, on the branch `main`. */
  readonly files?: Readonly<Record<string, HubContent>>;
  /** Files that LFS holds: they lie on the second host. */
  readonly elsewhere?: Readonly<Record<string, HubContent>>;
  /** Files are given only to those whom the owner has let in. */
  readonly gated?: 'auto' | 'manual';
  readonly private?: boolean;
  readonly disabled?: boolean;
  /** Not even a first commit was made. */
  readonly unborn?: boolean;
  /** Other branches and tags, each with all its small files; those that LFS holds are the same. */
  readonly refs?: Readonly<Record<string, Readonly<Record<string, HubContent>>>>;
  /** What the Hub takes for its bases, in the place of what the card says. `list`: a bare list of ids. */
  readonly baseModels?: { readonly relation: string; readonly ids: readonly string[] } | 'list' | null;
  /** Beside the tags that come from the card. */
  readonly tags?: readonly string[];
  /** Nobody may open a pull request. */
  readonly closed?: boolean;
  /** Discussions and pull requests that other people have opened, the oldest first. */
  readonly discussions?: readonly Partial<Discussion>[];
}

export interface HubFile {
  readonly content: HubContent;
  readonly lfs: boolean;
}

export type HubFiles = ReadonlyMap<string, HubFile>;

export interface Discussion {
  readonly num: number;
  title: string;
  description: string;
  status: 'open' | 'closed' | 'merged' | 'draft';
  readonly isPullRequest: boolean;
  readonly author: string;
  /** The branch that a pull request is for. */
  readonly base: string;
  /** What was committed to it. */
  readonly commits: { readonly author: string; readonly subject: string; readonly oid: string }[];
  /** Behind the description. */
  readonly comments: { readonly author: string; readonly text: string }[];
}

/** An entry of the tree, as the Hub lists it. */
export interface TreeEntry {
  readonly type: 'file' | 'directory';
  readonly oid: string;
  readonly size: number;
  readonly path: string;
  readonly lfs?: { readonly oid: string; readonly size: number; readonly pointerSize: number };
  readonly xetHash?: string;
}

/** A model repository on the server, with its commits. Nothing of it is made before somebody asks. */
export class HubRepository {
  readonly id: string;
  readonly repo: HubRepo;
  readonly discussions: Discussion[] = [];
  private readonly refs = new Map<string, string>();
  private readonly commits = new Map<string, HubFiles>();
  private readonly parents = new Map<string, string>();

  constructor(id: string, repo: HubRepo) {
    this.id = id;
    this.repo = repo;
    const usual = {
      title: 'A word',
      description: 'Hello.',
      status: 'open',
      isPullRequest: true,
      author: 'somebody',
      base: 'main',
    } as const;
    this.discussions.push(
      ...(repo.discussions ?? []).map((input, at) => ({ ...usual, commits: [], comments: [], ...input, num: at + 1 })),
    );
  }

  /** The commit that a branch, a tag, a pull request or a commit hash stands for; null where there is none. */
  sha(revision: string): string | null {
    this.born();
    return this.refs.get(revision === 'HEAD' ? 'main' : revision) ?? (this.commits.has(revision) ? revision : null);
  }

  files(sha: string): HubFiles {
    return this.commits.get(sha) ?? new Map<string, HubFile>();
  }

  /** Puts a commit upon another one, and the ref upon it. */
  commit(
    ref: string,
    parent: string | null,
    changes: ReadonlyMap<string, HubContent | null>,
    inLfs: ReadonlySet<string> = new Set(),
  ): string {
    const files = new Map(parent === null ? [] : this.files(parent));
    for (const [path, content] of changes) {
      if (content === null) files.delete(path);
      else files.set(path, { content, lfs: inLfs.has(path) });
    }
    return this.record(ref, files, parent ?? '');
  }

  /** What LFS holds of the repository, by its hash; whoever uploads puts it here. */
  readonly uploaded = new Map<string, Buffer>();

  /** The commits that lead to one, the newest first. */
  history(sha: string): readonly string[] {
    const found: string[] = [];
    for (let at: string | undefined = sha; at !== undefined && !found.includes(at); at = this.parents.get(at))
      found.push(at);
    return found;
  }

  /** What merging a pull request into its branch comes to. */
  merge({ num, base }: Discussion): Merge {
    const [branch, main] = [this.sha(`refs/pr/${num}`) ?? '', this.sha(base) ?? ''];
    const known = new Set(this.history(main));
    const common = this.history(branch).find((sha) => known.has(sha)) ?? '';
    return merged(this.files(common), this.files(main), this.files(branch));
  }

  /** A pull request is merged into its branch, or closed by its owner. */
  settle(num: number, status: 'merged' | 'closed'): void {
    const found = this.discussions.find((one) => one.num === num);
    if (found === undefined) throw new Error(`${this.id} has no discussion ${num}`);
    if (status === 'merged') {
      const { files, conflicts } = this.merge(found);
      if (conflicts.length > 0) throw new Error(`${this.id}#${num} does not merge: ${conflicts.join(', ')}`);
      this.record(found.base, files, this.sha(found.base) ?? '');
    }
    found.status = status;
  }

  /** How many commits there are. */
  get age(): number {
    return this.commits.size;
  }

  private born(): void {
    if (this.commits.size > 0 || this.repo.unborn === true) return;
    const held = (files: Readonly<Record<string, HubContent>>, lfs: boolean) =>
      Object.entries(files).map(([path, content]): [string, HubFile] => [path, { content, lfs }]);
    for (const [ref, files] of Object.entries({ ...this.repo.refs, main: this.repo.files ?? {} })) {
      this.record(
        ref,
        new Map([...held(files, false), ...held(this.repo.elsewhere ?? {}, true)]),
        ref === 'main' ? '' : ref,
      );
    }
    for (const { num, base } of this.discussions) this.refs.set(`refs/pr/${num}`, this.refs.get(base) ?? '');
  }

  private record(ref: string, files: HubFiles, parent: string): string {
    const hash = createHash('sha1').update(`${this.id} ${parent} ${this.commits.size}\n`);
    for (const [path, { content }] of files) hash.update(`${path} ${blobOid(content)}\n`);
    const sha = hash.digest('hex');
    this.commits.set(sha, files);
    if (this.commits.has(parent)) this.parents.set(sha, parent);
    this.refs.set(ref, sha);
    return sha;
  }
}

/** All entries below a folder, as Git orders them; without those deeper down unless asked for. */
export function treeOf(files: HubFiles, folder: string, recursive: boolean): readonly TreeEntry[] {
  const entries = new Map<string, TreeEntry>();
  const before = folder === '' ? '' : `${folder}/`;
  for (const [path, { content, lfs }] of files) {
    if (!path.startsWith(before)) continue;
    const deeper = path.slice(before.length).split('/').slice(0, -1);
    deeper.slice(0, recursive ? undefined : 1).forEach((_, at) => {
      const parent = before + deeper.slice(0, at + 1).join('/');
      entries.set(parent, {
        type: 'directory',
        oid: createHash('sha1').update(`tree ${parent}`).digest('hex'),
        size: 0,
        path: parent,
      });
    });
    if (recursive || deeper.length === 0)
      entries.set(path, {
        type: 'file',
        oid: blobOid(lfs ? pointerOf(content) : content),
        size: sizeOf(content),
        path,
        ...(lfs ? lfsEntry(content) : {}),
      });
  }
  return [...entries.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
}

function lfsEntry(content: HubContent): Pick<TreeEntry, 'lfs' | 'xetHash'> {
  const oid = lfsOid(content);
  return {
    lfs: { oid, size: sizeOf(content), pointerSize: pointerOf(content).length },
    xetHash: createHash('sha256').update(oid).digest('hex'),
  };
}
