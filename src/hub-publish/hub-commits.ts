import { createHash } from 'node:crypto';

import { commit } from '@huggingface/hub';

import type { Patch } from '../patch/patches.ts';
import { fieldsOf } from '../system/object-fields.ts';
import type { HubApi } from './hub-api.ts';
import { list, text } from './json.ts';
import { WriteRefusal } from './write-refusal.ts';

/** A commit to make. */
export interface Commit {
  /** The branch, or `refs/pr/7`; for a new pull request, its base branch. */
  readonly branch: string;
  /** The commit that the changes are based on. */
  readonly parent: string;
  readonly title: string;
  readonly description: string;
  readonly changes: readonly Patch[];
  /** Paths to delete. */
  readonly removed?: readonly string[];
  readonly opensPullRequest: boolean;
}

/** A commit on the Hub. */
export interface Committed {
  readonly oid: string;
  /** The pull request that it opened. */
  readonly number: number | null;
}

const TRIES = 2;
/** Milliseconds before each search for an unanswered commit, which the Hub can complete later. */
const PAUSES = [500, 1500, 3000];

/**
 * Commits exactly once. If it is unknown whether a commit succeeded, `findCommit` looks for it before it is sent again.
 * Throws a `WriteRefusal` on failure.
 */
export async function commitOnce(
  api: HubApi,
  made: Commit,
  findCommit: () => Promise<Committed | null>,
): Promise<Committed> {
  let failure: WriteRefusal | null = null;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const recording = api.recording();
    try {
      return await send(api, made, recording.fetch);
    } catch (error) {
      failure =
        recording.failure ??
        new WriteRefusal(
          'The Hub returned an unexpected answer',
          'Check HF_ENDPOINT: it must be the address of the Hub.',
        );
      if (!recording.unsure && recording.failure === null) throw error;
      if (!recording.unsure && failure.about !== 'moved') throw failure;
    }
    const found = await findWithin(api, findCommit, failure.about === 'moved' ? [0] : PAUSES);
    if (found !== null) return found;
    if (failure.about === 'moved') break;
  }
  throw failure ?? new WriteRefusal(`Nothing was committed to ${api.id}`, '');
}

async function findWithin(
  api: HubApi,
  findCommit: () => Promise<Committed | null>,
  pauses: readonly number[],
): Promise<Committed | null> {
  try {
    for (const pause of pauses) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      const found = await findCommit();
      if (found !== null) return found;
    }
    return null;
  } catch (error) {
    if (!(error instanceof WriteRefusal)) throw error;
    throw new WriteRefusal(
      `it is unknown whether the commit to ${api.id} succeeded, because the Hub stopped answering`,
      'Run it again later: it first looks for the commit.',
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
    // Texts in Git LFS are small enough to do without Xet, which would be a second protocol.
    useXet: false,
  });
  const oid: unknown = output?.commit.oid;
  const number = /\/discussions\/(\d{1,9})$/.exec(output?.pullRequestUrl ?? '')?.[1];
  if (typeof oid !== 'string' || (opensPullRequest && number === undefined))
    throw new TypeError('the answer names no commit');
  return { oid, number: number === undefined ? null : Number(number) };
}

/** The current commit of a branch or `refs/pr/7`. Throws a `WriteRefusal` if the Hub does not return it. */
export async function headOf(api: HubApi, branch: string): Promise<string> {
  const sha = text(
    fieldsOf(await api.json(`models/${api.id}/revision/${encodeURIComponent(branch)}?expand=sha`))['sha'],
  );
  if (sha === '')
    throw new WriteRefusal(`The Hub does not report the current commit of ${branch} of ${api.id}`, 'Try again later.');
  return sha;
}

/** Entries of a tree in one answer. */
const TREE_PAGE = 1000;

/** The files of a commit with their Git or LFS object ids; null if there are more than one answer has. */
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

/** The commit that a branch was made from, `depth` commits ago; null if the Hub does not return it. */
export async function ancestorOf(api: HubApi, branch: string, depth: number): Promise<string | null> {
  const commits = list(await api.json(`models/${api.id}/commits/${encodeURIComponent(branch)}?p=0`)).map(fieldsOf);
  const id = text(commits[depth]?.['id']);
  return id === '' ? null : id;
}

/** True if all files have their new contents in a commit. */
export async function holds(api: HubApi, oid: string, changes: readonly Patch[]): Promise<boolean> {
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

/** The Git object id of a content. */
function blobId(content: Uint8Array): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}
