import { isHubId, type AskModel, type HubModel, type Relative } from '../../snapshot/hub-model.ts';
import { decodeText } from '../../snapshot/decode-text.ts';
import { TEXT_LIMIT } from '../../snapshot/snapshot.ts';
import type { FileText } from '../../snapshot/file-text.ts';
import { isPassing, TargetError } from '../../errors/target-error.ts';
import type { HubCache } from './disk-cache.ts';
import type { HubClientAccess } from './client.ts';
import { checkedPart, checkedWhole, toldOf, type WantedFile } from './content.ts';
import { hubFileOf, hubModelOf, type HubFile } from './fields.ts';
import { atEndpoint, followed, isAt } from './redirects.ts';
import { hubError, HubRefusal, refusalOf } from './refusal.ts';
import type { HubRequest, HubRequests } from './requests.ts';
import type { HubTarget } from './target.ts';
import { withNextPage } from '../http/next-page.ts';
import { RemoteError } from '../../errors/remote-error.ts';

/** A file's content, or why there is none. */
export type HubContent =
  | { readonly bytes: Uint8Array; readonly unread: null }
  | { readonly bytes: null; readonly unread: 'missing' | 'gated' | 'too-large' };

/** Bytes from `start`, at most `length` of them. */
export interface HubRange {
  readonly start: number;
  readonly length: number;
}

const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
/**
 * A repository with more files, which the Hub advises against, is listed in part: each page of a thousand is a request.
 */
const MAX_FILES = 100_000;

/** An account of a hundred thousand models has fewer. */
const MAX_PAGES = 2000;

/** Milliseconds before a model is asked for again that failed for a moment: each time costs all the repeats. */
const RETRY_AFTER_MS = 60_000;

const WEB_PAGE = 'answered with a web page in the place of data: a proxy or a login may stand in between';

/** The Hub, as all targets of a run ask it. Whatever cannot be had is a `TargetError`. */
export class HubServer {
  readonly endpoint: string;
  readonly #token: string | null;
  readonly #requests: HubRequests;
  readonly #cache: HubCache;
  readonly #asked = new Map<string, Promise<Relative>>();
  /** When models failed that may be had another time. */
  readonly #failed = new Map<string, number>();
  readonly #known = new Map<string, HubModel>();
  #badToken = false;

  /** `endpoint` is `https://huggingface.co`, or the address of a mirror. */
  constructor(endpoint: string, token: string | null, requests: HubRequests, cache: HubCache) {
    this.endpoint = endpoint;
    this.#token = token;
    this.#requests = requests;
    this.#cache = cache;
  }

  /** True while the Hub takes a token. */
  get hasToken(): boolean {
    return this.#token !== null && !this.#badToken;
  }

  /**
   * What the Hub says of a model and of one of its revisions; of the branch `main` for null. One request, two without a
   * commit.
   */
  async model(id: string, revision: string | null): Promise<HubModel> {
    const target: HubTarget = { id, revision };
    return this.#answered(target, async () => {
      const { modelFields, modelFieldsAlone } = await import('./client.ts');
      const model = hubModelOf(
        await modelFields(id, revision, this.#clientAccess()).catch(async (error: unknown) => {
          if (revision !== null || !(error instanceof HubRefusal) || error.kind !== 'no-revision') throw error;
          return modelFieldsAlone(id, this.#clientAccess());
        }),
      );
      if (model === null) throw new RemoteError('invalid', 'holds no model');
      return model;
    });
  }

  /** The models of an account, or those that name a model as their base; a request for some hundred of them. */
  async *models(search: { readonly owner: string } | { readonly baseOf: string }): AsyncGenerator<HubModel> {
    const target: HubTarget = { id: 'owner' in search ? search.owner : search.baseOf, revision: null };
    const { listedModels } = await import('./client.ts');
    const list = listedModels(
      'owner' in search ? search : { tag: `base_model:${search.baseOf}` },
      this.#clientAccess(),
    );
    for (;;) {
      const next = await this.#answered(target, async () => list.next());
      if (next.done === true) return;
      const model = hubModelOf(next.value);
      if (model === null) continue;
      this.#known.set(model.id.toLowerCase(), model);
      yield model;
    }
  }

  /**
   * The files of a commit, sorted by path; `more` where there are more than are listed. A request for each thousand.
   */
  async tree({ id, sha, keep }: HubState): Promise<{ readonly files: readonly HubFile[]; readonly more: boolean }> {
    const key = { id, sha, part: 'tree' };
    const kept = keep ? this.#cache.read(key) : null;
    if (kept !== null) return JSON.parse(new TextDecoder().decode(kept)) as { files: HubFile[]; more: boolean };
    const tree = await this.#answered({ id, revision: sha }, async () => {
      const { files, more } = await this.#listed(id, sha, 'all');
      // The card, the agreement and the notices mostly lie at the root, wherever that stands in the list.
      if (more) for (const file of (await this.#listed(id, sha, 'root')).files.values()) files.set(file.path, file);
      return { files: [...files.values()].sort((one, other) => (one.path < other.path ? -1 : 1)), more };
    });
    if (keep) this.#cache.write(key, new TextEncoder().encode(JSON.stringify(tree)));
    return tree;
  }

  async #listed(
    id: string,
    sha: string,
    of: 'all' | 'root',
  ): Promise<{ readonly files: Map<string, HubFile>; readonly more: boolean }> {
    const { treeEntries } = await import('./client.ts');
    const files = new Map<string, HubFile>();
    for await (const entry of treeEntries(id, sha, of, this.#clientAccess())) {
      const file = hubFileOf(entry);
      if (file === null) continue;
      if (files.size >= MAX_FILES) return { files, more: true };
      files.set(file.path, file);
    }
    return { files, more: false };
  }

  /**
   * A file at a revision, whole or in part; whole, it has at most `TEXT_LIMIT` bytes. One request. What is not of the
   * size and the hash that the Hub tells is an error, and is not kept.
   */
  async file({ id, sha, keep }: HubState, file: WantedFile, range: HubRange | null): Promise<HubContent> {
    const { path } = file;
    const key = { id, sha, part: range === null ? `file ${path}` : `bytes ${range.start} ${range.length} ${path}` };
    const kept = keep ? this.#cache.read(key) : null;
    if (kept !== null) return { bytes: kept, unread: null };
    const content = await this.#answered({ id, revision: sha }, async () => this.#resolved(id, sha, file, range));
    if (keep && content.bytes !== null) this.#cache.write(key, content.bytes);
    return content;
  }

  /**
   * What another model's lineage needs. Each is asked for once in a run, and not at all where a list has told of it;
   * what failed for a moment is asked for again a while later, for others may come from the same model.
   */
  readonly ask: AskModel = async (id) => {
    const key = id.toLowerCase();
    const failed = this.#failed.get(key) ?? Infinity;
    const asked = performance.now() - failed > RETRY_AFTER_MS ? null : (this.#asked.get(key) ?? null);
    if (asked !== null) return asked;
    this.#failed.delete(key);
    const asking = this.#noted(key, this.#relative(id, key));
    this.#asked.set(key, asking);
    return asking;
  };

  async #noted<T>(key: string, asking: Promise<T>): Promise<T> {
    try {
      return await asking;
    } catch (error) {
      if (error instanceof TargetError && isPassing(error.code)) this.#failed.set(key, performance.now());
      throw error;
    }
  }

  async #relative(id: string, key: string): Promise<Relative> {
    if (!isHubId(id)) throw new TargetError('invalid', `${id.slice(0, 200)} is no id of a model on the Hub`, '');
    const model = this.#known.get(key) ?? (await this.model(id, null));
    let card: Promise<FileText> | null = null;
    return { model, card: async () => (card ??= this.#noted(key, this.#card(model))) };
  }

  async #card(model: HubModel): Promise<FileText> {
    const content = await this.file(stateOf(model), { path: 'README.md', size: null, hash: null }, null);
    return content.bytes === null ? { text: null, unread: content.unread } : decodeText(content.bytes);
  }

  /** For one list: it has so many pages at most, and no page twice. */
  #clientAccess(): HubClientAccess {
    const pages = new Set<string>();
    return {
      endpoint: this.endpoint,
      fetch: async (url) => {
        if (pages.has(url) || pages.size >= MAX_PAGES)
          throw new RemoteError('invalid', 'goes on from page to page without an end');
        pages.add(url);
        const response = await this.#followed(
          { headers: { Accept: 'application/json' }, bucket: 'api', body: MAX_ANSWER_BYTES, cut: false },
          url,
        );
        if (!response.ok) throw await refusalOf(response, false);
        if (/^text\/html\b/i.test(response.headers.get('content-type') ?? ''))
          throw new RemoteError('network', WEB_PAGE);
        return withNextPage(response, {
          page: url,
          endpoint: this.endpoint,
          translate: (next) => atEndpoint(next, this.endpoint),
        });
      },
    };
  }

  async #resolved(id: string, sha: string, file: WantedFile, range: HubRange | null): Promise<HubContent> {
    const url = `${this.endpoint}/${id}/resolve/${encodeURIComponent(sha)}/${file.path.split('/').map(encodeURIComponent).join('/')}`;
    const asks = range === null ? {} : { Range: `bytes=${range.start}-${range.start + range.length - 1}` };
    // A server that ignores the range begins with the file's first byte.
    const body = range === null ? TEXT_LIMIT + 1 : range.start + range.length;
    let wanted = file;
    const response = await this.#followed(
      { headers: { 'Accept-Encoding': 'identity', ...asks }, bucket: 'resolvers', body, cut: true },
      url,
      (headers) => {
        wanted = toldOf(wanted, headers);
      },
    );
    if (!response.ok && response.status !== 416) return unreadable(await refusalOf(response, false));
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (range !== null) return { bytes: checkedPart(bytes, range, response, wanted), unread: null };
    if (bytes.length > TEXT_LIMIT && wanted.size === null) return { bytes: null, unread: 'too-large' };
    return { bytes: checkedWhole(bytes, wanted), unread: null };
  }

  /**
   * A token that the Hub does not know spoils nothing that everybody may read: it is left out from then on. An answer
   * that may be about the token or about the model is about the token where it is another one without.
   */
  async #followed(
    request: Omit<HubRequest, 'url'>,
    url: string,
    heard?: (headers: Headers) => void,
  ): Promise<Response> {
    const token = this.hasToken ? this.#token : null;
    const response = await this.#asking(request, url, token, heard);
    if (token === null || response.status !== 401 || response.headers.has('x-error-code')) return response;
    const without = await this.#asking(request, url, null, heard);
    if (
      (without.status < 500 && without.status !== 401) ||
      /invalid credentials/i.test(response.headers.get('x-error-message') ?? (await response.text()))
    )
      this.#badToken = true;
    return without;
  }

  /** `heard` is told the headers of what the endpoint itself answers: another host may say anything of a file. */
  async #asking(
    request: Omit<HubRequest, 'url'>,
    url: string,
    token: string | null,
    heard?: (headers: Headers) => void,
  ): Promise<Response> {
    return followed(url, { endpoint: this.endpoint, token }, async (at, headers) => {
      const own = isAt(this.endpoint, at);
      const response = await this.#requests.ask({
        ...request,
        url: at,
        headers: { ...request.headers, ...headers },
        bucket: own ? request.bucket : null,
      });
      if (own) heard?.(response.headers);
      return response;
    });
  }

  async #answered<T>(target: HubTarget, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof TargetError) throw error;
      const failure =
        error instanceof HubRefusal || error instanceof RemoteError
          ? error
          : new RemoteError('invalid', 'came in a form that the Hub does not have');
      throw hubError(failure, {
        target,
        host: new URL(this.endpoint).host,
        withToken: this.#token !== null,
        badToken: this.#badToken,
      });
    }
  }
}

/** One state of a model. What everybody may read can be kept; `keep` is false for what only some may. */
export interface HubState {
  readonly id: string;
  /** A commit, or the name of a branch, of which nothing is kept. */
  readonly sha: string;
  readonly keep: boolean;
}

/** The state of a model that the Hub tells of. */
export function stateOf({ id, sha, gated, private: closed }: HubModel): HubState {
  return { id, sha: sha ?? 'main', keep: sha !== null && !gated && !closed };
}

function unreadable(failure: HubRefusal | RemoteError): HubContent {
  if (failure instanceof RemoteError) throw failure;
  if (failure.kind === 'gated') return { bytes: null, unread: 'gated' };
  if (failure.kind === 'no-file') return { bytes: null, unread: 'missing' };
  throw failure;
}
