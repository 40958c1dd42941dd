import { failureIn, type GithubRefusal } from '../sources/github/answer.ts';
import { RemoteError } from '../errors/remote-error.ts';
import type { IssueComment, IssueComments } from './issue-comments.ts';

export interface Sticky {
  /** The invisible start of the comment. */
  readonly marker: string;
  /** Whether a missing comment is created. */
  readonly create: boolean;
  /** The whole comment, computed only when it is written. */
  body(): Promise<string>;
}

/** The result of an update. */
export interface Sticking {
  /** False if there was no comment, and none was to be created. */
  readonly written: boolean;
  /** Why GitHub refused a request; null on success. */
  readonly refusal: GithubRefusal | RemoteError | null;
}

/** Each round begins by listing the comments, since other runs create them and people delete them. */
const ROUNDS = 4;

/**
 * Keeps one comment of the token's user up to date: the oldest that begins with the marker. Others are removed; they
 * come from two runs at once, or from a request that only seemed to fail. Never throws for an answer of GitHub.
 */
export async function stick(comments: IssueComments, sticky: Sticky): Promise<Sticking> {
  let created: number | null = null;
  let found = false;
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [first, ...others] = await ownComments(comments, sticky.marker);
      found ||= first !== undefined;
      for (const { id } of others) await present(comments.remove(id));
      if (first === undefined) {
        // A new comment is not always listed at once.
        if (created !== null) return { written: true, refusal: null };
        if (!sticky.create) return { written: false, refusal: null };
        created = await comments.create(await sticky.body());
      } else if (first.id === created || (await updated(comments, first, await sticky.body()))) {
        return { written: true, refusal: null };
      } else {
        created = null;
      }
    }
    return { written: created !== null, refusal: null };
  } catch (error) {
    // The failure does not matter if nothing was to be written, or the comment already is.
    const inVain = created === null && (found || sticky.create);
    return { written: created !== null, refusal: inVain ? failureIn(error) : null };
  }
}

/** The comments with the marker that the token's user or an app wrote: anybody can write a marker. */
async function ownComments(comments: IssueComments, marker: string): Promise<IssueComment[]> {
  const marked = await comments.list(marker);
  const viewer = marked.every(({ byApp }) => byApp) ? null : await comments.viewer();
  return marked.filter(({ byApp, author }) => byApp || (author !== null && author === viewer));
}

/** False if the comment was deleted in the meantime. */
async function updated(comments: IssueComments, { id, body: before }: IssueComment, body: string): Promise<boolean> {
  return folded(before) === folded(body) || present(comments.update(id, body));
}

/** GitHub can change line ends. */
function folded(body: string): string {
  return body.replaceAll('\r\n', '\n').trim();
}

async function present(done: Promise<void>): Promise<boolean> {
  try {
    await done;
    return true;
  } catch (error) {
    const failure = failureIn(error);
    if (!(failure instanceof RemoteError) && (failure.status === 404 || failure.status === 410)) return false;
    throw error;
  }
}
