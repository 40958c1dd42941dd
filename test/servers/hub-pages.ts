import { json, type HubReply } from './hub-reply.ts';

/** How a list goes on: `origin` is the host that the link names; without one, it names a path alone. */
export interface Page {
  readonly url: URL;
  readonly origin: string;
  /** The most that a page holds, however much is asked for. */
  readonly most: number;
}

/**
 * The part of a list that the query's cursor and limit ask for; what follows stands behind a link, and nowhere else.
 */
export function paged<T>(all: readonly T[], show: (one: T) => unknown, { url, origin, most }: Page): HubReply {
  const start = startOf(url.searchParams.get('cursor'));
  const asked = Number(url.searchParams.get('limit') ?? most);
  if (start === null || !Number.isInteger(asked) || asked < 1) return json(400, { error: 'Invalid cursor or limit' });
  const end = start + Math.min(asked, most);
  const shown = all.slice(start, end).map(show);
  if (end >= all.length) return json(200, shown);
  const next = new URL(url.href);
  next.searchParams.set('cursor', Buffer.from(JSON.stringify({ start: end })).toString('base64'));
  return json(200, shown, { link: `<${origin}${next.pathname}${next.search}>; rel="next"` });
}

function startOf(cursor: string | null): number | null {
  if (cursor === null) return 0;
  const start = /^\{"start":(\d{1,9})\}$/.exec(Buffer.from(cursor, 'base64').toString())?.[1];
  return start === undefined ? null : Number(start);
}
