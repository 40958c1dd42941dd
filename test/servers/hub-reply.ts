import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

import { piecesOf, sizeOf, type HubContent } from './hub-content.ts';

/** An answer of the Hub, before it is sent. */
export interface HubReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: HubContent;
  /** The first byte and the one behind the last, where only a part is sent. */
  readonly part?: readonly [number, number];
}

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HubReply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

/** What the Hub says of an error: its code in a header, its words in another one and in the body. */
export function hubError(status: number, code: string | null, message: string): HubReply {
  return json(
    status,
    { error: message },
    { ...(code === null ? {} : { 'x-error-code': code }), 'x-error-message': message.replace(/[^\x20-\x7e]/g, '?') },
  );
}

export function redirect(
  status: 302 | 307,
  location: string,
  headers: Readonly<Record<string, string>> = {},
): HubReply {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...headers, location },
    body: `Temporary Redirect. Redirecting to ${location}`,
  };
}

/** A content or the part of it that a `Range` header asks for; several parts at once are not given. */
export function ranged(
  content: HubContent,
  range: string | undefined,
  headers: Readonly<Record<string, string>>,
): HubReply {
  const size = sizeOf(content);
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === '' && last === '')
    return { status: 200, headers: { 'accept-ranges': 'bytes', ...headers }, body: content };
  const [start, end] =
    first === ''
      ? [Math.max(0, size - Number(last)), size]
      : [Number(first), last === '' ? size : Math.min(size, Number(last) + 1)];
  if (start >= end) return { status: 416, headers: { 'content-range': `bytes */${size}` }, body: '' };
  return {
    status: 206,
    headers: { 'accept-ranges': 'bytes', ...headers, 'content-range': `bytes ${start}-${end - 1}/${size}` },
    body: content,
    part: [start, end],
  };
}

export function lengthOf({ body, part }: HubReply): number {
  return part === undefined ? sizeOf(body) : part[1] - part[0];
}

/** Sends it; to `HEAD` goes no body. */
export function send(reply: HubReply, response: ServerResponse, method: string | undefined): void {
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(lengthOf(reply)) });
  if (method === 'HEAD') response.end();
  else
    Readable.from(piecesOf(reply.body, ...(reply.part ?? [])))
      .on('error', () => response.destroy())
      .pipe(response);
}
