import { blobOid, lfsOid, pointerOf, sizeOf } from './hub-content.ts';
import { hubError, ranged, redirect, type HubReply } from './hub-reply.ts';
import type { HubRepository } from './hub-repository.ts';

// How the Hub gives a file: small ones itself, large ones from another host.

export interface WantedFile {
  readonly repository: HubRepository;
  readonly revision: string;
  readonly path: string;
  readonly range: string | undefined;
}

/** Where the file lies that was asked for. */
export interface Places {
  /** The host of large files. */
  readonly second: string;
  /** Small files are given at once, and not behind a relative redirect. */
  readonly direct: boolean;
}

export const CACHED = '/api/resolve-cache/models/';

/** The answer to `/resolve/`. */
export function resolved(wanted: WantedFile, { second, direct }: Places): HubReply {
  const found = find(wanted);
  if ('status' in found) return found;
  const {
    file: { content, lfs },
    sha,
  } = found;
  const place = `${encodeURIComponent(wanted.repository.id)}/${sha}/${encodeURIComponent(wanted.path)}`;
  const headers = {
    'x-repo-commit': sha,
    etag: `"${lfs ? lfsOid(content) : blobOid(content)}"`,
    'cross-origin-resource-policy': 'cross-origin',
  };
  if (lfs)
    return redirect(302, `${second}/${place}?X-Amz-Expires=3600&X-Amz-Signature=5160ed`, {
      ...headers,
      'x-linked-size': String(sizeOf(content)),
      'x-linked-etag': headers.etag,
    });
  return direct
    ? ranged(content, wanted.range, { ...headers, 'content-type': 'text/plain; charset=utf-8' })
    : redirect(307, CACHED + place, headers);
}

/** The answer to `/raw/`: what Git itself holds. */
export function raw(wanted: WantedFile): HubReply {
  const found = find(wanted);
  if ('status' in found) return found;
  const {
    file: { content, lfs },
    sha,
  } = found;
  const held = lfs ? pointerOf(content) : content;
  return ranged(held, wanted.range, {
    'x-repo-commit': sha,
    etag: `"${blobOid(held)}"`,
    'content-type': 'text/plain; charset=utf-8',
  });
}

/** A file at the place that a redirect named, `id/commit/path`; null where nothing lies. */
export function placed(
  place: string,
  range: string | undefined,
  repository: (id: string) => HubRepository | null,
): HubReply | null {
  const [id = '', sha = '', path = ''] = place.split('/').map(decodeURIComponent);
  const file = repository(id)?.files(sha).get(path);
  if (file === undefined) return null;
  const etag = `"${file.lfs ? lfsOid(file.content) : blobOid(file.content)}"`;
  return ranged(file.content, range, {
    etag,
    'content-type': file.lfs ? 'application/octet-stream' : 'text/plain; charset=utf-8',
    ...(file.lfs ? {} : { 'x-repo-commit': sha }),
  });
}

function find({ repository, revision, path }: WantedFile) {
  const sha = repository.sha(revision);
  if (sha === null) return hubError(404, 'RevisionNotFound', `Invalid rev id: ${revision}`);
  const file = repository.files(sha).get(path);
  return file === undefined ? hubError(404, 'EntryNotFound', 'Entry not found') : { file, sha };
}
