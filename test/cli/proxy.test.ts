import { createServer, type Server as HttpServer } from 'node:http';
import { connect } from 'node:net';

import { describe, expect, it, onTestFinished } from 'vitest';

import { commandLine, type Ran } from '../consumer/command-line.ts';
import { hubServer, type Hub } from '../servers/hub.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';

// Whoever sits behind a proxy names it in variables, and no server is reached in any other way.

interface Proxy {
  readonly origin: string;
  /** Where it was asked to lead to, and with which right. */
  readonly led: { readonly to: string; readonly right: string | undefined }[];
}

/** A proxy that leads to every host, whatever its name, on the same port of this machine. */
async function proxy(): Promise<Proxy> {
  const led: { to: string; right: string | undefined }[] = [];
  const server: HttpServer = createServer((_, response) => {
    response.writeHead(400).end();
  });
  server.on('connect', ({ url = '', headers }, socket) => {
    led.push({ to: url, right: headers['proxy-authorization'] });
    const there = connect(Number(url.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      there.pipe(socket);
      socket.pipe(there);
    });
    for (const end of [there, socket])
      end.on('error', () => {
        there.destroy();
        socket.destroy();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return { origin: `127.0.0.1:${address.port}`, led };
}

/** A host that only the proxy finds. */
const behind = ({ origin }: Hub) => origin.replace('127.0.0.1', 'hub.invalid');

async function checkBehind(hub: Hub, variables: (endpoint: string) => Readonly<Record<string, string>>): Promise<Ran> {
  const endpoint = behind(hub);
  return commandLine(['check', 'hf:acme/Bread'], {
    cwd: temporaryFolder(),
    env: { HF_ENDPOINT: endpoint, HOME: temporaryFolder(), ...variables(endpoint) },
  });
}

const WORLD = { repositories: { 'acme/Bread': { files: { 'README.md': '# Bread\n' } } }, direct: true } as const;

describe('a proxy', () => {
  it.each(['HTTP_PROXY', 'http_proxy'])('that %s names leads to the Hub', async (name) => {
    const [hub, way] = await Promise.all([hubServer(WORLD), proxy()]);
    expect(await checkBehind(hub, () => ({ [name]: `http://user:secret@${way.origin}` }))).toMatchObject({
      status: 0,
      stderr: '',
    });
    expect(hub.asked('resolvers')).toBeGreaterThan(0);
    expect(new Set(way.led.map(({ to }) => to))).toEqual(new Set([new URL(behind(hub)).host]));
    expect(new Set(way.led.map(({ right }) => right))).toEqual(
      new Set([`Basic ${Buffer.from('user:secret').toString('base64')}`]),
    );
  });

  it('is not asked for a host that NO_PROXY names', async () => {
    const [hub, way] = await Promise.all([hubServer(WORLD), proxy()]);
    const { status, stdout } = await checkBehind(hub, () => ({
      HTTP_PROXY: `http://${way.origin}`,
      NO_PROXY: 'localhost,hub.invalid',
    }));
    expect(status).toBe(3);
    expect(stdout).toMatch(/cannot\s+be\s+reached/);
    expect(way.led).toEqual([]);
  });

  it.each(['not an address', 'ftp://user:secret@proxy.invalid', 'http://user:secret@127.0.0.1:1'])(
    'that is “%s” leads nowhere, which is said without its password',
    async (address) => {
      const hub = await hubServer(WORLD);
      const { status, stdout, stderr } = await checkBehind(hub, () => ({ HTTP_PROXY: address }));
      expect(status).toBe(3);
      expect(stdout.replace(/\s+/g, ' ')).toMatch(/cannot be reached|is not the address of a proxy/);
      expect(stdout + stderr).not.toMatch(/secret|internal error| at .*\.cjs/);
    },
  );
});
