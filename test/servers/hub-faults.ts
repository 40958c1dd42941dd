import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

import { piecesOf } from './hub-content.ts';
import { lengthOf, send, type HubReply } from './hub-reply.ts';

/** Sends something else than the right answer, or sends that in a bad way. */
export type Fault = (right: HubReply, response: ServerResponse) => void;

/** Which fault a request meets; null where it meets none. `far` is the host of the large files. */
export type Faults = (request: IncomingMessage, far: boolean) => Fault | null;

/** An error in the place of the answer, with a web page as its body, as a proxy sends it. */
export const failing =
  (status: number, headers: Readonly<Record<string, string>> = {}): Fault =>
  (_, response) => {
    send(
      {
        status,
        headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
        body: `<!doctype html><title>${status}</title><h1>Something went wrong</h1>`,
      },
      response,
      'GET',
    );
  };

/** The body comes in pieces, for so many milliseconds. */
export const slow =
  (milliseconds: number): Fault =>
  (right, response) => {
    const bytes = firstOf(right);
    const step = Math.ceil(bytes.length / 4);
    response.writeHead(right.status, { ...right.headers, 'content-length': String(bytes.length) });
    response.flushHeaders();
    for (const piece of [0, 1, 2, 3]) {
      setTimeout(
        () => {
          response.write(bytes.subarray(piece * step, (piece + 1) * step));
          if (piece === 3) response.end();
        },
        (milliseconds * (piece + 1)) / 4,
      ).unref();
    }
  };

/** Half of the body, and then the line is dead. */
export const cutShort: Fault = (right, response) => {
  const bytes = firstOf(right);
  response.writeHead(right.status, { ...right.headers, 'content-length': String(lengthOf(right)) });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
};

/** Half of the body, told as if it were all of it. */
export const halfOfIt: Fault = (right, response) => {
  const bytes = firstOf(right);
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  response.writeHead(right.status, { ...right.headers, 'content-length': String(half.length) });
  response.end(half);
};

/** Another content of the same size. */
export const otherContent: Fault = (right, response) => {
  const bytes = firstOf(right);
  response.writeHead(right.status, { ...right.headers, 'content-length': String(bytes.length) });
  response.end(Buffer.alloc(bytes.length, 'Our own words. '));
};

/** A compressed body that nobody asked for, without its end. */
export const cutGzip: Fault = (right, response) => {
  const bytes = gzipSync(firstOf(right));
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  response.writeHead(right.status, {
    ...right.headers,
    'content-encoding': 'gzip',
    'content-length': String(half.length),
  });
  response.end(half);
};

/** A byte a moment, for longer than anybody waits. */
export const dripping =
  (milliseconds: number): Fault =>
  (right, response) => {
    const bytes = firstOf(right);
    response.writeHead(right.status, { ...right.headers, 'content-length': String(bytes.length) });
    let at = 0;
    const timer = setInterval(() => {
      response.write(bytes.subarray(at, at + 1));
      at += 1;
      if (at >= bytes.length) response.end();
    }, milliseconds).unref();
    response.on('close', () => {
      clearInterval(timer);
    });
  };

/** No answer at all. */
export const hangsUp: Fault = (_, response) => {
  response.destroy();
};

/** Says that this is the JSON that was asked for. */
export const malformed: Fault = (_, response) => {
  send(
    { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: '[{"id":"a/b","sha":' },
    response,
    'GET',
  );
};

/** A web page in the place of what was asked for, as a login of a network gives it. */
export const loginPage: Fault = (_, response) => {
  send(
    {
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: '<!doctype html><title>Log in</title>',
    },
    response,
    'GET',
  );
};

/** All that passes by itself. */
export const PASSING: readonly Fault[] = [
  failing(429, { 'retry-after': '1' }),
  failing(500),
  failing(502),
  failing(503),
  failing(504),
  slow(200),
  cutShort,
  hangsUp,
];

export interface SeededFaults {
  readonly seed: number;
  /** The part of all requests that meets a fault. */
  readonly rate: number;
  readonly kinds?: readonly Fault[];
  /** One address meets no more of them than these. */
  readonly most?: number;
}

/** Faults that hang on the address and on how often it was asked for, not on the order in which requests come. */
export function seededFaults({ seed, rate, kinds = PASSING, most = 2 }: SeededFaults): Faults {
  const asked = new Map<string, number>();
  const met = new Map<string, number>();
  return (request) => {
    const address = `${request.method ?? ''} ${request.url ?? ''}`;
    const time = asked.get(address) ?? 0;
    asked.set(address, time + 1);
    const hash = createHash('sha1').update(`${seed} ${time} ${address}`).digest();
    const before = met.get(address) ?? 0;
    if (before >= most || hash.readUInt32BE(0) / 2 ** 32 >= rate) return null;
    met.set(address, before + 1);
    return kinds[hash.readUInt32BE(4) % kinds.length] ?? null;
  };
}

/** The first bytes of a body; of what is not large, all. */
function firstOf({ body, part }: HubReply): Buffer {
  for (const piece of piecesOf(body, ...(part ?? []))) return piece;
  return Buffer.alloc(0);
}
