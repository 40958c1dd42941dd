import { describe, expect, it } from 'vitest';

import {
  ACTIONS_BOT,
  comment,
  commentsServer,
  readOnly,
  type Comment,
  type CommentsServer,
  type CommentsWorld,
} from '../servers/github-comments.ts';
import { githubLimit, githubSecondaryLimit } from '../servers/github.ts';
import { answer, hungUp, type Answer } from '../servers/server.ts';
import { change, pullRequest, REPOSITORY, runStep, TOKEN, type Step, type Stepped } from './runner.ts';

// The comment on a pull request, on a server that behaves like GitHub's API.

const MARKER = '<!-- llama-license-lint -->';
const WAIVED = 'waivers: [{ rule: agreement-copy, reason: soon }, { rule: license-metadata, reason: soon }]\n';
const ALICE = { login: 'alice', type: 'User' } as const;
const LIST = `GET /repos/${REPOSITORY}/issues/7/comments`;
const POST = `POST /repos/${REPOSITORY}/issues/7/comments`;
const one = (id: number) => `/repos/${REPOSITORY}/issues/comments/${id}`;

interface Pull {
  readonly comments: Comment[];
  readonly server: CommentsServer;
  readonly run: (step?: Step) => Promise<Stepped>;
}

/** A pull request with these comments, for which the Action runs. */
async function pull(comments: Comment[] = [], world: Partial<CommentsWorld> = {}): Promise<Pull> {
  const server = await commentsServer({
    repository: REPOSITORY,
    number: 7,
    comments,
    tokens: { [TOKEN]: { user: ACTIONS_BOT, write: true } },
    ...world,
  });
  const run = async (step: Step = {}) =>
    runStep({ fixture: 'finetune-half-done', event: pullRequest(), api: server.origin, ...step });
  return { comments, server, run };
}

const own = (comments: readonly Comment[]) => comments.filter(({ body }) => body.startsWith(MARKER));
const chatter = (count: number) => Array.from({ length: count }, (_, at) => comment(at + 1, `talk ${at}`, ALICE));
const notices = ({ commands }: Stepped) =>
  commands.filter(({ name }) => name === 'notice').map(({ message }) => message);

/** The same step on the same checkout, which a configuration that the workflow names has waived meanwhile. */
async function waived(before: Stepped, { run }: Pull, input: Step = {}): Promise<Stepped> {
  change(before.workspace, '.llama-license-lint.yaml', WAIVED);
  return run({ workspace: before.workspace, with: { config: '.llama-license-lint.yaml' }, ...input });
}

describe('on a pull request from a branch', () => {
  it('one comment says what is unmet, and is corrected in place when it is waived', async () => {
    const world = await pull(chatter(2));
    const first = await world.run();
    expect(first).toMatchObject({ status: 1, stderr: '' });
    expect(notices(first)).toEqual([]);
    expect(own(world.comments)).toMatchObject([{ id: 1001, user: ACTIONS_BOT }]);
    expect(world.comments[2]?.body).toContain('| **error** | `llama-4/agreement-copy` 1.b.i (A) |');
    const second = await waived(first, world);
    expect(second).toMatchObject({ status: 0, outputs: { outcome: 'configured' } });
    expect(world.comments.map(({ id }) => id)).toEqual([1, 2, 1001]);
    expect(world.comments[2]?.body).toContain(
      '**Nothing is open, by declaration**: 2 duties waived by .llama-license-lint.yaml.',
    );
    expect(world.comments[2]?.body).not.toContain('All duties');
    expect(world.comments[2]?.body).not.toContain('**error**');
  });

  it('nothing is written where there is nothing to say, unless it is to be said always', async () => {
    const nothing = { files: { 'README.md': '# Bread\n' }, fixture: 'trap-tinyllama' };
    const world = await pull();
    expect((await world.run(nothing)).status).toBe(0);
    expect(world.server.asked()).toEqual([LIST]);
    expect(world.comments).toEqual([]);
    await world.run({ ...nothing, with: { comment: 'always' } });
    expect(own(world.comments)).toHaveLength(1);
    expect(world.comments[0]?.body).toContain('**No duty was found to bind here.**');
  });

  it('a comment that is right already is left', async () => {
    const world = await pull();
    const { workspace } = await world.run();
    const before = world.comments.map(({ body }) => body);
    // GitHub may hand a body out with other line ends than it took.
    for (const each of world.comments) each.body = each.body.replaceAll('\n', '\r\n').trim();
    await world.run({ workspace });
    expect(world.server.asked().filter((asked) => asked.startsWith('PATCH'))).toEqual([]);
    expect(before).toHaveLength(1);
  });

  it('the comment is found behind three hundred others', async () => {
    const world = await pull([...chatter(320), comment(999, `${MARKER}\nold`)]);
    await world.run();
    expect(world.server.asked()).toEqual([LIST, LIST, LIST, LIST, `PATCH ${one(999)}`]);
    expect(own(world.comments)).toMatchObject([
      { id: 999, body: expect.stringContaining('llama-4/agreement-copy') as string },
    ]);
  });

  it('never is never: nothing is asked', async () => {
    const world = await pull([comment(9, `${MARKER}\nold`)]);
    const step = await world.run({ with: { comment: 'never' } });
    expect(step.status).toBe(1);
    expect(world.server.asked()).toEqual([]);
  });

  it("a marker in somebody's comment does not make it ours, nor one in the middle of a bot's", async () => {
    const others = [
      comment(1, `${MARKER}\nmine!`, ALICE),
      comment(2, `> ${MARKER}`),
      comment(3, `${MARKER}\ngone`, null),
    ];
    const world = await pull([...others]);
    await world.run();
    expect(world.comments.slice(0, 3)).toEqual([
      comment(1, `${MARKER}\nmine!`, ALICE),
      comment(2, `> ${MARKER}`),
      comment(3, `${MARKER}\ngone`, null),
    ]);
    expect(world.comments).toHaveLength(4);
    await world.run();
    expect(world.comments).toHaveLength(4);
  });

  it('a token of a person finds the comment of that person', async () => {
    const world = await pull(
      [comment(1, `${MARKER}\nBob's`, { login: 'bob', type: 'User' }), comment(2, `${MARKER}\nold`, ALICE)],
      { tokens: { [TOKEN]: { user: ALICE, write: true } } },
    );
    await world.run();
    expect(world.comments).toMatchObject([
      { body: `${MARKER}\nBob's` },
      { id: 2, body: expect.stringContaining('llama-4/') as string },
    ]);
  });

  it('a report of any size fits', async () => {
    const folders = Array.from({ length: 120 }, (_, at) => `m${at}`);
    const files = Object.fromEntries(
      folders.map((folder) => [
        `${folder}/README.md`,
        `---\nbase_model: meta-llama/Llama-4-Scout-17B-16E\nlicense: ${'ü'.repeat(300)}\n---\n`,
      ]),
    );
    const world = await pull();
    const step = await world.run({ files, with: { targets: folders.join('\n'), format: 'none' } });
    expect(notices(step).filter((text) => text.includes('comment'))).toEqual([]);
    expect(world.comments).toHaveLength(1);
    expect(world.comments[0]?.body.length).toBeLessThan(65_536);
    expect(world.comments[0]?.body).toContain('did not fit here');
  });
});

describe('another event', () => {
  it.each(['push', 'schedule', 'workflow_dispatch', 'issue_comment', ''])('%s asks nothing of GitHub', async (name) => {
    const world = await pull([comment(9, `${MARKER}\nold`)]);
    const step = await world.run({ event: { name, payload: pullRequest().payload }, with: { comment: 'always' } });
    expect(step.status).toBe(1);
    expect(world.server.seen).toEqual([]);
  });

  it.each([['7'], [-7], [7.5], [1e300], [null], ['7/../8'], [{}]])(
    'that names the pull request %j leads nowhere',
    async (number) => {
      const world = await pull();
      expect(await world.run({ event: pullRequest({ number }) })).toMatchObject({ status: 1, stderr: '' });
      expect(world.server.seen).toEqual([]);
    },
  );

  it.each(['../..', 'a/b/c', 'a/..', 'a', 'a b/c', '\na/b'])(
    'of the repository %j leads nowhere',
    async (repository) => {
      const world = await pull();
      expect(await world.run({ env: { GITHUB_REPOSITORY: repository } })).toMatchObject({ status: 1, stderr: '' });
      expect(world.server.seen).toEqual([]);
    },
  );
});

describe('a token that may not write', () => {
  const may = { tokens: { [TOKEN]: { user: ACTIONS_BOT, write: false } } };

  it('of a pull request from a fork leaves annotations, summary and one notice', async () => {
    const world = await pull([], may);
    const step = await world.run({ event: pullRequest({ from: 'fork' }) });
    expect(step).toMatchObject({ status: 1, stderr: '', outputs: { errors: '2' } });
    expect(notices(step)).toEqual([expect.stringContaining('as always for a pull request from a fork')]);
    expect(step.commands.filter(({ name }) => name === 'error')).toHaveLength(2);
    expect(step.summary).toContain('llama-4/agreement-copy');
    expect(world.comments).toEqual([]);
  });

  it('fails nothing', async () => {
    const world = await pull([comment(1, `${MARKER}\nold`)], may);
    const step = await world.run({ event: pullRequest({ from: 'fork' }), fixture: 'trap-tinyllama' });
    expect(step).toMatchObject({ status: 0, stderr: '' });
    expect(notices(step)).toHaveLength(1);
  });

  it('is no matter where there is nothing to say', async () => {
    const world = await pull([], { ...may, faults: [{ method: 'GET', instead: readOnly }] });
    const step = await world.run({ fixture: 'trap-tinyllama' });
    expect(step).toMatchObject({ status: 0, commands: [] });
  });

  it('is told in words where there are to be no annotations', async () => {
    const step = await (await pull([], may)).run({ with: { annotations: 'false', format: 'none' } });
    expect(step.commands).toEqual([]);
    expect(step.stdout).toContain('The comment was not written');
  });

  it('is one of ten notices at most', async () => {
    const folders = Array.from({ length: 12 }, (_, at) => `m${at}`);
    const files = Object.fromEntries(
      folders.map((folder) => [
        `${folder}/config.json`,
        '{"model_type":"llama4","architectures":["Llama4ForConditionalGeneration"]}',
      ]),
    );
    const step = await (await pull([], may)).run({ files, with: { targets: folders.join('\n') } });
    expect(notices(step)).toHaveLength(10);
    expect(notices(step)[0]).toContain('The comment was not written');
  });

  it.each([
    ['', 'there is no token'],
    ['ghs_unknown', 'GitHub does not accept the token'],
  ])('since it is %j says so', async (token, why) => {
    const step = await (await pull()).run({ with: { token } });
    expect(step.status).toBe(1);
    expect(notices(step)).toEqual([expect.stringContaining(why)]);
  });
});

describe('when GitHub', () => {
  const once = (method: string, instead: Answer) => ({ faults: [{ method, instead }] });
  const lost = () => ({
    faults: [
      {
        method: 'PATCH',
        meanwhile: (comments: Comment[]) => {
          comments.splice(0);
        },
      },
    ],
  });
  const leavesOne = async (world: Pull): Promise<void> => {
    expect(notices(await world.run())).toEqual([]);
    expect(own(world.comments)).toHaveLength(1);
  };

  it.each([['GET'], ['POST']])('limits a %s for two seconds, they are waited for', async (method) => {
    const times: number[] = [];
    const world = await pull([], {
      ...once(method, githubSecondaryLimit(2)),
      before: (asked) => {
        if (asked === method) times.push(Date.now());
        return Promise.resolve();
      },
    });
    await leavesOne(world);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(1900);
  });

  it.each(['GET', 'POST'])('fails once with 502 at a %s, it is asked again', async (method) => {
    await leavesOne(await pull([], once(method, answer(502, {}, '<html>'))));
  });

  it('fails with 502 three times, it is asked again', async () => {
    const fault = { method: 'GET', instead: answer(502) };
    await leavesOne(await pull([], { faults: [fault, { ...fault }, { ...fault }] }));
  });

  it('hangs up once, it is asked again', async () => {
    await leavesOne(await pull([], once('POST', hungUp)));
  });

  it('fails after it has taken the comment, the second one is removed', async () => {
    const world = await pull([], { faults: [{ method: 'POST', done: true, instead: answer(502) }] });
    await leavesOne(world);
    expect(world.comments[0]?.body).toContain('llama-4/agreement-copy');
  });

  it('lost the comment between the look and the update, a new one is written', async () => {
    const world = await pull([comment(9, `${MARKER}\nold`)], lost());
    await leavesOne(world);
    expect(world.comments).toMatchObject([{ id: 1001 }]);
    expect(world.server.asked()).toEqual([LIST, `PATCH ${one(9)}`, LIST, POST, LIST]);
  });

  it('lost a comment that had nothing more to say, none is written', async () => {
    const world = await pull([comment(9, `${MARKER}\nold`)], lost());
    const step = await world.run({ fixture: 'trap-tinyllama' });
    expect(step).toMatchObject({ status: 0, commands: [] });
    expect(world.comments).toEqual([]);
  });

  it('has several comments of ours, the oldest is kept', async () => {
    const world = await pull([
      comment(3, `${MARKER}\na`),
      comment(5, 'talk', ALICE),
      comment(8, `${MARKER}\nb`),
      comment(9, `${MARKER}\nc`),
    ]);
    await world.run();
    expect(world.comments).toMatchObject([{ id: 3, body: expect.stringContaining('llama-4/') as string }, { id: 5 }]);
  });

  it.each<[string, Answer, string]>([
    [
      'does not find the pull request',
      answer(404, { 'content-type': 'application/json' }, '{"message":"Not Found"}'),
      'the token has no permission to write it',
    ],
    [
      'lets nobody comment',
      answer(
        403,
        { 'content-type': 'application/json' },
        '{"message":"Unable to create comment because issue is locked."}',
      ),
      'the token has no permission to write it',
    ],
    [
      'does not take the comment',
      answer(422, { 'content-type': 'application/json' }, '{"message":"::error::Validation Failed"}'),
      'GitHub answered with status 422',
    ],
    ['limits for an hour', githubLimit(3600), 'GitHub answers no more requests for 60 min'],
  ])('%s, one notice says so', async (_, instead, why) => {
    const world = await pull([], once('POST', instead));
    const step = await world.run();
    expect(step).toMatchObject({ status: 1, stderr: '', outputs: { errors: '2' } });
    expect(notices(step)).toEqual([expect.stringContaining(why)]);
    expect(step.stdout).not.toContain('Validation');
  });

  it('is not there, one notice says so', async () => {
    const step = await runStep({ fixture: 'finetune-half-done', event: pullRequest(), api: 'http://127.0.0.1:9' });
    expect(step).toMatchObject({ status: 1, stderr: '' });
    expect(notices(step)).toEqual([expect.stringContaining('the request to GitHub cannot be reached')]);
  });

  it('answers with anything at all, the step ends as it should', async () => {
    for (const instead of [
      answer(200, { 'content-type': 'application/json' }, '{"a":1}'),
      answer(200, { 'content-type': 'application/json' }, '[null, 5, {"id": "x", "body": 7}]'),
      answer(200, {}, 'hello'),
      answer(302, { location: 'http://127.0.0.1:9/' }),
    ]) {
      const world = await pull([], { faults: [{ method: 'GET', instead }] });
      expect(await world.run()).toMatchObject({ status: 1, stderr: '', outputs: { errors: '2' } });
    }
  });
});

describe('two runs at once', () => {
  it('leave one comment', async () => {
    // Both look before either writes.
    let looking = 0;
    let go: () => void = () => undefined;
    const bothLooked = new Promise<void>((resolve) => {
      go = resolve;
    });
    const world = await pull([], {
      before: async (method, path) => {
        if (method === 'GET' && path.endsWith('/issues/7/comments') && (looking += 1) === 2) go();
        if (method === 'POST') await bothLooked;
      },
    });
    const steps = await Promise.all([world.run(), world.run()]);
    expect(steps.map(({ status }) => status)).toEqual([1, 1]);
    expect(steps.flatMap(notices)).toEqual([]);
    expect(world.server.asked().filter((asked) => asked === POST)).toHaveLength(2);
    expect(own(world.comments)).toHaveLength(1);
    expect(world.comments[0]?.body).toContain('llama-4/agreement-copy');
  });
});
