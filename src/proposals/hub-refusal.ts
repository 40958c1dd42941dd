import type { TargetErrorCode } from '../report.ts';
import { isRateLimited, rateLimitError, type LimitedAnswer } from '../sources/rate-limit.ts';
import type { RemoteError } from '../sources/remote-error.ts';

/** An answer of the Hub that is no success, as far as it tells why. Its code and message come in headers, which the client loses. */
export interface FailedAnswer extends LimitedAnswer {
  /** `X-Error-Code`: `GatedRepo`, `RepoNotFound`, `RevisionNotFound`. */
  readonly code: string | null;
  readonly message: string;
}

/** Why nothing, or nothing more, was done on the Hub. No words of a server are in it: they may hold a token. */
export class HubRefusal extends Error {
  /** What to do about it. */
  readonly hint: string;
  /** True when the branch has other commits than those that were known of. */
  readonly moved: boolean;

  /** `says` is a whole sentence about the repository, without its full stop. */
  constructor(says: string, hint: string, moved = false) {
    super(says);
    this.name = 'HubRefusal';
    this.hint = hint;
    this.moved = moved;
  }
}

const TOKENS = 'https://huggingface.co/settings/tokens';

/** What a failed answer means for whoever wanted to write to the repository `id`. The code decides, the status only where there is none. */
export function refusalOf(answer: FailedAnswer, id: string): HubRefusal {
  const { status, code, message } = answer;
  if (code === 'GatedRepo') return new HubRefusal(`${id} is gated, and this token has no access to it`, `Ask for access on the page of the model, https://huggingface.co/${id}.`);
  if (/discussions are disabled/i.test(message)) return new HubRefusal(`${id} has its discussions turned off, and pull requests with them`, 'Its owner can turn them on in the settings, or take the patch that --diff writes.');
  if (/resource is disabled/i.test(message)) return new HubRefusal(`${id} is disabled by the Hub, so that nobody can write to it`, 'Its owner has to ask the Hub why.');
  if (code === 'RevisionNotFound') return new HubRefusal(`${id} has no such branch`, 'Name a branch behind the @; tags and commits cannot be added to.');
  if (isRateLimited(answer)) return new HubRefusal(`The Hub ${rateLimitError(answer).message}`, 'Run it again then.');
  if (status === 409 || status === 412) return new HubRefusal(`${id} was changed meanwhile, so that the Hub took nothing`, 'Run it again: it begins with the files as they are now.', true);
  if (status === 401) return new HubRefusal('The Hub does not know this token', `Set HF_TOKEN to one that is valid, or run hf auth login: ${TOKENS}`);
  if (status === 403) return forbidden(message, id);
  if (code === 'RepoNotFound' || status === 404) return new HubRefusal(`${id} does not exist, or is private and not for this token`, 'Look at the name, and at the account of the token.');
  if (status >= 300 && status < 400) return new HubRefusal(`${id} has moved, and commits do not follow`, 'Name it as the Hub does today.');
  return new HubRefusal(`The Hub answered with status ${status}, and nothing of ${id} was changed as far as it tells`, 'Try again in a while; look at https://status.huggingface.co.');
}

function forbidden(message: string, id: string): HubRefusal {
  if (/write token/i.test(message)) return readOnlyToken();
  return new HubRefusal(`This token may not write to ${id}`, `A fine-grained token has to allow it for this repository or for pull requests in general: ${TOKENS}`);
}

/** For a token that can only read, whatever its account may do. */
export function readOnlyToken(): HubRefusal {
  return new HubRefusal('This token may only read', `Make one that may write, and set HF_TOKEN to it: ${TOKENS}`);
}

const HINTS: Readonly<Partial<Record<TargetErrorCode, string>>> = {
  'rate-limited': 'Run it again then.',
};

/** What a request without an answer means. */
export function unanswered(error: RemoteError): HubRefusal {
  return new HubRefusal(`The Hub ${error.message}`, HINTS[error.code] ?? 'Try again in a while; look at the connection, and at HF_ENDPOINT.');
}
