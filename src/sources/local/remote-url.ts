const HUB_HOSTS: ReadonlySet<string> = new Set(['huggingface.co', 'www.huggingface.co', 'hf.co']);
const GITHUB_HOSTS: ReadonlySet<string> = new Set(['github.com', 'www.github.com', 'ssh.github.com']);

/**
 * The repository, `owner/name` (or `name` for a model that the Hub keeps without an owner), that a Git remote of the
 * Hub or of GitHub names; null for any other URL. Takes https, ssh and `git@host:path` forms. User names, passwords and
 * tokens in the URL are dropped.
 */
export function remoteRepository(url: string): string | null {
  const { host, segments } = partsOf(url);
  if (GITHUB_HOSTS.has(host)) return segments.length === 2 ? segments.join('/') : null;
  return (
    hubSegments(host, segments)
      ?.filter((segment, at) => at > 0 || !KINDS.has(segment))
      .join('/') ?? null
  );
}

/** The page on the Hub of the repository that a Git remote names; null for any other URL. */
export function hubPage(url: string): string | null {
  const { host, segments } = partsOf(url);
  const path = hubSegments(host, segments)?.join('/') ?? null;
  return path === null ? null : `https://huggingface.co/${path}`;
}

const KINDS: ReadonlySet<string> = new Set(['spaces', 'datasets']);

function hubSegments(host: string, segments: readonly string[]): readonly string[] | null {
  if (!HUB_HOSTS.has(host)) return null;
  const kind = KINDS.has(segments[0] ?? '');
  return segments.length === (kind ? 3 : 2) || (segments.length === 1 && !kind) ? segments : null;
}

function partsOf(url: string): { host: string; segments: readonly string[] } {
  const parts = splitUrl(url);
  const segments =
    parts?.path
      .replace(/\.git\/?$/, '')
      .split('/')
      .filter((segment) => segment !== '') ?? [];
  return parts !== null && segments.every((segment) => /^\w[\w.-]{0,199}$/.test(segment))
    ? { host: parts.host, segments }
    : { host: '', segments: [] };
}

function splitUrl(url: string): { host: string; path: string } | null {
  if (url.includes('://')) {
    if (!URL.canParse(url)) return null;
    const parsed = new URL(url);
    return { host: parsed.hostname.toLowerCase(), path: parsed.pathname };
  }
  const colon = url.indexOf(':');
  if (colon < 0 || url.slice(0, colon).includes('/')) return null;
  const host = url.slice(url.lastIndexOf('@', colon) + 1, colon);
  return { host: host.toLowerCase(), path: url.slice(colon + 1) };
}
