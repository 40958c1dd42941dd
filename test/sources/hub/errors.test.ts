import { describe, expect, it } from 'vitest';

import { toldByHub } from './world.ts';
import { hubLimit, type HubWorld } from '../../servers/hub.ts';
import { failing, hangsUp, malformed, cutShort } from '../../servers/hub-faults.ts';
import { answer, DEAD_ORIGIN, silent } from '../../servers/server.ts';

// What a person is told when the Hub does not give what it was asked for.

const SECRET = 'hf_verysecret';
const TOKEN = { HF_TOKEN: SECRET };
const KNOWN = { [SECRET]: 'knows' } as const;
const repo = (more: NonNullable<HubWorld['repositories']>[string] = {}): HubWorld => ({
  repositories: { 'acme/Widget': { files: { 'README.md': '# Widget\n' }, ...more } },
});

describe('a model that the Hub does not show', () => {
  it.each<[string, HubWorld, Readonly<Record<string, string>>, string, string, RegExp, RegExp]>([
    [
      'that is not there',
      {},
      {},
      '',
      'not-found',
      /^There is no model acme\/Widget on the Hub at HOST, or it is private$/,
      /for a private repository give a token \(HF_TOKEN or hf auth login\)/,
    ],
    ['that is private', repo({ private: true }), {}, '', 'not-found', /or it is private$/, /give a token/],
    [
      'that a token may not see',
      { ...repo({ private: true }), tokens: KNOWN },
      TOKEN,
      '',
      'not-found',
      /or it is private$/,
      /the token needs the right to read it/,
    ],
    [
      'that is private, with a token that is none',
      { ...repo({ private: true }), tokens: {} },
      TOKEN,
      '',
      'not-found',
      /or it is private$/,
      /does not know the token .* renew it/,
    ],
    [
      'that is disabled',
      repo({ disabled: true }),
      {},
      '',
      'forbidden',
      /^acme\/Widget is disabled on the Hub at HOST$/,
      /lets nobody read it/,
    ],
    [
      'that is forbidden',
      { ...repo(), first: [answer(403, {}, '{"error":"no"}')] },
      {},
      '',
      'forbidden',
      /does not let acme\/Widget be read$/,
      /token/,
    ],
    [
      'taken down',
      { ...repo(), first: [answer(451)] },
      {},
      '',
      'forbidden',
      /is blocked on the Hub at HOST for legal reasons$/,
      /Nobody/,
    ],
    [
      'without that revision',
      repo(),
      {},
      '@v9',
      'not-found',
      /^acme\/Widget has no branch, tag or commit “v9”$/,
      /behind the @/,
    ],
    [
      'that renames lead in a circle',
      { renamed: { 'acme/Widget': 'acme/Gadget', 'acme/Gadget': 'acme/Widget' } },
      {},
      '',
      'network',
      /redirects more than 5 times$/,
      /\w/,
    ],
    [
      'that wants to be asked later',
      { ...repo(), first: [hubLimit(250, 'api')] },
      {},
      '',
      'rate-limited',
      /^The Hub at HOST answers no more requests for 25\d s$/,
      /With a token .* the Hub answers more/,
    ],
    [
      'that wants to be asked later, with a token',
      { ...repo(), tokens: KNOWN, first: [hubLimit(250, 'api')] },
      TOKEN,
      '',
      'rate-limited',
      /answers no more requests/,
      /^Wait some minutes\.$/,
    ],
    [
      'of a Hub that is down',
      { ...repo(), faults: () => failing(503) },
      {},
      '',
      'network',
      /^The Hub at HOST answered with status 503$/,
      /status\.huggingface\.co/,
    ],
    [
      'of a Hub that hangs up',
      { ...repo(), faults: () => hangsUp },
      {},
      '',
      'network',
      /^The Hub at HOST cannot be reached/,
      /HF_ENDPOINT/,
    ],
    [
      'whose answers break off',
      { ...repo(), faults: () => cutShort },
      {},
      '',
      'network',
      /^The Hub at HOST broke off its answer$/,
      /\w/,
    ],
    [
      'of a Hub that never answers',
      { ...repo(), first: [silent, silent, silent, silent] },
      {},
      '',
      'network',
      /^The Hub at HOST did not answer in full within 1 s$/,
      /\w/,
    ],
    [
      'whose answers are no JSON',
      { ...repo(), faults: () => malformed },
      {},
      '',
      'invalid',
      /^What the Hub at HOST says of acme\/Widget came in a form that the Hub does not have$/,
      /HF_ENDPOINT has to be the address/,
    ],
    [
      'whose answer is of another form',
      { ...repo(), first: [answer(200, { 'content-type': 'application/json' }, '[7]')] },
      {},
      '',
      'invalid',
      /holds no model$/,
      /\w/,
    ],
    [
      'whose request is wrong',
      { ...repo(), first: [answer(400, {}, 'Bad request')] },
      {},
      '',
      'invalid',
      /answered with status 400$/,
      /\w/,
    ],
  ])('%s', async (_, world, env, revision, code, message, hint) => {
    const told = await toldByHub(world, `hf:acme/Widget${revision}`, env);
    expect(told).toEqual({
      code,
      message: expect.stringMatching(message) as string,
      hint: expect.stringMatching(hint) as string,
    });
    expect(JSON.stringify(told)).not.toContain(SECRET);
  });

  it('because nobody listens, or HF_ENDPOINT is no address', async () => {
    expect(await toldByHub({}, 'hf:acme/Widget', { HF_ENDPOINT: DEAD_ORIGIN })).toMatchObject({
      code: 'network',
      message: 'The Hub at HOST cannot be reached (ECONNREFUSED)',
    });
    expect(await toldByHub({}, 'hf:acme/Widget', { HF_ENDPOINT: 'file:///etc/passwd' })).toMatchObject({
      code: 'invalid',
      message: 'HF_ENDPOINT is no web address',
    });
  });
});
