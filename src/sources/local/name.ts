import { basename, join, resolve } from 'node:path';

import type { RepositoryName } from '../../snapshot/snapshot.ts';
import { gitRemotes } from './git-config.ts';
import { cachePlace } from '../hub/cache.ts';
import { isFolder, readSmallText } from './read.ts';
import { hubPage, remoteRepository } from './remote-url.ts';

const CONFIG_LIMIT = 1024 * 1024;
const LINK_LIMIT = 8 * 1024;

/**
 * The name that a local folder goes by: that of its Git remote on the Hub or GitHub when the folder is the root of the
 * work tree, else that of the Hugging Face cache, else the folder's own. Takes the absolute path as it was asked for
 * and as it really is. Reads `.git` itself, so that neither Git nor its safety settings are needed.
 */
export function localName(asked: string, real: string): RepositoryName {
  const remote = remoteName(real);
  if (remote !== null) return remote;
  const cache = cachePlace(real);
  if (cache !== null) return { value: cache.name, from: 'cache', page: `https://huggingface.co/${cache.name}` };
  return { value: basename(asked), from: 'directory' };
}

/** `origin`, or without one on the Hub or GitHub the only remote that is there: two others say nothing. */
function remoteName(root: string): RepositoryName | null {
  const gitFolder = gitFolderOf(root);
  const config = gitFolder === null ? null : readSmallText(join(gitFolder, 'config'), CONFIG_LIMIT);
  if (config === null) return null;
  const hosted = new Map<string, RepositoryName>();
  for (const [remote, url] of gitRemotes(config)) {
    const value = remoteRepository(url);
    const page = hubPage(url);
    if (value !== null) hosted.set(remote, { value, from: 'remote', ...(page === null ? {} : { page }) });
  }
  const origin = hosted.get('origin');
  if (origin !== undefined) return origin;
  const [only, ...others] = hosted.values();
  return others.length === 0 ? (only ?? null) : null;
}

/** The folder that holds the configuration: `.git`, or where a worktree's or submodule's `.git` file leads. */
function gitFolderOf(root: string): string | null {
  const git = join(root, '.git');
  if (isFolder(git)) return git;
  const link = /^gitdir: ([^\r\n\0]+)/.exec(readSmallText(git, LINK_LIMIT) ?? '')?.[1];
  if (link === undefined) return null;
  const own = resolve(root, link.trimEnd());
  const common = readSmallText(join(own, 'commondir'), LINK_LIMIT)?.trim() ?? '';
  return resolve(own, common.includes('\0') ? '' : common);
}
