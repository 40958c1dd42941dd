import { hubError, type HubReply } from './hub-reply.ts';
import type { HubRepo } from './hub-repository.ts';

/** Whom a token belongs to, and what it may do. */
export interface HubUser {
  readonly name: string;
  readonly role: 'read' | 'write';
  readonly orgs?: readonly { readonly name: string; readonly roleInOrg: 'admin' | 'write' | 'contributor' | 'read' }[];
  /** The gated and private models that it opens, beside its own and those of its organizations. */
  readonly opens?: readonly string[] | 'all';
}

/** A token that only reads and opens everything, one that opens nothing, or somebody's. */
export type HubToken = 'opens' | 'knows' | HubUser;

/** Who asks. */
export type Asker = HubUser | 'nobody' | 'unknown';

export const ACCESS = {
  invalid: 'Invalid credentials in Authorization header',
  disabled: 'Access to this resource is disabled.',
};

/** Who the token of a request belongs to. */
export function askerOf(authorization: string | undefined, tokens: Readonly<Record<string, HubToken>>): Asker {
  if (authorization === undefined) return 'nobody';
  const token = tokens[/^Bearer (.*)$/.exec(authorization)?.[1] ?? ''];
  if (token === undefined) return 'unknown';
  if (token === 'opens') return { name: 'reader', role: 'read', opens: 'all' };
  return token === 'knows' ? { name: 'reader', role: 'read' } : token;
}

export function opens(asker: Asker, id: string): boolean {
  return (
    typeof asker === 'object' && (asker.opens === 'all' || asker.opens?.includes(id) === true || belongsTo(asker, id))
  );
}

/** True when somebody may change a model: an owner, with a token that writes. */
export function maintains(asker: Asker, id: string): asker is HubUser {
  const namespace = id.split('/')[0];
  return (
    typeof asker === 'object' &&
    (asker.name === namespace ||
      asker.orgs?.some(({ name, roleInOrg }) => name === namespace && ['admin', 'write'].includes(roleInOrg)) === true)
  );
}

/**
 * Why a model may not be seen at all; null where it may. Nobody without a token learns what is private and what does
 * not exist.
 */
export function unseen(asker: Asker, id: string, repo: HubRepo | undefined): HubReply | null {
  if (asker === 'unknown') return hubError(401, null, ACCESS.invalid);
  if (repo === undefined || (repo.private === true && !opens(asker, id)))
    return asker === 'nobody'
      ? hubError(401, null, 'Invalid username or password.')
      : hubError(404, 'RepoNotFound', 'Repository not found');
  return repo.disabled === true ? hubError(403, null, ACCESS.disabled) : null;
}

/** Why the files of a model may not be read. A bad token is no better than none where a model is gated. */
export function unread(asker: Asker, id: string, repo: HubRepo | undefined): HubReply | null {
  if (repo?.gated === undefined || opens(asker, id) || repo.private === true || repo.disabled === true)
    return unseen(asker, id, repo);
  return typeof asker === 'object'
    ? hubError(
        403,
        'GatedRepo',
        `Access to model ${id} is restricted and you are not in the authorized list. Visit https://huggingface.co/${id} to ask for access.`,
      )
    : hubError(
        401,
        'GatedRepo',
        `Access to model ${id} is restricted. You must have access to it and be authenticated to access it. Please log in.`,
      );
}

function belongsTo({ name, orgs = [] }: HubUser, id: string): boolean {
  return [name, ...orgs.map((org) => org.name)].includes(id.split('/')[0] ?? '');
}
