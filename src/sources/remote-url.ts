const HUB_HOSTS: ReadonlySet<string> = new Set(['huggingface.co', 'www.huggingface.co', 'hf.co']);
const GITHUB_HOSTS: ReadonlySet<string> = new Set(['github.com', 'www.github.com', 'ssh.github.com']);

/**
 * The repository, `owner/name` (or `name` for a model that the Hub keeps without an owner), that a Git remote of the Hub
 * or of GitHub names; null for any other URL. Takes https, ssh and `git@host:path` forms. User names, passwords and
 * tokens in the URL are dropped.
 */
export function remoteRepository(url: string): string | null {
  const parts = splitUrl(url);
  if (parts === null) return null;
  const segments = parts.path.replace(/\.git\/?$/, '').split('/').filter((segment) => segment !== '');
  if (!segments.every((segment) => /^\w[\w.-]{0,199}$/.test(segment))) return null;
  if (GITHUB_HOSTS.has(parts.host)) return segments.length === 2 ? segments.join('/') : null;
  if (!HUB_HOSTS.has(parts.host)) return null;
  const kind = segments[0] === 'spaces' || segments[0] === 'datasets';
  const id = kind ? segments.slice(1) : segments;
  return id.length === 2 || (id.length === 1 && !kind) ? id.join('/') : null;
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
