import { hubError, refusalOf } from '../sources/hub/refusal.ts';
import type { HubTarget } from '../sources/hub/target.ts';

/** Why a change on the Hub was not made. It contains no text of the server, which could include a token. */
export class WriteRefusal extends Error {
  /** What to do about it. */
  readonly hint: string;
  /**
   * `token`: another token is needed. `moved`: the branch has new commits. `unsure`: something may have been changed
   * nevertheless.
   */
  readonly about: 'token' | 'moved' | 'unsure' | null;

  /** `says` is a sentence without its period. */
  constructor(says: string, hint: string, about: WriteRefusal['about'] = null) {
    super(says);
    this.name = 'WriteRefusal';
    this.hint = hint;
    this.about = about;
  }
}

const TOKENS = 'https://huggingface.co/settings/tokens';

/** The refusal for an error answer. The client that writes drops the headers, which have most of the information. */
export async function writeRefusal(response: Response, target: HubTarget, host: string): Promise<WriteRefusal> {
  const { id } = target;
  const { status, headers } = response;
  const message = `${headers.get('x-error-message') ?? ''} ${await response.clone().text()}`;
  if (/discussions are disabled/i.test(message))
    return new WriteRefusal(
      `${id} has discussions, and with them pull requests, turned off`,
      'Its owner can turn them on in the settings, or apply the patch that --diff writes.',
    );
  if (status === 409 || status === 412)
    return new WriteRefusal(
      `${id} changed in the meantime, so the Hub rejected the commit`,
      'Run it again: it starts with the current files.',
      'moved',
    );
  if (status >= 300 && status < 400) return new WriteRefusal(`${id} has moved`, 'Use its current id on the Hub.');
  if (status === 403 && /write token/i.test(message)) return readOnlyToken();
  const refusal = await refusalOf(response, true);
  if ('kind' in refusal && refusal.kind === 'forbidden')
    return new WriteRefusal(
      `This token cannot write to ${id}`,
      `A fine-grained token needs the permission for this repository, or for pull requests in general: ${TOKENS}`,
    );
  return refusalFrom(refusal, target, host);
}

/** The refusal for a token that can only read, whatever its account may do. */
export function readOnlyToken(): WriteRefusal {
  return new WriteRefusal(
    'This token is read-only',
    `Create one that can write, and set HF_TOKEN to it: ${TOKENS}`,
    'token',
  );
}

/** The refusal for an error of the Hub, in the words of a check. */
export function refusalFrom(failure: Parameters<typeof hubError>[0], target: HubTarget, host: string): WriteRefusal {
  const { message, hint } = hubError(failure, { target, host, withToken: true, badToken: false });
  return new WriteRefusal(message, hint, 'kind' in failure && failure.kind === 'bad-token' ? 'token' : null);
}
