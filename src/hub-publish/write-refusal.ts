import { hubError, refusalOf } from '../sources/hub/refusal.ts';
import type { HubTarget } from '../sources/hub/target.ts';
import type { RemoteError } from '../errors/remote-error.ts';

/** Why nothing, or nothing more, was changed on the Hub. No words of the server are in it: they may hold a token. */
export class WriteRefusal extends Error {
  /** What to do about it. */
  readonly hint: string;
  /** `token`: another token is needed. `moved`: the branch has other commits than those that were known of. `unsure`: something may have been changed all the same. */
  readonly about: 'token' | 'moved' | 'unsure' | null;

  /** `says` is a whole sentence about the repository, without its full stop. */
  constructor(says: string, hint: string, about: WriteRefusal['about'] = null) {
    super(says);
    this.name = 'WriteRefusal';
    this.hint = hint;
    this.about = about;
  }
}

const TOKENS = 'https://huggingface.co/settings/tokens';

/** What an answer that is an error means for whoever wanted to write. The client that writes loses its headers, which say most. */
export async function writeRefusal(response: Response, target: HubTarget, host: string): Promise<WriteRefusal> {
  const { id } = target;
  const { status, headers } = response;
  const message = `${headers.get('x-error-message') ?? ''} ${await response.clone().text()}`;
  if (/discussions are disabled/i.test(message))
    return new WriteRefusal(
      `${id} has its discussions turned off, and pull requests with them`,
      'Its owner can turn them on in the settings, or take the patch that --diff writes.',
    );
  if (status === 409 || status === 412)
    return new WriteRefusal(
      `${id} was changed meanwhile, so that the Hub took nothing`,
      'Run it again: it begins with the files as they are now.',
      'moved',
    );
  if (status >= 300 && status < 400) return new WriteRefusal(`${id} has moved`, 'Name it as the Hub does today.');
  if (status === 403 && /write token/i.test(message)) return readOnlyToken();
  const refusal = await refusalOf(response, true);
  if ('kind' in refusal && refusal.kind === 'forbidden')
    return new WriteRefusal(
      `This token may not write to ${id}`,
      `A fine-grained token has to allow it, for this repository or for pull requests in general: ${TOKENS}`,
    );
  return asTold(refusal, target, host);
}

/** What a request without an answer means. */
export function unanswered(error: RemoteError, target: HubTarget, host: string): WriteRefusal {
  return asTold(error, target, host);
}

/** For a token that can only read, whatever its account may do. */
export function readOnlyToken(): WriteRefusal {
  return new WriteRefusal(
    'This token may only read',
    `Make one that may write, and set HF_TOKEN to it: ${TOKENS}`,
    'token',
  );
}

/** As for whoever reads. */
function asTold(failure: Parameters<typeof hubError>[0], target: HubTarget, host: string): WriteRefusal {
  const { message, hint } = hubError(failure, { target, host, withToken: true, badToken: false });
  return new WriteRefusal(message, hint, 'kind' in failure && failure.kind === 'bad-token' ? 'token' : null);
}
