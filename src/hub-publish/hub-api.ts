import { answered, boundedFetch, type Bounds, type Fetch } from '../sources/http/bounded-fetch.ts';
import type { HubTarget } from '../sources/hub/target.ts';
import { RemoteError } from '../errors/remote-error.ts';
import { refusalFrom, WriteRefusal, writeRefusal } from './write-refusal.ts';

/** What is needed to write to the Hub. */
export interface HubWriting {
  /** `https://huggingface.co` */
  readonly endpoint: string;
  /** Sent only to the endpoint. */
  readonly token: string;
  readonly fetch: Fetch;
}

const BOUNDS: Bounds = { request: 30_000, all: 60_000, pause: 20_000, body: 16 * 1024 * 1024 };
/** Milliseconds before an refusalFrom request is repeated. */
const PAUSES = [300, 1500];
/** A commit takes the Hub a while. */
const COMMIT_TIME = 90_000;

/** The Hub's API for one model, with the token. */
export class HubApi {
  readonly id: string;
  readonly endpoint: string;
  readonly #target: HubTarget;
  readonly #writing: HubWriting;

  constructor(target: HubTarget, writing: HubWriting) {
    this.id = target.id;
    this.endpoint = writing.endpoint;
    this.#target = target;
    this.#writing = writing;
  }

  /**
   * The JSON answer to `GET /api/…`, or to a `POST` of `body`, which must be safe to repeat.
   * Throws a `WriteRefusal` without an answer.
   */
  async json(path: string, body?: unknown): Promise<unknown> {
    const url = `${this.endpoint}/api/${path}`;
    const post =
      body === undefined
        ? {}
        : { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
    try {
      const response = await this.#answer(url, signed(url, post, this.#writing));
      if (!response.ok) throw await writeRefusal(response, this.#target, hostOf(this.endpoint));
      return await response.json();
    } catch (error) {
      if (error instanceof RemoteError) throw refusalFrom(error, this.#target, hostOf(this.endpoint));
      if (error instanceof SyntaxError)
        throw new WriteRefusal(
          'The Hub did not answer with JSON',
          'Check HF_ENDPOINT: it must be the address of the Hub.',
        );
      throw error;
    }
  }

  /** Repeats the request if the connection breaks. */
  async #answer(url: string, init: RequestInit): Promise<Response> {
    const ask = boundedFetch(this.#writing.fetch, BOUNDS);
    for (const pause of PAUSES) {
      try {
        return await ask(url, init);
      } catch (error) {
        if (!(error instanceof RemoteError) || error.code !== 'network') throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    return ask(url, init);
  }

  recording(): Recording {
    return new Recording(this.#target, this.#writing);
  }
}

/**
 * A `fetch` for a client that writes. It repeats no request, and keeps the reason of a failure, which the client drops.
 */
export class Recording {
  readonly #target: HubTarget;
  readonly #writing: HubWriting;
  #failure: WriteRefusal | null = null;
  #unsure = false;

  constructor(target: HubTarget, writing: HubWriting) {
    this.#target = target;
    this.#writing = writing;
  }

  /** Why the last request failed; null if none did. */
  get failure(): WriteRefusal | null {
    return this.#failure;
  }

  /** True if a commit was sent, and it is unknown whether it succeeded. */
  get unsure(): boolean {
    return this.#unsure;
  }

  readonly fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = input instanceof Request ? input.url : String(input);
    const host = hostOf(this.#writing.endpoint);
    const commits = new URL(url).pathname.includes('/commit/');
    try {
      // Until the whole answer has arrived, the commit may have succeeded.
      this.#unsure = commits;
      const response = await answered(this.#writing.fetch, url, signed(url, init, this.#writing), {
        time: COMMIT_TIME,
        body: BOUNDS.body,
        cut: false,
      });
      this.#unsure = commits && (response.ok || response.status >= 500);
      if (!response.ok) this.#failure = await writeRefusal(response.clone(), this.#target, host);
      return response;
    } catch (error) {
      if (error instanceof RemoteError) this.#failure = refusalFrom(error, this.#target, host);
      throw error;
    }
  };
}

/** Adds the token for the endpoint only: the client uploads to other hosts as well. Redirects are not followed. */
function signed(url: string, init: RequestInit, { endpoint, token }: HubWriting): RequestInit {
  const headers = new Headers(init.headers);
  headers.delete('Authorization');
  headers.set('User-Agent', 'llama-license-lint');
  if (new URL(url).origin === new URL(endpoint).origin) headers.set('Authorization', `Bearer ${token}`);
  return { ...init, headers, redirect: 'manual' };
}

function hostOf(endpoint: string): string {
  return new URL(endpoint).host;
}
