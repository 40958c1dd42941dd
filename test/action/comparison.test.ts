import { describe, expect, it } from 'vitest';

import { ACTIONS_BOT, commentsServer, type Comment } from '../servers/github-comments.ts';
import { githubAnswer } from '../servers/github.ts';
import { commitOf, type GithubRepo } from '../servers/github-git.ts';
import { answer, type Answer } from '../servers/server.ts';
import { pullRequest, REPOSITORY, runStep, TOKEN, type Step } from './runner.ts';

// What a pull request makes better or worse, against the base branch as GitHub gives it.

const CARD = '---\nbase_model: meta-llama/Llama-4-Scout-17B-16E-Instruct\nlicense: llama4\n---\n\n# Widget\n';
const NOTICE =
  'Llama 4 is licensed under the Llama 4 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.\n';
const BUILT = `${CARD}\nBuilt with Llama\n`;

interface Compared {
  readonly comments: readonly Comment[];
  readonly body: string;
  readonly summary: string;
  readonly requests: readonly string[];
}

/** Runs the Action on a pull request from `before`, which GitHub has, to `after`, which is checked out. */
async function compare(
  before: GithubRepo,
  after: Readonly<Record<string, string>>,
  { branch = 'main', otherwise, ...step }: Step & { readonly branch?: string; readonly otherwise?: Answer } = {},
): Promise<Compared> {
  const comments: Comment[] = [];
  const world = { repositories: { [REPOSITORY]: { private: true, ...before } }, tokens: [TOKEN] };
  const server = await commentsServer({
    repository: REPOSITORY,
    number: 7,
    comments,
    tokens: { [TOKEN]: { user: ACTIONS_BOT, write: true } },
    otherwise: otherwise ?? githubAnswer(world),
  });
  const base = { ref: branch, sha: commitOf(before) };
  const ran = await runStep({ files: after, api: server.origin, event: pullRequest({ base }), ...step });
  expect(ran.stderr).toBe('');
  expect(
    ran.commands.filter(({ name }) => name === 'notice').filter(({ message }) => message.includes('comment')),
  ).toEqual([]);
  return { comments, body: comments[0]?.body ?? '', summary: ran.summary, requests: server.asked('/') };
}

describe('the comment', () => {
  it('says what became better and what became worse, and so does the summary', async () => {
    const { body, summary } = await compare(
      { files: { 'README.md': BUILT, 'model.safetensors': '' } },
      { 'README.md': CARD, Notice: NOTICE, 'model.safetensors': '' },
    );
    for (const text of [body, summary]) {
      expect(text).toContain(
        'Compared with `main`, this change makes 1 duty worse and 1 better.\n\n* worse: `llama-4/built-with-llama` met → **error**\n* better: `llama-4/notice-file` error → **met**\n',
      );
    }
  });

  it('says that nothing did', async () => {
    const files = { 'README.md': CARD, 'model.safetensors': '' };
    expect((await compare({ files }, { ...files, 'notes.txt': 'x' })).body).toContain(
      'Compared with `main`, this change makes no duty better or worse.',
    );
  });

  it('counts every duty that a new model brings with it', async () => {
    const { body } = await compare(
      { files: { 'README.md': '# Nothing\n' } },
      { 'README.md': CARD, 'model.safetensors': '' },
    );
    expect(body).toContain('* worse: `llama-4/agreement-copy` not applicable → **error**');
    expect(body).not.toContain('* better');
  });

  it('does not take a waiver for a duty that is met', async () => {
    const files = { 'README.md': CARD, 'model.safetensors': '', Notice: NOTICE };
    const { body } = await compare(
      { files },
      {
        'README.md': CARD,
        'model.safetensors': '',
        '.llama-license-lint.yaml': 'waivers: [{ rule: notice-file, reason: later }]\n',
      },
      { with: { config: '.llama-license-lint.yaml' } },
    );
    expect(body).toContain('* worse: `llama-4/notice-file` met → **waived**');
  });

  it('applies to the base branch the configuration that is there', async () => {
    const waiver = { '.llama-license-lint.yaml': 'waivers: [{ rule: notice-file, reason: later }]\n' };
    const files = { 'README.md': CARD, 'model.safetensors': '' };
    expect((await compare({ files: { ...files, ...waiver } }, { ...files, ...waiver })).body).toContain(
      'no duty better or worse',
    );
  });

  it('compares no folder within the checkout, which GitHub does not give apart', async () => {
    const { body } = await compare(
      { files: { 'README.md': CARD } },
      { 'm/README.md': CARD },
      { with: { targets: 'm' } },
    );
    expect(body).toContain('llama-4/');
    expect(body).not.toContain('Against');
  });

  it('takes the name of a branch as text', async () => {
    const files = { 'README.md': CARD };
    expect((await compare({ files }, files, { branch: '@acme/team <b>`![x](y)' })).body).toContain(
      'Compared with ``@acme/team <b>`![x](y)``, this',
    );
  });
});

describe('without a comparison', () => {
  const files = { 'README.md': CARD, 'model.safetensors': '' };

  it.each<[string, Answer]>([
    ['is private to the token', answer(404, { 'content-type': 'application/json' }, '{"message":"Not Found"}')],
    [
      'may not be read',
      answer(403, { 'content-type': 'application/json' }, '{"message":"Resource not accessible by integration"}'),
    ],
    ['is nonsense', answer(200, { 'content-type': 'application/json' }, '[]')],
  ])('the comment is written all the same when the base %s', async (_, otherwise) => {
    const { comments, body } = await compare({ files }, files, { otherwise });
    expect(comments).toHaveLength(1);
    expect(body).toContain('llama-4/notice-file');
    expect(body).not.toContain('Against');
  });

  it('the comment is written when the configuration of the base is wrong', async () => {
    const { body } = await compare({ files: { ...files, '.llama-license-lint.yaml': 'nmae: x\n' } }, files);
    expect(body).toContain('llama-4/notice-file');
    expect(body).not.toContain('Against');
  });

  it.each([
    [{ ref: 'main', sha: 'main' }],
    [{ ref: 'main', sha: '../../x' }],
    [{ ref: 7, sha: 'b'.repeat(40) }],
    [null],
    ['x'],
  ])('the comment is written when the event names the base %j', async (base) => {
    const { comments, requests } = await compare({ files }, files, { event: pullRequest({ base }) });
    expect(comments).toHaveLength(1);
    expect(requests.filter((asked) => /commits|trees/.test(asked))).toEqual([]);
  });

  it('nothing is compared where there is nothing to say', async () => {
    const { comments, requests } = await compare({ files: { 'README.md': '# x\n' } }, { 'README.md': '# y\n' });
    expect(comments).toEqual([]);
    expect(requests.filter((asked) => asked.includes('/issues/'))).toEqual([
      `GET /repos/${REPOSITORY}/issues/7/comments`,
    ]);
    expect(requests.filter((asked) => asked.includes('README'))).toEqual([]);
  });
});

it('a repository on GitHub is a target, asked for with the token', async () => {
  const world = {
    repositories: { 'acme/Llama-Secret': { private: true, files: { 'README.md': CARD, 'model.safetensors': '' } } },
    tokens: [TOKEN],
  };
  const server = await commentsServer({
    repository: REPOSITORY,
    number: 7,
    comments: [],
    tokens: {},
    otherwise: githubAnswer(world),
  });
  const step = await runStep({ api: server.origin, with: { targets: 'github:acme/Llama-Secret' } });
  expect(step).toMatchObject({ status: 1, stderr: '', outputs: { outcome: 'unmet' } });
  expect(step.report().repositories).toMatchObject([{ source: 'github', name: { value: 'acme/Llama-Secret' } }]);
  expect(step.commands[0]?.message).toMatch(/^github:acme\/Llama-Secret README\.md:/);
});
