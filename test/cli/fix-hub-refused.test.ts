import { describe, expect, it } from 'vitest';

import { commandLine } from '../consumer/command-line.ts';
import { cutShort, failing, hangsUp, loginPage, malformed, type Fault } from '../servers/hub-faults.ts';
import type { HubRepo } from '../servers/hub-repository.ts';
import type { Hub } from '../servers/hub.ts';
import { answer } from '../servers/server.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { BAKER, bakery, CARD, FRIEND, LINE, MODEL, READER, said, TEXT } from './bakery.ts';

// What keeps the built program from changing a model on the Hub: the wrong flags, the wrong token, a server that fails.

const isCommit = (url = ''): boolean => url.includes('/commit/');

describe('nothing is asked of the Hub', () => {
  it.each([
    [
      [],
      '--create-pr',
      /--create-pr needs a repository on the Hugging Face Hub, which \. is not\n {2}without it, fix writes to the folder/,
    ],
    [['./hf:baker'], '--commit', /--commit needs a repository on the Hugging Face Hub/],
    [
      ['github:baker/cake'],
      '--create-pr',
      /--create-pr needs a repository on the Hugging Face Hub, which github:baker\/cake is not\n {2}--diff FILE/,
    ],
    [
      [`hf:${MODEL}`],
      '--create-pr',
      /--create-pr needs a token that can write\n {2}set HF_TOKEN, or run hf auth login/,
    ],
  ])('for %j with %s', async (targets, flag, says) => {
    const { hub } = await bakery();
    const ran = await commandLine(['fix', ...targets, flag], {
      env: { HOME: temporaryFolder(), HF_ENDPOINT: hub.origin },
    });
    expect(ran).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(says) as string });
    expect(hub.seen).toEqual([]);
  });

  it('where a variable forbids it', async () => {
    const { fix, hub } = await bakery({}, {}, { HF_HUB_OFFLINE: '1' });
    expect(await fix(FRIEND, '--create-pr')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--create-pr writes to the Hub, and HF_HUB_OFFLINE forbids it') as string,
    });
    expect(hub.seen).toEqual([]);
  });
});

describe('nothing is written', () => {
  it.each<[string, string, readonly string[], RegExp]>([
    ['with a token that only reads', READER, ['--create-pr'], /This token is read-only\n {2}Create one that can write/],
    ['with a token that the Hub does not know', 'hf_gone', ['--create-pr'], /does not know the token/],
    [
      'into a model of somebody else',
      FRIEND,
      ['--commit', '--yes'],
      /the token is friend's, but baker\/Example-Cake is not; .*\n {2}propose the changes with --create-pr/,
    ],
    [
      'into a model of an organization in which one only reads',
      FRIEND,
      ['--commit', '--yes', 'hf:club/Example-Tart'],
      /the token is friend's, but club\/Example-Tart is not/,
    ],
    [
      'without a word from a person',
      BAKER,
      ['--commit'],
      /--commit asks before it commits, and there is no terminal\n {2}to commit without a question, add --yes/,
    ],
    ['to a commit', BAKER, ['--commit', '--yes', `hf:${MODEL}@SHA`], /names a commit, which cannot be changed/],
    [
      'upon a pull request by another one',
      FRIEND,
      ['--create-pr', `hf:${MODEL}@refs/pr/1`],
      /names a pull request, and a pull request needs a branch/,
    ],
  ])('%s', async (_, token, words, says) => {
    const { fix, hub, writes } = await bakery(
      { discussions: [{}] },
      { repositories: { 'club/Example-Tart': { files: { 'README.md': CARD } } } },
    );
    const ran = await fix(token, ...words.map((word) => word.replace('SHA', hub.sha(MODEL) ?? '')));
    expect(ran).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(says) as string });
    expect(ran.stderr).not.toContain(token);
    expect(writes()).toEqual([]);
  });

  it.each<[string, HubRepo, number, RegExp]>([
    ['private', { private: true }, 3, /There is no model baker\/Example-Cake on the Hub at 127\S+, or it is private/],
    ['disabled', { disabled: true }, 3, /baker\/Example-Cake is disabled on/],
    [
      'closed for discussions',
      { closed: true },
      1,
      /nothing was changed: baker\/Example-Cake has discussions, and with them pull requests, turned off/,
    ],
    [
      'gated',
      { gated: 'manual' },
      3,
      /hf:baker\/Example-Cake is gated, and you do not have access.*Ask the owner for access/,
    ],
  ])('into a model that is %s', async (_, model, status, says) => {
    const { fix, hub } = await bakery(model);
    const ran = await fix(FRIEND, '--create-pr', '--base', 'example-authors/Orchard-1-Apple', '--relation', 'finetune');
    expect(ran.status).toBe(status);
    expect(said(ran.stdout + ran.stderr)).toMatch(says);
    expect(ran.stderr).not.toMatch(/ at .*\.cjs/);
    expect(hub.discussions(MODEL)).toEqual([]);
  });

  it.each([
    ['main', ['--commit', '--yes']],
    ['refs/pr/1', ['--create-pr']],
  ])('to %s when it was changed meanwhile', async (ref, flags) => {
    let hub: Hub | null = null;
    const meanwhile = { file: '' };
    const input = await bakery(
      {},
      {
        instead: ({ url }) => {
          if (meanwhile.file !== '' && isCommit(url)) {
            hub?.push(MODEL, { [meanwhile.file]: 'Mine.' }, ref);
            meanwhile.file = '';
          }
          return null;
        },
      },
    );
    ({ hub } = input);
    if (ref !== 'main') {
      await input.fix(BAKER, ...flags);
      hub.push(MODEL, { 'LICENSE.txt': TEXT });
    }
    meanwhile.file = 'Notice';
    const ran = await input.fix(BAKER, ...flags);
    expect(ran).toMatchObject({
      status: 1,
      stderr:
        'llama-license-lint: nothing was changed: baker/Example-Cake changed in the meantime, so the Hub rejected the commit\n  Run it again: it starts with the current files.\n',
    });
    expect(hub.text(MODEL, 'Notice', ref)).toBe('Mine.');
  });
});

describe('a commit whose answer is lost', () => {
  const lost: readonly [string, Fault][] = [
    ['cut off', cutShort],
    ['never given', hangsUp],
    ['a page of a proxy, 502', failing(502)],
    ['half of its JSON', malformed],
    ['a page of a login', loginPage],
  ];
  const ways = [
    ['a pull request', ['--create-pr'], FRIEND, 'refs/pr/1'],
    ['the branch', ['--commit', '--yes'], BAKER, 'main'],
  ] as const;
  const cases = lost.flatMap(([name, fault], at) =>
    ways.slice(0, at < 2 ? 2 : 1).map(([what, flags, token, ref]) => [name, what, flags, token, ref, fault] as const),
  );
  it.each(cases)(
    '(%s) is not made a second time in %s when it came through',
    async (_, what, flags, token, ref, fault) => {
      const { fix, hub, writes } = await bakery({}, { faults: ({ url }) => (isCommit(url) ? fault : null) });
      const { status, stderr } = await fix(token, ...flags);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(hub.text(MODEL, 'Notice', ref)).toBe(LINE);
      expect(writes().filter(isCommit)).toHaveLength(1);
      expect(hub.discussions(MODEL)).toHaveLength(what === 'the branch' ? 0 : 1);
    },
  );

  // Both ways at once: each waits some seconds for what the Hub may still be working off.
  it('is made a second time when it did not come through', async () => {
    await Promise.all(
      ways.map(async ([what, flags, token, ref]) => {
        let failures = 1;
        const { fix, hub, writes } = await bakery(
          {},
          { instead: ({ url }) => (isCommit(url) && (failures -= 1) >= 0 ? answer(503) : null) },
        );
        expect(await fix(token, ...flags), what).toMatchObject({ status: 0, stderr: '' });
        expect(hub.text(MODEL, 'Notice', ref)).toBe(LINE);
        expect(writes().filter(isCommit)).toHaveLength(2);
      }),
    );
  });

  it('is given up when the Hub fails again', async () => {
    await Promise.all(
      ways.map(async ([what, flags, token]) => {
        const { fix, hub, writes } = await bakery({}, { instead: ({ url }) => (isCommit(url) ? answer(503) : null) });
        const before = hub.sha(MODEL);
        const ran = await fix(token, ...flags);
        expect(ran, what).toMatchObject({
          status: 1,
          stderr: expect.stringMatching(
            /^llama-license-lint: nothing was changed: The Hub at 127\S+ answered with status 503\n {2}Try again in a while/,
          ) as string,
        });
        expect(ran.stdout).toContain('\nwould add   Notice\n');
        expect([hub.sha(MODEL), hub.discussions(MODEL), writes().filter(isCommit).length]).toEqual([before, [], 2]);
      }),
    );
  });
});

it('a commit of which nobody can tell what became of it is no commit that was not made', async () => {
  let committed = false;
  const { fix } = await bakery(
    {},
    {
      faults: ({ url }) => {
        committed ||= isCommit(url);
        return isCommit(url) ? hangsUp : null;
      },
      instead: () => (committed ? answer(503) : null),
    },
  );
  expect(await fix(BAKER, '--commit', '--yes')).toMatchObject({
    status: 1,
    stderr:
      'llama-license-lint: it is unknown whether the commit to baker/Example-Cake succeeded, because the Hub stopped answering\n  Run it again later: it first looks for the commit.\n',
  });
  expect(await fix(BAKER, '--commit', '--yes')).toMatchObject({ status: 3 });
});

describe('a request that fails for a moment', () => {
  it.each([['api/whoami-v2'], ['/discussions?'], ['/discussions/1'], ['/preupload/'], ['/revision/refs']])(
    'to %s leaves no second pull request',
    async (part) => {
      let failures = 2;
      const { fix, hub } = await bakery(
        {},
        { instead: ({ url = '' }) => (url.includes(part) && (failures -= 1) >= 1 ? answer(503) : null) },
      );
      for (const sweet of ['sweet', 'sour', 'salty']) {
        hub.push(MODEL, { 'README.md': CARD.replace('sweet', sweet) });
        await fix(FRIEND, '--create-pr');
      }
      const open = hub.discussions(MODEL).filter(({ status }) => status === 'open');
      expect(open).toHaveLength(1);
      expect(hub.text(MODEL, 'README.md', `refs/pr/${open[0]?.num ?? 0}`)).toContain('It is salty.');
    },
  );

  it('for good is no error of whoever gave the flags', async () => {
    const { fix, writes } = await bakery(
      {},
      { instead: ({ url = '' }) => (url.includes('whoami') ? answer(503) : null) },
    );
    expect(await fix(FRIEND, '--create-pr')).toMatchObject({
      status: 3,
      stdout: expect.stringContaining('answered with status 503') as string,
    });
    expect(writes()).toEqual([]);
  });

  it('for good while files are read makes the target unreadable', async () => {
    const { fix, writes } = await bakery(
      {},
      { instead: ({ url = '' }) => (url.includes('/resolve/') ? answer(403) : null) },
    );
    const ran = await fix(FRIEND, '--create-pr');
    expect(ran).toMatchObject({ status: 3, stderr: '' });
    expect(said(ran.stdout)).toMatch(/does not let baker\/Example-Cake be read/);
    expect(writes()).toEqual([]);
  });

  it('is waited for when the Hub limits requests', async () => {
    let failures = 1;
    const { fix } = await bakery(
      {},
      {
        instead: ({ url = '' }) =>
          url.includes('/discussions?') && (failures -= 1) >= 0 ? answer(429, { ratelimit: '"api";r=0;t=1' }) : null,
      },
    );
    expect((await fix(FRIEND, '--create-pr')).status).toBe(0);
  });
});

it('the token goes nowhere but to the Hub, though it redirects', async () => {
  const elsewhere = await bakery();
  const { fix } = await bakery(
    {},
    {
      instead: ({ url = '' }) =>
        /\/api\/(?:whoami|models\/.*(?:discussions|commit|preupload))/.test(url)
          ? answer(307, { location: `${elsewhere.hub.origin}${url}` })
          : null,
    },
  );
  expect(await fix(FRIEND, '--create-pr')).toMatchObject({
    status: 3,
    stdout: expect.stringContaining('has moved') as string,
  });
  expect(elsewhere.hub.seen).toEqual([]);
});
