import { fieldsOf } from '../system/object-fields.ts';
import type { HubApi } from './hub-api.ts';
import { list, text } from './json.ts';
import { isSame } from './names.ts';
import { readOnlyToken, WriteRefusal } from './write-refusal.ts';

/** The account of a token. */
export interface HubAccount {
  readonly name: string;
  /** Organizations in which the account has a role that can write. */
  readonly organizations: readonly string[];
}

const READING_ROLES: ReadonlySet<string> = new Set(['read', 'no_access']);

/** The account of the token. Throws a `WriteRefusal` if the Hub does not accept the token, or if it is read-only. */
export async function hubAccount(api: HubApi): Promise<HubAccount> {
  const answer = fieldsOf(await api.json('whoami-v2'));
  const name = text(answer['name']);
  if (name === '')
    throw new WriteRefusal(
      'The Hub does not report the owner of the token',
      'Check HF_ENDPOINT: it must be the address of the Hub.',
    );
  if (text(fieldsOf(fieldsOf(answer['auth'])['accessToken'])['role']) === 'read') throw readOnlyToken();
  const organizations = list(answer['orgs'])
    .map(fieldsOf)
    .filter((one) => !READING_ROLES.has(text(one['roleInOrg'])));
  return { name, organizations: organizations.map((one) => text(one['name'])) };
}

/** True for a repository of the account or one of its organizations. The ids of some early models have no owner. */
export function isOwn(id: string, { name, organizations }: HubAccount): boolean {
  const [owner, model] = id.split('/');
  return owner !== undefined && model !== undefined && [name, ...organizations].some((one) => isSame(one, owner));
}
