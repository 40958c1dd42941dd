import { describe, expect, it } from 'vitest';

import { hubLimit } from '../../servers/hub.ts';
import {
  answer,
  cutOff,
  DEAD_ORIGIN,
  endless,
  hungUp,
  serve,
  silent,
  stalled,
  type Server,
} from '../../servers/server.ts';
import { ALTERED, APPLE, said, search, TEXT, type World } from './search.ts';

// The repositories of the models on the Hub, on servers that behave like the Hub and like the host of its large files.

const PEELED = 'example-authors/Orchard-1-Apple-Peeled';
const PEAR = 'example-authors/Orchard-1-Pear';
const BASE = 'baker/Example-Dough';
const onHub = (hub: World['hub'], more: World = {}) => search({ ...more, hub: { ...hub } });
const asked = ({ seen }: Server) => seen.map(({ url }) => url.replace('/resolve/main', ''));

describe('the text on the Hub', () => {
  it.each(['LICENSE', 'LICENSE.txt', 'LICENSE.md'])(
    'is the %s of the license’s own model, behind a relative redirect',
    async (name) => {
      const { found, hub } = await onHub({ files: { [`${APPLE}/${name}`]: TEXT } });
      expect(found).toMatchObject({
        outcome: 'found',
        text: TEXT,
        source: 'hub',
        from: `${APPLE} on ${new URL(hub.origin).host}, ${name}`,
      });
      expect(hub.seen.at(-1)?.url).toContain('/api/resolve-cache/');
      expect(hub.seen.every(({ headers }) => headers['accept-encoding'] === 'identity')).toBe(true);
    },
  );

  it('is that of the base first', async () => {
    const { found, hub } = await onHub(
      { files: { [`${APPLE}/LICENSE`]: TEXT, [`${BASE}/LICENSE`]: TEXT } },
      { wanted: { bases: [BASE] } },
    );
    expect(found).toMatchObject({ from: expect.stringContaining(BASE) as string });
    expect(asked(hub)).not.toContain(`/${APPLE}/LICENSE`);
  });

  it('is followed to another host, without the token', async () => {
    const { found, hub } = await onHub(
      { elsewhere: { [`${APPLE}/LICENSE`]: TEXT }, gated: [APPLE], tokens: { hf_good: 'opens' } },
      { env: { HF_TOKEN: 'hf_good' } },
    );
    expect(found).toMatchObject({ outcome: 'found', source: 'hub' });
    expect(hub.seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer hf_good']);
    expect(hub.second.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it('is followed back from another host without the token, too', async () => {
    const back = await serve((request, response) => {
      answer(302, { location: (request.url ?? '').slice(1) })(request, response);
    });
    const home = await serve((request, response) => {
      const location = `${back.origin}/http://${request.headers.host ?? ''}/api/end`;
      answer(request.url === '/api/end' ? 404 : 302, request.url === '/api/end' ? {} : { location })(request, response);
    });
    await search({ env: { HF_ENDPOINT: home.origin, HF_TOKEN: 'hf_secret' } });
    expect(home.seen.slice(0, 2).map(({ url, headers }) => [url, headers.authorization])).toEqual([
      [`/${APPLE}/resolve/main/LICENSE`, 'Bearer hf_secret'],
      ['/api/end', undefined],
    ]);
    expect(JSON.stringify(back.seen)).not.toContain('hf_secret');
  });

  it('is found when the repository was renamed', async () => {
    const { found } = await onHub(
      { files: { 'baker/New/LICENSE': TEXT }, renamed: { [BASE]: 'baker/New' } },
      { wanted: { bases: [BASE] } },
    );
    expect(found).toMatchObject({ outcome: 'found', source: 'hub' });
  });

  it('is waited for when the Hub asks for a moment', async () => {
    expect((await onHub({ files: { [`${APPLE}/LICENSE`]: TEXT }, first: [hubLimit(1)] })).found).toMatchObject({
      outcome: 'found',
      source: 'hub',
    });
  });

  it('is asked for once more when the server failed for a moment', async () => {
    expect((await onHub({ files: { [`${APPLE}/LICENSE`]: TEXT }, first: [answer(502)] })).found).toMatchObject({
      outcome: 'found',
      source: 'hub',
    });
  });

  it('is found behind a base that has none, and one that is gated', async () => {
    const { found } = await onHub(
      { files: { [`${BASE}/README.md`]: '', [`${PEELED}/LICENSE`]: TEXT }, gated: [APPLE] },
      { wanted: { bases: [BASE] } },
    );
    expect(found).toMatchObject({ outcome: 'found', source: 'hub', from: expect.stringContaining(PEELED) as string });
    expect(said(found, 'hub')).toEqual([
      expect.stringMatching(/^baker\/Example-Dough on 127\S+ has no LICENSE, LICENSE\.txt or LICENSE\.md$/),
      expect.stringMatching(/^example-authors\/Orchard-1-Apple on 127\S+ is gated, and no token was given$/),
    ]);
  });

  it('is not asked for under names that are no ids, nor of more than a few models', async () => {
    const bases = [
      '../../etc',
      'a/b/c',
      '/home/me/model',
      'bare',
      'x/y?z',
      'x/..',
      ' x/y',
      'https://a/b',
      'x/%2e%2e',
      ...Array.from({ length: 500 }, (_, at) => `x/m${at}`),
    ];
    const { hub } = await onHub({}, { wanted: { bases } });
    expect(asked(hub)).toEqual(['/x/m0/LICENSE', '/x/m1/LICENSE', `/${APPLE}/LICENSE`, `/${PEELED}/LICENSE`]);
  });
});

describe('a token for the Hub', () => {
  it('that the Hub does not know spoils nothing', async () => {
    const { found, hub } = await onHub({ files: { [`${APPLE}/LICENSE`]: TEXT } }, { env: { HF_TOKEN: 'hf_expired' } });
    expect(found).toMatchObject({ outcome: 'found', source: 'hub' });
    expect(hub.seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer hf_expired', undefined, undefined]);
  });

  it('that has no access is told apart from none', async () => {
    const world = { gated: [APPLE, PEELED, PEAR], tokens: { hf_known: 'knows' } } as const;
    expect(said((await onHub(world, { env: { HF_TOKEN: 'hf_known' } })).found, 'hub')[0]).toMatch(
      /is gated, and this token has no access to it$/,
    );
    expect(said((await onHub(world)).found, 'hub')[0]).toMatch(/is gated, and no token was given$/);
  });

  it.each([[{}], [{ HF_TOKEN: 'hf_known' }]])(
    'or none: what is private or is not there is one thing (%j)',
    async (env) => {
      const { found } = await onHub(
        { files: { [`${APPLE}/LICENSE`]: TEXT }, private: [APPLE], tokens: { hf_known: 'knows' } },
        { env },
      );
      expect(said(found, 'hub').slice(0, 2)).toEqual([
        expect.stringMatching(/Apple on 127\S+ does not exist, or is private$/),
        expect.stringMatching(/Peeled on 127\S+ does not exist, or is private$/),
      ]);
    },
  );
});

describe('when the Hub does not give the text, it is said that', () => {
  const FILES = { [`${APPLE}/LICENSE`]: TEXT };
  it.each<[string, World['hub'], string]>([
    ['the limit is reached', { files: FILES, first: [hubLimit(200)] }, 'answers no more requests for 4 min'],
    [
      'the limit is reached, and nobody knows for how long',
      { files: FILES, first: [answer(429)] },
      'answers no more requests for now',
    ],
    [
      'the model is disabled',
      { files: FILES, first: [answer(403, { 'x-error-message': 'Access to this resource is disabled.' })] },
      'is disabled',
    ],
    [
      'the model has no branch main',
      { files: FILES, first: [answer(404, { 'x-error-code': 'RevisionNotFound' })] },
      'has no branch main',
    ],
    ['the server is down', { files: FILES, first: [answer(503), answer(503)] }, 'answered with status 503'],
    ['the answer has no end', { first: [endless] }, 'is larger than 2 MiB'],
    ['the answer is cut off', { first: [cutOff(TEXT)] }, 'broke off its answer'],
    ['the answer never comes', { first: [silent] }, 'did not answer in full within 1 s'],
    ['the answer stops', { first: [stalled(TEXT.slice(0, 100))] }, 'did not answer in full within 1 s'],
    ['the server hangs up', { first: [hungUp] }, 'cannot be reached (UND_ERR_SOCKET)'],
    [
      'it redirects for ever',
      { first: Array.from({ length: 30 }, () => answer(302, { location: '/round' })) },
      'redirects more than 5 times',
    ],
    ['it redirects to nowhere', { first: [answer(302)] }, 'redirects to what is no web address'],
    [
      'it redirects to a file',
      { first: [answer(302, { location: 'file:///etc/passwd' })] },
      'redirects to what is no web address',
    ],
    [
      'it redirects to data',
      { first: [answer(302, { location: `data:text/plain,${encodeURIComponent(TEXT)}` })] },
      'redirects to what is no web address',
    ],
  ])('%s', async (_, hub, why) => {
    const { found } = await onHub(hub);
    expect(said(found, 'hub')[0]?.replace(/127\S+/, 'hub')).toBe(`${APPLE} on hub ${why}`);
  });

  it.each<[string, World['hub']]>([
    ['is down', { first: [answer(503), answer(503)] }],
    ['wants to be left alone', { first: [hubLimit(200)] }],
  ])('and it is not asked again when it %s', async (_, hub) => {
    const { found, hub: server } = await onHub({ ...hub, files: { [`${PEELED}/LICENSE`]: TEXT } });
    expect(found.outcome).toBe('missing');
    expect(new Set(asked(server))).toEqual(new Set([`/${APPLE}/LICENSE`]));
  });

  it('a text is refused, with what differs, and the next file is tried', async () => {
    const { found } = await onHub({ files: { [`${APPLE}/LICENSE`]: ALTERED, [`${APPLE}/LICENSE.txt`]: TEXT } });
    expect(found).toMatchObject({ outcome: 'found', from: expect.stringMatching(/LICENSE\.txt$/) as string });
    expect(said(found, 'hub')).toEqual([
      expect.stringMatching(/LICENSE, is not the agreement of example-1: clause 1\.a adds “dry” \(line 11\)$/),
    ]);
  });

  it('nobody listens', async () => {
    const { found } = await search({ env: { HF_ENDPOINT: `${DEAD_ORIGIN}/` } });
    expect(said(found, 'hub')).toEqual([expect.stringMatching(/cannot be reached \(ECONNREFUSED\)$/)]);
  });

  it.each([
    [{ HF_ENDPOINT: 'nowhere' }, 'HF_ENDPOINT is not a web address'],
    [{ HF_HUB_OFFLINE: '1' }, 'HF_HUB_OFFLINE is set'],
    [{ TRANSFORMERS_OFFLINE: 'true' }, 'TRANSFORMERS_OFFLINE is set'],
  ])('it was not asked: %j', async (env, why) => {
    const { found, hub, github } = await onHub({ files: FILES }, { env });
    expect(said(found, 'hub')).toEqual([`the Hugging Face Hub was not asked: ${why}`]);
    expect(hub.seen).toEqual([]);
    expect(github.seen).toHaveLength(1);
  });
});
