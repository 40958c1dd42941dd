import { answered, answerOf, boundedFetch, type Bounds, type Fetch } from '../sources/bounded-fetch.ts';
import { RemoteError } from '../sources/remote-error.ts';
import { HubRefusal, refusalOf, unanswered, type FailedAnswer } from './hub-refusal.ts';

/** How to write to the Hub. */
export interface HubWriting {
  /** `https://huggingface.co` */
  readonly endpoint: string;
  /** For the endpoint alone. */
  readonly token: string;
  readonly fetch: Fetch;
}

const BOUNDS: Bounds = { request: 30_000, all: 60_000, pause: 20_000, body: 16 * 1024 * 1024 };
/** A commit makes the Hub work for a while. */
const COMMIT_TIME = 90_000;

/** Asks the API about one model, and lets a client ask it, with the token. */
export class HubApi {
  readonly id: string;
  readonly endpoint: string;
  readonly #writing: HubWriting;

  constructor(id: string, writing: HubWriting) {
    this.id = id;
    this.endpoint = writing.endpoint;
    this.#writing = writing;
  }

  /**
   * The JSON of an answer to `GET /api/…`, or to a `POST` of `body`, which has to be one that may come twice.
   * Throws a `HubRefusal` when none comes.
   */
  async json(path: string, body?: unknown): Promise<unknown> {
    const post = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
    const response = await this.#asked(`${this.endpoint}/api/${path}`, post);
    if (!response.ok) throw refusalOf(await failed(response), this.id);
    try {
      return await response.json();
    } catch {
      throw new HubRefusal('The Hub answered with what is no JSON', 'Look at HF_ENDPOINT: it has to be the address of the Hub.');
    }
  }

  /** What one request of a client that writes comes to. */
  recording(): Recording {
    return new Recording(this.id, this.#writing);
  }

  async #asked(url: string, init: RequestInit): Promise<Response> {
    try {
      return await boundedFetch(this.#writing.fetch, BOUNDS)(url, signed(url, { ...init, redirect: 'manual' }, this.#writing));
    } catch (error) {
      throw error instanceof RemoteError ? unanswered(error) : error;
    }
  }
}

/** A `fetch` for a client that writes: nothing is sent twice, and it keeps why a request failed, which the client's errors do not tell. */
export class Recording {
  readonly #id: string;
  readonly #writing: HubWriting;
  #failure: HubRefusal | null = null;
  #unsure = false;

  constructor(id: string, writing: HubWriting) {
    this.#id = id;
    this.#writing = writing;
  }

  /** Why the last request was refused; null when none was. */
  get failure(): HubRefusal | null {
    return this.#failure;
  }

  /** True when the commit was sent and nobody knows what became of it. */
  get unsure(): boolean {
    return this.#unsure;
  }

  readonly fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = input instanceof Request ? input.url : String(input);
    const commits = new URL(url).pathname.includes('/commit/');
    try {
      // Until the whole answer is here, it may have come through.
      this.#unsure = commits;
      const response = await answered(this.#writing.fetch, url, signed(url, { ...init, redirect: 'manual' }, this.#writing), { time: COMMIT_TIME, body: BOUNDS.body, cut: false });
      this.#unsure = commits && (response.ok || response.status >= 500);
      if (!response.ok) this.#failure = refusalOf(await failed(response.clone()), this.#id);
      return response;
    } catch (error) {
      if (error instanceof RemoteError) this.#failure = unanswered(error);
      throw error;
    }
  };
}

/** Another host gets no token, whoever asks: the client uploads to where the Hub sends it. */
function signed(url: string, init: RequestInit, { endpoint, token }: HubWriting): RequestInit {
  const headers = new Headers(init.headers);
  headers.delete('Authorization');
  headers.set('User-Agent', 'llama-license-lint');
  if (new URL(url).origin === new URL(endpoint).origin) headers.set('Authorization', `Bearer ${token}`);
  return { ...init, headers };
}

async function failed(response: Response): Promise<FailedAnswer> {
  return { ...answerOf(response), code: response.headers.get('x-error-code'), message: `${response.headers.get('x-error-message') ?? ''} ${await response.text()}` };
}
