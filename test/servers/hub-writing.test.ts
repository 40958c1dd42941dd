import { createHash } from 'node:crypto';

import { commit, pathsInfo, whoAmI, type CommitOperation } from '@huggingface/hub';
import { describe, expect, it } from 'vitest';

import { hubServer, type HubWorld } from './hub.ts';

// Commits and pull requests on the tests' Hub, made by the Hub's own client.

const ID = 'guild/Llama-Toast';
const USERS = {
  hf_owner: { name: 'owner', role: 'write', orgs: [{ name: 'guild', roleInOrg: 'admin' }] },
  hf_guest: { name: 'guest', role: 'write' },
  hf_other: { name: 'other', role: 'write' },
  hf_reader: { name: 'owner', role: 'read', orgs: [{ name: 'guild', roleInOrg: 'admin' }] },
} as const;

const world: HubWorld = {
  repositories: { [ID]: { files: { 'README.md': 'plain', 'old.txt': 'old' } } },
  tokens: USERS,
};
const add = (path: string, text: string): CommitOperation => ({
  operation: 'addOrUpdate',
  path,
  content: new Blob([text]),
});

interface Sent {
  readonly token?: string;
  readonly pull?: boolean;
  readonly parentCommit?: string;
  readonly operations?: CommitOperation[];
  readonly useXet?: boolean;
}

const send = (
  hubUrl: string,
  { token, pull = false, parentCommit, operations = [add('NOTICE', 'öfter')], useXet = true }: Sent,
) =>
  commit({
    repo: ID,
    title: 'Add a notice',
    description: 'Clause 1',
    operations,
    hubUrl,
    useXet,
    isPullRequest: pull,
    ...(token === undefined ? {} : { accessToken: token }),
    ...(parentCommit === undefined ? {} : { parentCommit }),
  });

const json = async (address: string): Promise<unknown> => (await fetch(address)).json();

describe('a commit', () => {
  it('of an owner changes the branch, and the model’s revision with it', async () => {
    const hub = await hubServer(world);
    const before = hub.sha(ID);
    const made = await send(hub.origin, {
      token: 'hf_owner',
      operations: [add('NOTICE', 'öfter'), add('README.md', 'new'), { operation: 'delete', path: 'old.txt' }],
    });
    expect([hub.text(ID, 'NOTICE'), hub.text(ID, 'README.md'), hub.text(ID, 'old.txt')]).toEqual([
      'öfter',
      'new',
      null,
    ]);
    expect(hub.sha(ID)).toBe(made?.commit.oid);
    expect(await json(`${hub.origin}/api/models/${ID}?expand=sha`)).toMatchObject({ sha: made?.commit.oid });
    expect(hub.text(ID, 'README.md', before ?? '')).toBe('plain');
  });

  it('upon a state that is no longer the last one is refused', async () => {
    const hub = await hubServer(world);
    const parentCommit = hub.sha(ID) ?? '';
    hub.push(ID, { 'README.md': 'changed meanwhile' });
    await expect(send(hub.origin, { token: 'hf_owner', parentCommit })).rejects.toMatchObject({ statusCode: 412 });
    expect([hub.text(ID, 'NOTICE'), hub.text(ID, 'README.md')]).toEqual([null, 'changed meanwhile']);
  });

  it.each<[string, Sent, number, RegExp]>([
    ['without a token', {}, 401, /Invalid username or password/],
    [
      'with a token that the Hub does not know',
      { token: 'hf_unknown' },
      401,
      /Invalid credentials in Authorization header/,
    ],
    ['with a token that only reads', { token: 'hf_reader', pull: true }, 403, /write token/],
    ['by somebody else', { token: 'hf_guest' }, 403, /create_pr=1/],
    [
      'that deletes what is not there',
      { token: 'hf_owner', operations: [{ operation: 'delete', path: 'no-such' }] },
      400,
      /does not exist/,
    ],
  ])('%s is refused', async (_, sent, statusCode, message) => {
    const hub = await hubServer(world);
    await expect(send(hub.origin, sent)).rejects.toMatchObject({
      statusCode,
      message: expect.stringMatching(message) as string,
    });
    expect([hub.text(ID, 'NOTICE'), hub.discussions(ID)]).toEqual([null, []]);
  });
});

describe('a file that the repository keeps in LFS', () => {
  const attributed: HubWorld = {
    ...world,
    repositories: { [ID]: { files: { '.gitattributes': 'NOTICE filter=lfs diff=lfs merge=lfs -text\n' } } },
  };

  it('is uploaded to the second host, and then committed', async () => {
    const hub = await hubServer(attributed);
    await send(hub.origin, { token: 'hf_owner', useXet: false });
    expect(hub.second.seen.map(({ method, headers }) => [method, headers.authorization])).toEqual([['PUT', undefined]]);
    expect(hub.text(ID, 'NOTICE')).toBe('öfter');
    expect(await pathsInfo({ repo: ID, paths: ['NOTICE', 'missing'], hubUrl: hub.origin })).toMatchObject([
      { path: 'NOTICE', lfs: { oid: createHash('sha256').update('öfter').digest('hex') } },
    ]);
    expect(
      (await fetch(`${hub.origin}/${ID}/resolve/main/NOTICE`, { redirect: 'manual' })).headers.get('location'),
    ).toContain(hub.second.origin);
  });

  it('is refused when it was not uploaded, or with a token that only reads', async () => {
    const hub = await hubServer(attributed);
    const batch = { method: 'POST', body: JSON.stringify({ operation: 'upload', objects: [] }) };
    expect(
      (
        await fetch(`${hub.origin}/${ID}.git/info/lfs/objects/batch`, {
          ...batch,
          headers: { authorization: 'Bearer hf_reader' },
        })
      ).status,
    ).toBe(403);
    const lines = [
      { key: 'header', value: { summary: 'Add' } },
      { key: 'lfsFile', value: { path: 'NOTICE', algo: 'sha256', oid: 'ab'.repeat(32), size: 6 } },
    ];
    const sent = await fetch(`${hub.origin}/api/models/${ID}/commit/main`, {
      method: 'POST',
      body: lines.map((line) => JSON.stringify(line)).join('\n'),
      headers: { authorization: 'Bearer hf_owner' },
    });
    expect([sent.status, hub.text(ID, 'NOTICE')]).toEqual([400, null]);
  });
});

describe('a pull request', () => {
  it('changes nothing but its own ref', async () => {
    const hub = await hubServer(world);
    const made = await send(hub.origin, { token: 'hf_guest', pull: true });
    expect(made?.pullRequestUrl).toBe(`${hub.origin}/${ID}/discussions/1`);
    expect([
      hub.text(ID, 'NOTICE'),
      hub.text(ID, 'NOTICE', 'refs/pr/1'),
      hub.text(ID, 'README.md', 'refs/pr/1'),
    ]).toEqual([null, 'öfter', 'plain']);
    expect(await (await fetch(`${hub.origin}/${ID}/resolve/refs%2Fpr%2F1/NOTICE`)).text()).toBe('öfter');
    expect(await json(`${hub.origin}/api/models/${ID}/tree/refs/pr/1`)).toHaveLength(3);
    expect(await json(`${hub.origin}/api/models/${ID}/discussions/1`)).toMatchObject({
      num: 1,
      title: 'Add a notice',
      status: 'open',
      isPullRequest: true,
      author: { name: 'guest' },
      changes: { base: 'refs/heads/main' },
      events: [
        { type: 'comment', data: { latest: { raw: 'Clause 1' } } },
        { type: 'commit', data: { subject: 'Add a notice', oid: made?.commit.oid } },
      ],
    });
  });

  it('is listed with the others, newest first and in pages', async () => {
    const hub = await hubServer({ ...world, perPage: { discussions: 2 } });
    for (const path of ['a', 'b', 'c'])
      await send(hub.origin, { token: 'hf_guest', pull: true, operations: [add(path, path)] });
    const page = (query: string) => json(`${hub.origin}/api/models/${ID}/discussions?${query}`);
    expect(await page('type=pull_request&status=open')).toMatchObject({
      count: 3,
      start: 0,
      discussions: [{ num: 3 }, { num: 2 }],
    });
    expect(await page('type=pull_request&status=open&p=1')).toMatchObject({
      count: 3,
      start: 2,
      discussions: [{ num: 1, author: { name: 'guest' } }],
    });
    expect(await page('type=discussion')).toMatchObject({ count: 0, discussions: [] });
    expect(await page('status=closed')).toMatchObject({ count: 0 });
  });

  it('can be merged or closed', async () => {
    const hub = await hubServer(world);
    for (const path of ['a', 'b'])
      await send(hub.origin, { token: 'hf_guest', pull: true, operations: [add(path, path)] });
    hub.settle(ID, 1, 'merged');
    hub.settle(ID, 2, 'closed');
    expect([hub.text(ID, 'a'), hub.text(ID, 'b')]).toEqual(['a', null]);
    expect(await json(`${hub.origin}/api/models/${ID}/discussions?status=open`)).toMatchObject({ count: 0 });
    expect(await json(`${hub.origin}/api/models/${ID}/discussions?status=closed`)).toMatchObject({
      count: 2,
      discussions: [{ status: 'closed' }, { status: 'merged' }],
    });
  });

  it('is described anew and closed by its author or the owner, and by nobody else', async () => {
    const hub = await hubServer(world);
    await send(hub.origin, { token: 'hf_guest', pull: true });
    const post = async (token: string, place: string, body: object) =>
      (
        await fetch(`${hub.origin}/api/models/${ID}/discussions/1/${place}`, {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { authorization: `Bearer ${token}` },
        })
      ).status;
    const edit = ['comment/event-1/edit', { content: 'Clause 2' }] as const;
    expect([
      await post('hf_reader', ...edit),
      await post('hf_other', ...edit),
      await post('hf_guest', 'comment/event-9/edit', { content: '' }),
    ]).toEqual([403, 403, 400]);
    expect(await post('hf_guest', ...edit)).toBe(200);
    expect(hub.discussions(ID)).toMatchObject([{ description: 'Clause 2', status: 'open', base: 'main' }]);
    expect(await post('hf_owner', 'status', { status: 'closed' })).toBe(200);
    expect(hub.discussions(ID)).toMatchObject([{ status: 'closed' }]);
  });

  it('is not taken where the owner wants none', async () => {
    const hub = await hubServer({ ...world, repositories: { [ID]: { files: {}, closed: true } } });
    await expect(send(hub.origin, { token: 'hf_guest', pull: true })).rejects.toMatchObject({ statusCode: 403 });
  });
});

it('tells somebody who they are', async () => {
  const hub = await hubServer(world);
  expect(await whoAmI({ hubUrl: hub.origin, accessToken: 'hf_owner' })).toMatchObject({
    name: 'owner',
    orgs: [{ name: 'guild', roleInOrg: 'admin' }],
    auth: { accessToken: { role: 'write' } },
  });
  await expect(whoAmI({ hubUrl: hub.origin, accessToken: 'hf_unknown' })).rejects.toMatchObject({ statusCode: 401 });
});
