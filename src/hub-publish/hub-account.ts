import { fieldsOf } from '../system/object-fields.ts';
import type { HubApi } from './hub-api.ts';
import { list, text } from './json.ts';
import { isSame } from './names.ts';
import { readOnlyToken, WriteRefusal } from './write-refusal.ts';

/** Whose token it is, and where it may write as far as the Hub tells. */
export interface HubAccount {
  readonly name: string;
  /** Organizations in which its role allows to write. */
  readonly organizations: readonly string[];
}

const READING_ROLES: ReadonlySet<string> = new Set(['read', 'no_access']);

/** The account of the token. Throws a `WriteRefusal` when the Hub does not know the token, or when it may only read. */
export async function hubAccount(api: HubApi): Promise<HubAccount> {
  const answer = fieldsOf(await api.json('whoami-v2'));
  const name = text(answer['name']);
  if (name === '')
    throw new WriteRefusal(
      'The Hub does not tell whose token this is',
      'Look at HF_ENDPOINT: it has to be the address of the Hub.',
    );
  if (text(fieldsOf(fieldsOf(answer['auth'])['accessToken'])['role']) === 'read') throw readOnlyToken();
  const organizations = list(answer['orgs'])
    .map(fieldsOf)
    .filter((one) => !READING_ROLES.has(text(one['roleInOrg'])));
  return { name, organizations: organizations.map((one) => text(one['name'])) };
}

/** True for a repository of the account, or of an organization in which it may write. A model of the first days has no owner in its id. */
export function isOwn(id: string, { name, organizations }: HubAccount): boolean {
  const [owner, model] = id.split('/');
  return owner !== undefined && model !== undefined && [name, ...organizations].some((one) => isSame(one, owner));
}
