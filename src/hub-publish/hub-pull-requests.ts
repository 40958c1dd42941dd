import { fieldsOf } from '../system/object-fields.ts';
import type { HubApi } from './hub-api.ts';
import { count, list, text } from './json.ts';
import { WriteRefusal } from './write-refusal.ts';

/** A pull request on the Hub, with its history. */
export interface PullRequest {
  readonly number: number;
  /** The base branch, `main`; empty if the Hub does not return it. */
  readonly base: string;
  /** The description, which is the first comment. */
  readonly description: { readonly id: string; readonly author: string; readonly text: string };
  readonly commits: readonly { readonly author: string; readonly title: string }[];
  /** Paths that the Hub cannot merge. */
  readonly conflicts: readonly string[];
  /** The comments after the description. */
  readonly comments: readonly { readonly author: string; readonly text: string }[];
}

/** A pull request in the list of a repository. */
export interface ListedPullRequest {
  readonly number: number;
  readonly author: string;
  readonly title: string;
  readonly state: 'open' | 'closed' | 'merged';
}

const MAX_PAGES = 200;
/** A draft can become ready to merge at any time. */
const OPEN: ReadonlySet<string> = new Set(['open', 'draft']);

/** All pull requests of the repository, the oldest first. Throws a `WriteRefusal` if they cannot all be listed. */
export async function pullRequests(api: HubApi): Promise<ListedPullRequest[]> {
  const found = new Map<number, ListedPullRequest>();
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = new URLSearchParams({ type: 'pull_request', status: 'all', p: String(page) });
    const answer = fieldsOf(await api.json(`models/${api.id}/discussions?${query.toString()}`));
    const discussions = list(answer['discussions']).map(fieldsOf);
    for (const one of discussions) {
      if (one['isPullRequest'] !== true) continue;
      const [number, status] = [count(one['num']), text(one['status'])];
      const state = OPEN.has(status) ? 'open' : status === 'merged' ? 'merged' : 'closed';
      found.set(number, { number, author: nameOf(one), title: text(one['title']), state });
    }
    if (discussions.length === 0 || count(answer['start']) + discussions.length >= count(answer['count'])) {
      return [...found.values()].sort((one, other) => one.number - other.number);
    }
  }
  throw new WriteRefusal(
    `${api.id} has more pull requests than can be listed`,
    'Propose the changes by hand: --diff FILE writes a patch.',
  );
}

/** One pull request. Throws a `WriteRefusal` if it cannot be read. */
export async function pullRequest(api: HubApi, number: number): Promise<PullRequest> {
  const answer = fieldsOf(await api.json(`models/${api.id}/discussions/${number}`));
  const events = list(answer['events']).map(fieldsOf);
  const [first = {}, ...comments] = events.filter((event) => event['type'] === 'comment');
  return {
    number,
    base: text(fieldsOf(answer['changes'])['base']).replace(/^refs\/heads\//, ''),
    description: { id: text(first['id']), author: nameOf(first), text: rawOf(first) },
    commits: events
      .filter((event) => event['type'] === 'commit')
      .map((event) => ({ author: nameOf(event), title: text(fieldsOf(event['data'])['subject']) })),
    conflicts: conflictsOf(answer['filesWithConflicts']),
    comments: comments.map((comment) => ({ author: nameOf(comment), text: rawOf(comment) })),
  };
}

/** Replaces the description of a pull request. */
export async function describe(api: HubApi, { number, description }: PullRequest, content: string): Promise<void> {
  await api.json(`models/${api.id}/discussions/${number}/comment/${encodeURIComponent(description.id)}/edit`, {
    content,
  });
}

/** Closes a pull request with a comment. */
export async function close(api: HubApi, number: number, comment: string): Promise<void> {
  await api.json(`models/${api.id}/discussions/${number}/status`, { status: 'closed', comment });
}

/** The page of a pull request. */
export function pageOf(api: HubApi, number: number): string {
  return `${api.endpoint}/${api.id}/discussions/${number}`;
}

function rawOf(comment: Readonly<Record<string, unknown>>): string {
  return text(fieldsOf(fieldsOf(comment['data'])['latest'])['raw']);
}

/** The Hub returns a list of paths, or `true` without the paths. */
function conflictsOf(value: unknown): readonly string[] {
  return value === true ? ['?'] : list(value).map(text);
}

function nameOf(entry: Readonly<Record<string, unknown>>): string {
  return text(fieldsOf(entry['author'])['name']);
}
