import type { TargetErrorCode } from '../../report.ts';
import { TargetError } from '../../errors/target-error.ts';
import { isGithubLimit, type GithubRefusal } from './answer.ts';
import type { GithubTarget } from './target.ts';
import { rateLimitError, secondsAsked } from '../http/rate-limit.ts';
import { RemoteError } from '../../errors/remote-error.ts';

/** What was asked for, and with which right. */
export interface Asked {
  readonly target: GithubTarget;
  /** The host of the API. */
  readonly host: string;
  /** A token was given. */
  readonly withToken: boolean;
  /** Why GitHub would not take the token, where it was asked without it then. */
  readonly refusal: GithubRefusal | null;
}

const HINTS: Readonly<Partial<Record<TargetErrorCode, string>>> = {
  network: 'Try again in a while; look at the connection, at GITHUB_API_URL, and at https://www.githubstatus.com.',
  'too-large': 'Download the repository and name its folder.',
  invalid: "GITHUB_API_URL has to be the address of GitHub's API, https://api.github.com or that of your server.",
};
const MORE_WITH_TOKEN = ' With a token (--token or GITHUB_TOKEN) GitHub answers many more.';

/** What a failed request says of the target. No words of the server are in it. */
export function githubError(failure: GithubRefusal | RemoteError, asked: Asked): TargetError {
  const {
    target: { owner, repo, ref },
    host,
    withToken,
    refusal,
  } = asked;
  const where = host === 'api.github.com' ? 'GitHub' : `GitHub at ${host}`;
  const name = `${owner}/${repo}`;
  if (failure instanceof RemoteError)
    return new TargetError(
      failure.code,
      `${failure.code === 'network' ? where : `What ${where} says of ${name}`} ${failure.message}`,
      HINTS[failure.code] ?? '',
    );
  const { status } = failure;
  if (isGithubLimit(failure)) return limitError(failure, where, withToken && refusal === null);
  if (refusal !== null && (status === 401 || status === 403 || status === 404))
    return refusedToken(refusal, name, where);
  if (status === 422 && ref !== null)
    return new TargetError(
      'not-found',
      `${name} has no branch, tag or commit “${ref}”`,
      'Name one behind the @. A folder inside a repository is no target.',
    );
  if (status === 404)
    return new TargetError(
      'not-found',
      `There is no repository ${name} on ${where}${ref === null ? '' : `, or no “${ref}” in it`}, or it is private`,
      missingHint(withToken),
    );
  if (status === 409)
    return new TargetError('not-found', `${name} is empty: it has no commit`, 'Push the model first.');
  if (status === 451)
    return new TargetError(
      'forbidden',
      `${name} is blocked on ${where} for legal reasons`,
      'Nobody can read it there.',
    );
  if (status === 401 || status === 403)
    return new TargetError(
      'forbidden',
      `${where} does not let ${name} be read`,
      'Whoever owns the repository may have closed it, or bound it to certain addresses.',
    );
  return new TargetError(
    'network',
    `${where} answered with status ${status} when asked for ${name}`,
    HINTS.network ?? '',
  );
}

function limitError(answer: GithubRefusal, where: string, withToken: boolean): TargetError {
  const seconds = secondsAsked(answer);
  const again = seconds === null ? 'Wait a few minutes.' : `It answers again at ${timeIn(seconds)}.`;
  return new TargetError(
    'rate-limited',
    `${where} ${rateLimitError(answer).message}`,
    `${again}${withToken ? '' : MORE_WITH_TOKEN}`,
  );
}

function timeIn(seconds: number): string {
  const moment = new Date(Date.now() + seconds * 1000);
  return Number.isNaN(moment.getTime())
    ? 'some distant day'
    : `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function refusedToken(refusal: GithubRefusal, name: string, where: string): TargetError {
  if (refusal.status === 401)
    return new TargetError(
      'forbidden',
      `${where} does not know the token, and shows no ${name} without one`,
      'Renew the token that --token, GITHUB_TOKEN or GH_TOKEN gives.',
    );
  if (refusal.header('x-github-sso') !== null)
    return new TargetError(
      'forbidden',
      `The owner of ${name} wants the token to be authorized by single sign-on`,
      'Authorize it for the organization among your tokens on GitHub (Configure SSO).',
    );
  return new TargetError(
    'forbidden',
    `${where} does not let this token read ${name}`,
    'Give the token the right to read the contents of the repository.',
  );
}

function missingHint(withToken: boolean): string {
  const spelling = 'Look at the spelling';
  return withToken
    ? `${spelling}; for a private repository the token needs the right to read its contents.`
    : `${spelling}; for a private repository give a token (--token or GITHUB_TOKEN).`;
}
