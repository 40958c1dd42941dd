import { TargetError } from '../../errors/target-error.ts';
import { refuseCredentials } from '../http/credentials.ts';

/** A repository on GitHub, in one state. */
export interface GithubTarget {
  readonly owner: string;
  readonly repo: string;
  /** A branch, a tag, a commit, or `pull/7/head`; null for the default branch. */
  readonly ref: string | null;
}

const OWNER = /^\w[\w-]{0,99}$/;
const REPO = /^(?!\.{1,2}$)[\w.-]{1,100}$/;
const MAX_REF_CHARS = 255;

const HINT = 'Write github:OWNER/REPO, github:OWNER/REPO@REF, or the address of the repository or of a branch of it.';

/**
 * Reads `github:owner/repo[@ref]` or an address on github.com: of a repository, or of a branch, tag, commit or pull
 * request of it. Throws a `TargetError` for what names no repository, or only a part of one.
 */
export function githubTarget(target: string): GithubTarget {
  refuseCredentials(target);
  const parts = /^github:/i.test(target) ? partsOfShort(target.slice('github:'.length)) : partsOfAddress(target);
  if (parts === null) throw new TargetError('invalid', `${target} names no repository on GitHub`, HINT);
  const { owner, ref } = parts;
  const repo = parts.repo.replace(/\.git$/i, '');
  if (!OWNER.test(owner) || !REPO.test(repo))
    throw new TargetError('invalid', `${target} names no repository on GitHub`, HINT);
  if (ref !== null && !isRef(ref))
    throw new TargetError('invalid', `${target} names no branch, tag or commit behind the repository`, HINT);
  return { owner, repo, ref };
}

function partsOfShort(written: string): GithubTarget | null {
  const { owner, repo, ref } = /^(?<owner>[^/@]*)\/(?<repo>[^/@]*)(?:@(?<ref>.*))?$/s.exec(written)?.groups ?? {};
  return owner === undefined || repo === undefined ? null : { owner, repo, ref: ref ?? null };
}

function partsOfAddress(address: string): GithubTarget | null {
  const segments =
    pathOf(address)
      ?.split('/')
      .filter((segment) => segment !== '') ?? [];
  const [owner, repo, page, ...rest] = segments;
  if (owner === undefined || repo === undefined) return null;
  if (page === undefined) return { owner, repo, ref: null };
  const ref = refOfPage(page, rest);
  return ref === null ? null : { owner, repo, ref };
}

function pathOf(address: string): string | null {
  try {
    return decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
}

/** A branch may hold slashes, so that all behind `tree` is taken for its name; the page of a file shows a part only. */
function refOfPage(page: string, rest: readonly string[]): string | null {
  const [first = '', second = ''] = rest;
  if (page === 'tree' && rest.length > 0) return rest.join('/');
  if (page === 'commit' && rest.length === 1) return first;
  if (page === 'releases' && first === 'tag' && rest.length > 1) return `tags/${rest.slice(1).join('/')}`;
  if (page === 'pull' && /^[1-9]\d{0,9}$/.test(first) && (second === '' || /^(?:files|commits|checks)$/.test(second)))
    return `pull/${first}/head`;
  return null;
}

/** https://git-scm.com/docs/git-check-ref-format; a part of dots alone would lead the request elsewhere. */
function isRef(text: string): boolean {
  if (
    text === '' ||
    text === '@' ||
    text.length > MAX_REF_CHARS ||
    /^-|\.$|[\s\x00-\x1f\x7f~^:?*[\\]|\.\.|@\{/.test(text)
  )
    return false;
  return text.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
}
