import { fieldsOf } from '../sources/fields.ts';
import type { HubApi } from './hub-api.ts';
import { count, list, text } from './json.ts';
import { isSame } from './names.ts';
import { WriteRefusal } from './write-refusal.ts';

/** A pull request on the Hub, with what happened to it. */
export interface PullRequest {
  readonly number: number;
  /** The branch that it is for, `main`; empty where the Hub does not tell. */
  readonly base: string;
  /** The first comment, which the Hub makes of the description. */
  readonly description: { readonly id: string; readonly author: string; readonly text: string };
  readonly commits: readonly { readonly author: string; readonly title: string }[];
}

const MOST_PAGES = 200;
/** A draft can be made a pull request that waits for its merging any moment. */
const OPEN: ReadonlySet<string> = new Set(['open', 'draft']);

/**
 * The numbers of an account's open pull requests in the repository, the oldest first. Throws a `WriteRefusal` when not all
 * of them can be seen.
 */
export async function openPullRequests(api: HubApi, author: string): Promise<number[]> {
  const found: number[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = new URLSearchParams({ type: 'pull_request', status: 'all', author, p: String(page) });
    const answer = fieldsOf(await api.json(`models/${api.id}/discussions?${query.toString()}`));
    const discussions = list(answer['discussions']).map(fieldsOf);
    const own = discussions.filter((one) => one['isPullRequest'] === true && OPEN.has(text(one['status'])) && isSame(nameOf(one), author));
    found.push(...own.map((one) => count(one['num'])));
    if (discussions.length === 0 || count(answer['start']) + discussions.length >= count(answer['count'])) return [...new Set(found)].sort((one, other) => one - other);
  }
  throw new WriteRefusal(`${api.id} has more pull requests of ${author} than can be looked through`, 'Close those that are done with.');
}

/** One pull request. Throws a `WriteRefusal` when it cannot be had. */
export async function pullRequest(api: HubApi, number: number): Promise<PullRequest> {
  const answer = fieldsOf(await api.json(`models/${api.id}/discussions/${number}`));
  const events = list(answer['events']).map(fieldsOf);
  const first = events.find((event) => event['type'] === 'comment') ?? {};
  return {
    number,
    base: text(fieldsOf(answer['changes'])['base']).replace(/^refs\/heads\//, ''),
    description: { id: text(first['id']), author: nameOf(first), text: text(fieldsOf(fieldsOf(first['data'])['latest'])['raw']) },
    commits: events.filter((event) => event['type'] === 'commit').map((event) => ({ author: nameOf(event), title: text(fieldsOf(event['data'])['subject']) })),
  };
}

/** Puts another text in the place of a pull request's description. */
export async function describe(api: HubApi, { number, description }: PullRequest, content: string): Promise<void> {
  await api.json(`models/${api.id}/discussions/${number}/comment/${encodeURIComponent(description.id)}/edit`, { content });
}

/** Closes a pull request, and says why. */
export async function close(api: HubApi, number: number, comment: string): Promise<void> {
  await api.json(`models/${api.id}/discussions/${number}/status`, { status: 'closed', comment });
}

/** The page of a pull request. */
export function pageOf(api: HubApi, number: number): string {
  return `${api.endpoint}/${api.id}/discussions/${number}`;
}

function nameOf(entry: Readonly<Record<string, unknown>>): string {
  return text(fieldsOf(entry['author'])['name']);
}
