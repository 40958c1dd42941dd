import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';

import { onTestFinished } from 'vitest';

/** A request as a server saw it. */
export interface Seen {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** Answers one request in its own way. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface Server {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** All requests so far, in order. */
  readonly seen: readonly Seen[];
}

/** A server of its own on this machine, closed with all its connections when the test ends. */
export async function serve(answer: Answer): Promise<Server> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return { origin: `http://127.0.0.1:${address.port}`, seen };
}

/** An address at which nobody listens: its port is none that a system hands out, to this test or to one beside it. */
export const DEAD_ORIGIN = 'http://127.0.0.1:2';

export function answer(
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body: string | Uint8Array = '',
): Answer {
  return (_, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };
}

/** Promises the whole body and hangs up after half of it. */
export function cutOff(body: string): Answer {
  return (_, response) => {
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
    });
    response.write(body.slice(0, body.length / 2), () => response.destroy());
  };
}

/** Begins an answer, and never ends it. */
export function stalled(begin: string): Answer {
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    response.write(begin);
  };
}

/** Takes the request, and never says a word. */
export const silent: Answer = () => undefined;

/** A body without an end. */
export const endless: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
  const more = (): void => {
    if (!response.destroyed) response.write(Buffer.alloc(64 * 1024, 'a'), more);
  };
  more();
};

/** Hangs up without an answer. */
export const hungUp: Answer = (request) => {
  request.socket.destroy();
};
