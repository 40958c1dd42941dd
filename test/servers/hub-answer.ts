import type { IncomingMessage } from 'node:http';

import { opens, unread, unseen, type Asker } from './hub-access.ts';
import { changedDiscussion, discussionDetails, discussionsJson } from './hub-discussions.ts';
import { CACHED, placed, raw, resolved } from './hub-files.ts';
import { expanded, listedJson, modelJson, tagsOf, unknownField } from './hub-model-json.ts';
import { paged } from './hub-pages.ts';
import { hubError, json, redirect, type HubReply } from './hub-reply.ts';
import { treeOf, type HubRepository } from './hub-repository.ts';
import { batched, committed, fieldsOf, preuploaded, whoami } from './hub-writing.ts';
import type { HubWorld } from './hub.ts';

/** A request, and all that its answer may hang on. */
export interface Asked {
  readonly world: HubWorld;
  readonly repositories: ReadonlyMap<string, HubRepository>;
  /** In small letters → as their owners write them. */
  readonly names: ReadonlyMap<string, string>;
  /** The host of large files. */
  readonly second: string;
  readonly url: URL;
  readonly body: string;
  readonly asker: Asker;
  readonly request: IncomingMessage;
}

const OF_MODEL = /^\/api\/models\/([^/]+\/[^/]+)(?:\/([^/]+)(?:\/(.*))?)?$/;
const OF_FILE = /^\/([^/]+\/[^/]+)\/(resolve|raw)\/(.+)$/;

/** The right answer of the Hub. */
export function hubAnswer(asked: Asked): HubReply {
  const {
    world,
    repositories,
    names,
    url: { pathname, search },
    asker,
    request,
  } = asked;
  if (pathname === '/api/whoami-v2') return whoami(asker);
  if (pathname === '/api/models') return list(asked);
  if (pathname.startsWith(CACHED)) {
    const place = pathname.slice(CACHED.length);
    const id = decodeURIComponent(place.split('/')[0] ?? '');
    return (
      unread(asker, id, repositories.get(id)?.repo) ??
      placed(place, request.headers.range, (known) => repositories.get(known) ?? null) ??
      hubError(404, 'EntryNotFound', 'Entry not found')
    );
  }
  const lfsId = /^\/([^/]+\/[^/]+)\.git\/info\/lfs\/objects\/batch$/.exec(pathname)?.[1];
  const lfs = repositories.get(lfsId ?? '');
  if (lfs !== undefined)
    return unread(asker, lfs.id, lfs.repo) ?? batched({ asker, repository: lfs, body: asked.body }, asked.second);
  const [, apiId, verb, rest = ''] = OF_MODEL.exec(pathname) ?? [];
  const [, fileId, way, place = ''] = OF_FILE.exec(pathname) ?? [];
  const id = apiId ?? fileId;
  if (id === undefined) return hubError(404, null, 'Page not found');
  // The Hub does not tell letter cases apart, and sends everybody to the owner's own.
  const renamed = world.renamed?.[id] ?? (repositories.has(id) ? undefined : names.get(id.toLowerCase()));
  if (renamed !== undefined) return redirect(307, pathname.replace(id, () => renamed) + search);
  const repository = repositories.get(id);
  const refusal =
    apiId === undefined || writes(verb) ? unread(asker, id, repository?.repo) : unseen(asker, id, repository?.repo);
  if (refusal !== null || repository === undefined)
    return refusal ?? hubError(404, 'RepoNotFound', 'Repository not found');
  if (apiId !== undefined) return api(asked, repository, verb, rest);
  const [revision, path] = revisionOf(place);
  const wanted = { repository, revision, path, range: request.headers.range };
  return way === 'raw' ? raw(wanted) : resolved(wanted, { second: asked.second, direct: world.direct === true });
}

function writes(verb: string | undefined): boolean {
  return verb === 'commit' || verb === 'preupload';
}

/** What stands below `/api/models/{id}`. */
function api(
  { world, url, body, asker, request }: Asked,
  repository: HubRepository,
  verb: string | undefined,
  rest: string,
): HubReply {
  const query = url.searchParams;
  if (writes(verb)) {
    if (request.method !== 'POST') return hubError(405, null, 'Method not allowed');
    const wanting = {
      asker,
      repository,
      revision: decodeURIComponent(rest),
      createPr: query.get('create_pr') === '1',
      body,
      origin: url.origin,
    };
    return verb === 'commit' ? committed(wanting) : preuploaded(wanting);
  }
  if (verb === 'discussions') {
    if (request.method === 'POST') return changedDiscussion(repository, rest, body, asker);
    return rest === ''
      ? discussionsJson(repository, query, world.perPage?.discussions ?? 50)
      : discussionDetails(repository, rest);
  }
  const [revision, path] = verb === undefined ? ['HEAD', ''] : revisionOf(rest);
  const sha = repository.sha(revision);
  const unborn = repository.repo.unborn === true && ['HEAD', 'main'].includes(revision);
  if (sha === null && !(unborn && verb !== 'tree'))
    return hubError(404, 'RevisionNotFound', `Invalid rev id: ${revision}`);
  if (verb === undefined || (verb === 'revision' && path === '')) {
    const expand = expanded(query);
    const unknown = unknownField(expand);
    return unknown === null
      ? json(200, modelJson(repository, sha, expand, query.get('blobs') === 'true'))
      : hubError(400, null, `"expand" must not have "${unknown}"`);
  }
  if (verb === 'paths-info' && sha !== null && request.method === 'POST') {
    const { paths } = fieldsOf(JSON.parse(body));
    return json(
      200,
      treeOf(repository.files(sha), '', true).filter((entry) => Array.isArray(paths) && paths.includes(entry.path)),
    );
  }
  if (verb === 'commits' && sha !== null)
    return json(
      200,
      repository.history(sha).map((id) => ({ id, title: 'A commit', authors: [] })),
    );
  if (verb !== 'tree' || sha === null) return hubError(404, null, 'Page not found');
  const entries = treeOf(repository.files(sha), path, query.get('recursive') === 'true');
  if (path !== '' && entries.length === 0)
    return hubError(404, 'EntryNotFound', `${path} does not exist on "${revision}"`);
  return paged(entries, (entry) => entry, {
    url,
    origin: world.linkOrigin ?? url.origin,
    most: world.perPage?.tree ?? 1000,
  });
}

/** `GET /api/models`: what the asker may see, in the order in which it came. */
function list({ world, repositories, url, asker }: Asked): HubReply {
  if (asker === 'unknown') return hubError(401, null, 'Invalid credentials in Authorization header');
  const query = url.searchParams;
  const [expand, author, search] = [expanded(query), query.get('author'), query.get('search')?.toLowerCase()];
  const unknown = unknownField(expand);
  if (unknown !== null) return hubError(400, null, `"expand" must not have "${unknown}"`);
  const filters = query.getAll('filter').flatMap((filter) => filter.split(','));
  const found = [...repositories.values()].filter((repository) => {
    if (author !== null && repository.id.split('/')[0] !== author) return false;
    if (search !== undefined && !repository.id.toLowerCase().includes(search)) return false;
    if (repository.repo.private === true && !opens(asker, repository.id)) return false;
    return filters.length === 0 || filters.every((filter) => tagsOf(repository).includes(filter));
  });
  const show = (repository: HubRepository) => listedJson(repository, expand, query.get('full') === 'true');
  return paged(found, show, { url, origin: world.linkOrigin ?? url.origin, most: world.perPage?.models ?? 100 });
}

/** The revision that a path begins with, and what follows; `refs/pr/1` comes as one segment or as three. */
function revisionOf(place: string): [string, string] {
  const segments = place.split('/');
  const length = segments[0] === 'refs' ? 3 : 1;
  return [
    segments.slice(0, length).map(decodeURIComponent).join('/'),
    segments.slice(length).map(decodeURIComponent).join('/'),
  ];
}
