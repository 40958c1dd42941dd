import { describe, expect, it } from 'vitest';

import { BAKER, bakery, CARD, FRIEND, LINE, MODEL, said, TEXT } from './bakery.ts';

// Pull requests that are open or were closed, on a server that merges as Git does.

const open = (one: { readonly status: string }) => one.status === 'open';

describe('when the owner has changed a file that the pull request touches', () => {
  it.each([
    ['a line beside the insertion', CARD.replace('# Cake\n\nIt', '# Fine Cake\n\nIt')],
    ['another part of it', CARD.replace('They like it.', 'They love it.')],
    ['its front matter', CARD.replace('license: example1\n', 'license: example1\ntags: [cake]\n')],
  ])('%s, a fresh one is opened that merges, and the old one is closed with a link', async (_, card) => {
    const { fix, hub } = await bakery();
    await fix(FRIEND, '--create-pr');
    hub.push(MODEL, { 'README.md': card });
    const { status, stdout, stderr } = await fix(FRIEND, '--create-pr');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(said(stdout)).toContain(`opened ${hub.origin}/${MODEL}/discussions/2, which replaces an older one`);
    expect(hub.discussions(MODEL)).toMatchObject([
      {
        status: 'closed',
        comments: [
          { author: 'friend', text: expect.stringContaining(`${hub.origin}/${MODEL}/discussions/2`) as string },
        ],
      },
      { status: 'open' },
    ]);
    hub.settle(MODEL, 2, 'merged');
    expect(hub.text(MODEL, 'Notice')).toBe(LINE);
    expect(hub.text(MODEL, 'README.md')).toContain(card.split('\n').find((line) => line.startsWith('#')) ?? '?');
  });

  it('what the program closed itself is nobody’s decision', async () => {
    const { fix, hub } = await bakery();
    await fix(FRIEND, '--create-pr');
    hub.push(MODEL, { 'README.md': CARD.replace('sweet', 'sour') });
    await fix(FRIEND, '--create-pr');
    hub.settle(MODEL, 2, 'merged');
    hub.push(MODEL, { Notice: null });
    expect((await fix(FRIEND, '--create-pr')).status).toBe(0);
    expect(hub.discussions(MODEL).filter(open)).toMatchObject([{ num: 3 }]);
  });
});

describe('when nothing is left to propose', () => {
  it('the open one is closed with a sentence', async () => {
    const { fix, hub } = await bakery();
    await fix(FRIEND, '--create-pr');
    const files = Object.fromEntries(
      ['README.md', 'Notice', 'LICENSE'].map((path) => [path, hub.text(MODEL, path, 'refs/pr/1') ?? '']),
    );
    hub.push(MODEL, files);
    const { status, stdout } = await fix(FRIEND, '--create-pr');
    expect(status).toBe(0);
    expect(said(stdout)).toContain(`closed ${hub.origin}/${MODEL}/discussions/1`);
    expect(hub.discussions(MODEL)).toMatchObject([
      {
        status: 'closed',
        comments: [{ text: expect.stringContaining('nothing is left to propose') as string }],
      },
    ]);
  });

  it('one that somebody has worked on stays', async () => {
    const { fix, hub } = await bakery();
    await fix(FRIEND, '--create-pr');
    const files = Object.fromEntries(
      ['README.md', 'Notice', 'LICENSE'].map((path) => [path, hub.text(MODEL, path, 'refs/pr/1') ?? '']),
    );
    hub.push(MODEL, { 'notes.md': 'Mine.' }, 'refs/pr/1');
    hub.push(MODEL, files);
    await fix(FRIEND, '--create-pr');
    expect(hub.discussions(MODEL)).toMatchObject([{ status: 'open', comments: [] }]);
  });
});

describe('one of another account', () => {
  it('with the same changes is enough', async () => {
    const { fix, hub } = await bakery();
    await fix(FRIEND, '--create-pr');
    expect(said((await fix(BAKER, '--create-pr')).stdout)).toContain(
      '/discussions/1, already with these changes; nothing was done',
    );
    expect(hub.discussions(MODEL)).toHaveLength(1);
  });

  it('that was declined is declined for all', async () => {
    const { fix, hub } = await bakery();
    await fix(FRIEND, '--create-pr');
    hub.settle(MODEL, 1, 'closed');
    expect(await fix(BAKER, '--create-pr')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('--propose-again') as string,
    });
    expect(hub.discussions(MODEL)).toHaveLength(1);
  });

  it('with our title and other contents stands in nobody’s way', async () => {
    const { fix, hub } = await bakery({
      discussions: [
        {
          title: 'Meet the Example 1 Community License (llama-license-lint)',
          author: 'mallory',
          description: '<!-- llama-license-lint -->',
        },
      ],
    });
    await fix(FRIEND, '--create-pr');
    expect(hub.discussions(MODEL)).toHaveLength(2);
  });
});

it('its own is known by its title when the description was rewritten', async () => {
  const { fix, hub } = await bakery({
    discussions: [
      {
        title: 'Meet the Example 1 Community License (llama-license-lint)',
        author: 'friend',
        description: 'My words.',
      },
    ],
  });
  await fix(FRIEND, '--create-pr');
  expect(hub.discussions(MODEL)).toHaveLength(1);
  expect(hub.text(MODEL, 'LICENSE', 'refs/pr/1')).toBe(TEXT);
});
