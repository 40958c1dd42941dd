import { listFiles, listModels, modelInfo, type ModelAdditionalField } from '@huggingface/hub';

import type { Fetch } from '../http/bounded-fetch.ts';
import { fieldsOf } from '../../system/object-fields.ts';

/** How the client of the Hub asks. */
export interface HubClientAccess {
  /** `https://huggingface.co` */
  readonly endpoint: string;
  /**
   * Brings the token, follows redirects, and throws where the Hub answers with an error: the client loses what it says.
   */
  readonly fetch: Fetch;
}

// The client knows neither of `baseModels`, which the Hub gives all the same, nor that it hands fields over unread.
const FIELDS = ['sha', 'disabled', 'tags', 'cardData', 'baseModels'] as readonly string[] as ModelAdditionalField[];

/** What the Hub says of a model, field by field as the client hands it over. */
export async function modelFields(id: string, revision: string | null, access: HubClientAccess): Promise<unknown> {
  return modelInfo({
    name: id,
    additionalFields: FIELDS,
    ...(revision === null ? {} : { revision }),
    ...around(access),
  });
}

/**
 * The same, asked for without any revision: the client always names one, and a model without a commit has none. The
 * answer is as the Hub gives it, with the id where the client puts it.
 */
export async function modelFieldsAlone(id: string, { endpoint, fetch: ask }: HubClientAccess): Promise<unknown> {
  const query = [...FIELDS, 'private', 'gated'].map((field) => `expand=${field}`).join('&');
  const answer = fieldsOf(await (await ask(`${endpoint}/api/models/${id}?${query}`)).json());
  return { ...answer, name: answer['id'] };
}

/** The models of an account, or those that have a tag, each as `modelFields` gives it. */
export async function* listedModels(
  search: { readonly owner: string } | { readonly tag: string },
  access: HubClientAccess,
): AsyncGenerator {
  yield* listModels({
    search: 'owner' in search ? { owner: search.owner } : { tags: [search.tag] },
    additionalFields: FIELDS,
    ...around(access),
  });
}

/** The files and folders of a model at a commit, or those at its root alone. */
export async function* treeEntries(
  id: string,
  sha: string,
  of: 'all' | 'root',
  access: HubClientAccess,
): AsyncGenerator {
  yield* listFiles({ repo: { type: 'model', name: id }, revision: sha, recursive: of === 'all', ...around(access) });
}

function around({ endpoint, fetch: ask }: HubClientAccess): { hubUrl: string; fetch: typeof fetch } {
  return {
    hubUrl: endpoint,
    fetch: async (input, init) => ask(input instanceof Request ? input.url : input.toString(), init),
  };
}
