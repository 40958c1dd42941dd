import type { TreeEntry } from './repository.ts';
import { LINK_LEFT_OUT } from '../omissions.ts';

/** Entries of a repository by their paths. */
export interface LinkWorld {
  readonly files: ReadonlyMap<string, TreeEntry>;
  /** What each link holds: the path that it leads to, from the folder that it lies in. */
  readonly links: ReadonlyMap<string, string>;
  readonly folders: ReadonlySet<string>;
}

/** As many as Linux follows. */
const MAX_LINKS = 40;

/**
 * The file behind a link, or why it is not followed; null for a folder, which is listed in its own place. Leads nowhere
 * out of the repository.
 */
export function fileBehind(link: string, { files, links, folders }: LinkWorld): TreeEntry | string | null {
  let place: string[] = [];
  const names = link.split('/');
  for (let followed = 0; names.length > 0;) {
    const name = names.shift() ?? '';
    if (name === '' || name === '.') continue;
    if (name === '..') {
      if (place.length === 0) return LINK_LEFT_OUT.leaves;
      place.pop();
      continue;
    }
    if (name === '.git') return LINK_LEFT_OUT.git;
    const path = [...place, name].join('/');
    const target = links.get(path);
    if (target === undefined) {
      if (names.length > 0 && !folders.has(path)) return LINK_LEFT_OUT.nothing;
      place = [...place, name];
      continue;
    }
    followed += 1;
    if (followed > MAX_LINKS) return LINK_LEFT_OUT.itself;
    if (target.startsWith('/')) return LINK_LEFT_OUT.leaves;
    names.unshift(...target.split('/'));
  }
  const path = place.join('/');
  return files.get(path) ?? (path === '' || folders.has(path) ? null : LINK_LEFT_OUT.nothing);
}
