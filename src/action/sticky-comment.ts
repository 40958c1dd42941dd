import { failureIn, type GithubRefusal } from '../sources/github/answer.ts';
import { RemoteError } from '../errors/remote-error.ts';
import type { IssueComment, IssueComments } from './issue-comments.ts';

export interface Sticky {
  /** What the comment begins with, unseen. */
  readonly marker: string;
  /** Whether one is written where there is none yet. */
  readonly create: boolean;
  /** The whole comment, asked for only when one is written. */
  body(): Promise<string>;
}

/** What became of the comment. */
export interface Sticking {
  /** False where there was none, and none was to be written. */
  readonly written: boolean;
  /** Why GitHub did not do what had to be done; null when all went well. */
  readonly refusal: GithubRefusal | RemoteError | null;
}

/** Each round begins with a look at what is there, since other runs write, and people delete. */
const ROUNDS = 4;

/**
 * Keeps one comment of the token's own up to date: the oldest that begins with the marker. Others are removed: two runs
 * at once have each written one, or a request that seemed to fail had not. Never throws for what GitHub answers.
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
        // What was created a moment ago may not be listed yet.
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
    // Nothing was to be written, as far as anybody could see, or it is written already.
    const inVain = created === null && (found || sticky.create);
    return { written: created !== null, refusal: inVain ? failureIn(error) : null };
  }
}

/** A marker proves nothing: anybody can write it. */
async function ownComments(comments: IssueComments, marker: string): Promise<IssueComment[]> {
  const marked = await comments.list(marker);
  const viewer = marked.every(({ byApp }) => byApp) ? null : await comments.viewer();
  return marked.filter(({ byApp, author }) => byApp || (author !== null && author === viewer));
}

/** False when the comment was deleted in the meantime. */
async function updated(comments: IssueComments, { id, body: before }: IssueComment, body: string): Promise<boolean> {
  return folded(before) === folded(body) || present(comments.update(id, body));
}

/** GitHub keeps line ends as it likes. */
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
