import { createHash } from 'node:crypto';

import { commit } from '@huggingface/hub';

import type { FileChange } from '../patch/draft.ts';
import { fieldsOf } from '../system/object-fields.ts';
import type { HubApi } from './hub-api.ts';
import { list, text } from './json.ts';
import { WriteRefusal } from './write-refusal.ts';

/** What becomes a commit. */
export interface Commit {
  /** The branch, or `refs/pr/7`; of a pull request, the branch that it is for. */
  readonly branch: string;
  /** The commit that the new contents were made from. */
  readonly parent: string;
  readonly title: string;
  readonly description: string;
  readonly changes: readonly FileChange[];
  /** Paths to delete. */
  readonly removed?: readonly string[];
  readonly opensPullRequest: boolean;
}

/** A commit that the Hub has. */
export interface Committed {
  readonly oid: string;
  /** The pull request that it opened. */
  readonly number: number | null;
}

const TRIES = 2;
/** Milliseconds before each look at what became of a commit: it may take the Hub a while to work one off that it gave no answer to. */
const PAUSES = [500, 1500, 3000];

/**
 * Commits once, though the Hub may fail: where nobody knows what became of the commit, `look` looks for it before it is
 * sent again. Throws a `WriteRefusal` when it did not come through.
 */
export async function commitOnce(api: HubApi, made: Commit, look: () => Promise<Committed | null>): Promise<Committed> {
  let failure: WriteRefusal | null = null;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const recording = api.recording();
    try {
      return await send(api, made, recording.fetch);
    } catch (error) {
      failure =
        recording.failure ??
        new WriteRefusal(
          'The Hub answered with what its client does not understand',
          'Look at HF_ENDPOINT: it has to be the address of the Hub.',
        );
      if (!recording.unsure && recording.failure === null) throw error;
      if (!recording.unsure && failure.about !== 'moved') throw failure;
    }
    const found = await looked(api, look, failure.about === 'moved' ? [0] : PAUSES);
    if (found !== null) return found;
    if (failure.about === 'moved') break;
  }
  throw failure ?? new WriteRefusal(`Nothing was committed to ${api.id}`, '');
}

async function looked(
  api: HubApi,
  look: () => Promise<Committed | null>,
  pauses: readonly number[],
): Promise<Committed | null> {
  try {
    for (const pause of pauses) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      const found = await look();
      if (found !== null) return found;
    }
    return null;
  } catch (error) {
    if (!(error instanceof WriteRefusal)) throw error;
    throw new WriteRefusal(
      `nobody can tell whether the commit to ${api.id} came through: the Hub answers no more`,
      'Run it again later: it begins with a look at what is there.',
      'unsure',
    );
  }
}

async function send(
  api: HubApi,
  { branch, parent, title, description, changes, removed = [], opensPullRequest }: Commit,
  ask: typeof fetch,
): Promise<Committed> {
  const output = await commit({
    repo: { type: 'model', name: api.id },
    hubUrl: api.endpoint,
    fetch: ask,
    branch,
    parentCommit: parent,
    title,
    description,
    isPullRequest: opensPullRequest,
    operations: [
      ...changes.map(({ path, after }) => ({
        operation: 'addOrUpdate' as const,
        path,
        content: new Blob([new Uint8Array(after)]),
      })),
      ...removed.map((path) => ({ operation: 'delete' as const, path })),
    ],
    // A text that a repository keeps in Git LFS is small enough for the plain way, which asks for no second protocol.
    useXet: false,
  });
  const oid: unknown = output?.commit.oid;
  const number = /\/discussions\/(\d{1,9})$/.exec(output?.pullRequestUrl ?? '')?.[1];
  if (typeof oid !== 'string' || (opensPullRequest && number === undefined))
    throw new TypeError('the answer names no commit');
  return { oid, number: number === undefined ? null : Number(number) };
}

/** The commit that a branch or `refs/pr/7` is at. Throws a `WriteRefusal` when it is not to be had. */
export async function headOf(api: HubApi, branch: string): Promise<string> {
  const sha = text(
    fieldsOf(await api.json(`models/${api.id}/revision/${encodeURIComponent(branch)}?expand=sha`))['sha'],
  );
  if (sha === '')
    throw new WriteRefusal(`The Hub does not tell which commit ${branch} of ${api.id} is at`, 'Try again in a while.');
  return sha;
}

/** How many entries of a tree come in one answer. */
const TREE_PAGE = 1000;

/** The files of a commit with what Git or LFS calls their contents by; null where there are more than one answer holds. */
export async function treeOf(api: HubApi, revision: string): Promise<ReadonlyMap<string, string> | null> {
  const entries = list(await api.json(`models/${api.id}/tree/${encodeURIComponent(revision)}?recursive=true`)).map(
    fieldsOf,
  );
  if (entries.length >= TREE_PAGE) return null;
  const files = entries.filter((entry) => entry['type'] === 'file');
  return new Map(
    files.map((entry) => [text(entry['path']), text(fieldsOf(entry['lfs'])['oid']) || text(entry['oid'])]),
  );
}

/** The commit that a branch was made from, `depth` commits ago; null where the Hub does not tell. */
export async function ancestorOf(api: HubApi, branch: string, depth: number): Promise<string | null> {
  const commits = list(await api.json(`models/${api.id}/commits/${encodeURIComponent(branch)}?p=0`)).map(fieldsOf);
  const id = text(commits[depth]?.['id']);
  return id === '' ? null : id;
}

/** True when all files have their new contents in a commit. */
export async function holds(api: HubApi, oid: string, changes: readonly FileChange[]): Promise<boolean> {
  const entries = list(
    await api.json(`models/${api.id}/paths-info/${encodeURIComponent(oid)}`, {
      paths: changes.map(({ path }) => path),
    }),
  ).map(fieldsOf);
  return changes.every(({ path, after }) => {
    const entry = entries.find((one) => one['path'] === path) ?? {};
    const stored = text(fieldsOf(entry['lfs'])['oid']).replace(/^sha256:/, '');
    return stored === ''
      ? text(entry['oid']) === blobId(after)
      : stored === createHash('sha256').update(after).digest('hex');
  });
}

/** What Git calls a content by. */
function blobId(content: Uint8Array): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}
