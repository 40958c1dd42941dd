import { RemoteError } from '../../errors/remote-error.ts';

/**
 * The answer with the `Link` to its next page made whole: a relative one is resolved, and anything else is left out of
 * the header. `translate` says where an address is asked for that the server names. Throws a `RemoteError` where the
 * list goes on at another server than `endpoint`, or at no address: it would end too early, or take the token
 * elsewhere.
 */
export function withNextPage(
  response: Response,
  {
    page,
    endpoint,
    translate = (url) => url,
  }: { readonly page: string; readonly endpoint: string; readonly translate?: (url: string) => string },
): Response {
  const next = targetOfNext(response.headers.get('link') ?? '');
  const headers = new Headers(response.headers);
  headers.delete('link');
  if (next !== null) {
    if (!URL.canParse(next, page)) throw new RemoteError('invalid', 'goes on at what is no web address');
    const url = translate(new URL(next, page).href);
    if (new URL(url).origin !== new URL(endpoint).origin)
      throw new RemoteError('invalid', 'goes on at another server, which was not asked');
    headers.set('link', `<${url}>; rel="next"`);
  }
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/** The target of the link whose relation is `next`, https://www.rfc-editor.org/rfc/rfc8288; null without one. */
function targetOfNext(header: string): string | null {
  for (let start = header.indexOf('<'); start !== -1;) {
    const end = header.indexOf('>', start);
    if (end === -1) return null;
    const following = header.indexOf('<', end);
    const parameters = header.slice(end + 1, following === -1 ? undefined : following).split(/[;,]/);
    if (parameters.some(isNext)) return header.slice(start + 1, end);
    start = following;
  }
  return null;
}

function isNext(parameter: string): boolean {
  const [name = '', value = ''] = parameter.split('=');
  return (
    name.trim().toLowerCase() === 'rel' && value.replaceAll('"', '').trim().toLowerCase().split(/\s+/).includes('next')
  );
}
