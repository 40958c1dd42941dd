import { TargetError } from '../../errors/target-error.ts';
import type { TargetErrorCode } from '../../report.ts';
import { answerOf } from '../http/bounded-fetch.ts';
import type { HubTarget } from './target.ts';
import { isRateLimited, rateLimitError } from '../http/rate-limit.ts';
import { RemoteError } from '../../errors/remote-error.ts';

/** What the Hub means by an answer that is an error. Its code decides; its status only where there is none. */
export type HubRefusalKind =
  'no-repository' | 'no-revision' | 'no-file' | 'gated' | 'disabled' | 'forbidden' | 'bad-token' | 'blocked';

/** An answer of the Hub that is an error about what was asked for. */
export class HubRefusal extends Error {
  readonly kind: HubRefusalKind;

  constructor(kind: HubRefusalKind) {
    super(`the Hub refuses: ${kind}`);
    this.name = 'HubRefusal';
    this.kind = kind;
  }
}

const KINDS: ReadonlyMap<string, HubRefusalKind> = new Map([
  ['RepoNotFound', 'no-repository'],
  ['RevisionNotFound', 'no-revision'],
  ['EntryNotFound', 'no-file'],
  ['GatedRepo', 'gated'],
  ['DisabledRepo', 'disabled'],
]);

/**
 * The error for an answer that is one. Without a token the Hub says 401 of what is missing or private; with a token,
 * 401 without a code is about the token.
 */
export async function refusalOf(response: Response, withToken: boolean): Promise<HubRefusal | RemoteError> {
  const { status, headers } = response;
  const kind = KINDS.get(headers.get('x-error-code') ?? '');
  if (kind !== undefined) return new HubRefusal(kind);
  if (isRateLimited(answerOf(response))) return rateLimitError(answerOf(response));
  if (status === 401) return new HubRefusal(withToken ? 'bad-token' : 'no-repository');
  if (status === 403)
    return new HubRefusal(
      /is disabled/i.test(headers.get('x-error-message') ?? (await response.text())) ? 'disabled' : 'forbidden',
    );
  if (status === 404 || status === 410) return new HubRefusal('no-file');
  if (status === 451) return new HubRefusal('blocked');
  return new RemoteError(status >= 400 && status < 500 ? 'invalid' : 'network', `answered with status ${status}`);
}

/** What was asked for, and with which right. */
export interface AskedOfHub {
  readonly target: HubTarget;
  /** The host of the endpoint. */
  readonly host: string;
  readonly withToken: boolean;
  /** The Hub did not know the token, and was asked without it then. */
  readonly badToken: boolean;
}

const HINTS: Readonly<Partial<Record<TargetErrorCode, string>>> = {
  network: 'Try again in a while; look at the connection, at HF_ENDPOINT, and at https://status.huggingface.co.',
  'too-large': 'Download the repository and name its folder.',
  invalid: 'HF_ENDPOINT has to be the address of the Hub, https://huggingface.co or that of your mirror.',
};

/** What a failed request says of the target. No words of the server are in it. */
export function hubError(
  failure: HubRefusal | RemoteError,
  { target: { id, revision }, host, withToken, badToken }: AskedOfHub,
): TargetError {
  const where = host === 'huggingface.co' ? 'the Hugging Face Hub' : `the Hub at ${host}`;
  if (failure instanceof RemoteError) {
    const hint =
      failure.code === 'rate-limited'
        ? `Wait some minutes.${withToken && !badToken ? '' : ' With a token (HF_TOKEN or hf auth login) the Hub answers more.'}`
        : (HINTS[failure.code] ?? '');
    return new TargetError(
      failure.code,
      `${failure.code === 'network' || failure.code === 'rate-limited' ? capital(where) : `What ${where} says of ${id}`} ${failure.message}`,
      hint,
    );
  }
  switch (failure.kind) {
    case 'no-revision':
      return new TargetError(
        'not-found',
        `${id} has no branch, tag or commit “${revision ?? 'main'}”`,
        'Name one behind the @.',
      );
    case 'gated':
      return new TargetError(
        'gated',
        `${id} is gated${withToken ? ', and this token has no access to it' : ', and no token was given'}`,
        `Ask for access at https://${host}/${id}${withToken ? '.' : ', then give a token (HF_TOKEN or hf auth login).'}`,
      );
    case 'disabled':
      return new TargetError(
        'forbidden',
        `${id} is disabled on ${where}`,
        'The Hub lets nobody read it. Whoever owns it can ask the Hub for the reason.',
      );
    case 'blocked':
      return new TargetError(
        'forbidden',
        `${id} is blocked on ${where} for legal reasons`,
        'Nobody can read it there.',
      );
    case 'forbidden':
      return new TargetError(
        'forbidden',
        `${capital(where)} does not let ${id} be read`,
        withToken ? 'Give a token that may read the repository.' : 'Give a token (HF_TOKEN or hf auth login).',
      );
    case 'bad-token':
      return new TargetError(
        'forbidden',
        `${capital(where)} does not know the token`,
        'Renew the token that HF_TOKEN or hf auth login gives.',
      );
    case 'no-file':
    case 'no-repository': {
      const spelling = 'Look at the spelling';
      const hint = badToken
        ? 'The Hub does not know the token that HF_TOKEN or hf auth login gives: renew it.'
        : withToken
          ? `${spelling}; for a private repository the token needs the right to read it.`
          : `${spelling}; for a private repository give a token (HF_TOKEN or hf auth login).`;
      return new TargetError('not-found', `There is no model ${id} on ${where}, or it is private`, hint);
    }
  }
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
