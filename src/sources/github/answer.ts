import { fieldsOf } from '../../system/object-fields.ts';
import { isRateLimited, type LimitedAnswer } from '../http/rate-limit.ts';
import { RemoteError } from '../../errors/remote-error.ts';

/** An answer of GitHub that is an error. */
export interface GithubRefusal extends LimitedAnswer {
  /** GitHub's own words, to be compared with and never to be shown. */
  readonly says: string;
}

/** Why a request of the client came to nothing: what GitHub answered, or why there is no answer that can be read. */
export function failureIn(error: unknown): GithubRefusal | RemoteError {
  if (error instanceof RemoteError) return error;
  if (!(error instanceof Error)) return unreadable();
  if (error.cause instanceof RemoteError) return error.cause;
  const { status, headers, data } = fieldsOf('response' in error ? error.response : null);
  if (typeof status !== 'number') return unreadable();
  const message = typeof data === 'string' ? data : fieldsOf(data)['message'];
  return {
    status,
    header(name) {
      const value = fieldsOf(headers)[name];
      return typeof value === 'string' ? value : null;
    },
    says: typeof message === 'string' ? message : '',
  };
}

/**
 * True for an answer that asks to come again later. GitHub tells its secondary limits in words alone where it has no
 * moment to name.
 */
export function isGithubLimit(answer: GithubRefusal): boolean {
  return isRateLimited(answer) || (answer.status === 403 && /secondary rate limit|abuse detection/i.test(answer.says));
}

function unreadable(): RemoteError {
  return new RemoteError('invalid', 'came in a form that GitHub does not have');
}
