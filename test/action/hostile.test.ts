import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readInputs } from '../../src/action/inputs.ts';
import { pullRequestOf } from '../../src/action/pull-request.ts';
import { UsageError } from '../../src/errors/usage-error.ts';
import { ACTIONS_BOT, comment, commentsServer } from '../servers/github-comments.ts';
import { answer, type Answer } from '../servers/server.ts';
import { pullRequest, REPOSITORY, runStep, TOKEN, type Stepped } from './runner.ts';

// Whoever opens a pull request chooses the files, their names, and much of the event.

const EVIL = '::error file=x::pwned%0A::set-output name=outcome::met';
const CARD = [
  '---',
  `base_model: "meta-llama/Llama-4-Scout-17B-16E-Instruct"`,
  `license: "${EVIL}"`,
  'tags: ["::stop-commands::x", "##[error]y"]',
  '---',
  '',
  `# ${EVIL}`,
  '',
  '::add-mask::a',
  '::stop-commands::resume',
  '::resume-',
  'Built with ::warning::Llama',
  '<img src=x onerror=alert(1)>',
  '@acme/team #1 </details>',
  '<!-- llama-license-lint -->',
].join('\n');

/** Names as a checkout can have them. */
const NAMES = [
  '::error::a.md',
  '%0A::warning::b.md',
  'c\n::error::d.safetensors',
  'e\r::notice::f.safetensors',
  '<!-- llama-license-lint -->.safetensors',
  '`|@acme[x](y).gguf',
  'Notice ::debug::',
];

/** Commands that the Action itself has reason to give. */
const OWN = (step: Stepped) =>
  step.commands.filter(
    ({ name, properties }) =>
      ['error', 'warning', 'notice'].includes(name) &&
      /^[\w.-]+\/[\w-]+ \(|^(?:A target could not be read|More findings|No comment on the pull request|Wrong input or configuration)$/.test(
        properties['title'] ?? '',
      ),
  );

describe('a hostile checkout', () => {
  it('gives no command, no output, and no comment of its own', async () => {
    const comments = [comment(1, 'talk', { login: 'alice', type: 'User' })];
    const server = await commentsServer({
      repository: REPOSITORY,
      number: 7,
      comments,
      tokens: { [TOKEN]: { user: ACTIONS_BOT, write: true } },
    });
    const { workspace } = await runStep();
    mkdirSync(join(workspace, '::error::m'));
    for (const folder of [workspace, join(workspace, '::error::m')]) {
      writeFileSync(join(folder, 'README.md'), CARD);
      for (const name of NAMES) writeFileSync(join(folder, name), `${EVIL}\n`);
    }
    const step = await runStep({
      workspace,
      api: server.origin,
      event: pullRequest(),
      with: { targets: '.\n::error::m\n::error::missing', name: '' },
    });
    expect(step).toMatchObject({ status: 1, stderr: '', outputs: { outcome: 'unreadable' } });
    expect(step.commands.length).toBeGreaterThan(5);
    expect(step.commands).toEqual(OWN(step));
    // Nothing would be a command even to a runner that was told to look.
    const commands = step.stdout.split(/\r\n|\n|\r/).filter((line) => /^\s*::|##\[/.test(line));
    expect(
      commands.filter(
        (line) => !/^::(?:error|warning|notice) |^::(?:stop-commands::)?resume-[0-9a-f-]{36}(?:::)?$/.test(line),
      ),
    ).toEqual([]);
    expect(comments).toHaveLength(2);
    const [, { body } = comment(0, '')] = comments;
    // What stands in code is shown as it is.
    for (const text of [body, step.summary].map((markdown) => markdown.replace(/(`+)[^`][^]*?\1(?!`)/g, ''))) {
      expect(text.match(/<!--/g) ?? []).toHaveLength(text.startsWith('<!--') ? 1 : 0);
      expect(text).not.toMatch(/<img|@acme/);
    }
  });

  it('cannot end the pause of commands, which is random', async () => {
    const words = await Promise.all([runStep({ files: { x: '' } }), runStep({ files: { x: '' } })]).then((steps) =>
      steps.map(({ stdout }) => /^::stop-commands::(\S+)$/m.exec(stdout)?.[1]),
    );
    expect(words[0]).toMatch(/^resume-[0-9a-f-]{36}$/);
    expect(words[0]).not.toBe(words[1]);
  });

  it('whose folder is named as an output would be sets none', async () => {
    const step = await runStep({ files: { 'out/x': '' }, with: { 'sarif-file': 'out/a<<b\nerrors<<c\n0\nc.sarif' } });
    expect(step.outputs['errors']).toBe('0');
    expect(Object.keys(step.outputs).sort()).toEqual(['errors', 'outcome', 'report', 'sarif', 'unclear', 'warnings']);
  });
});

describe('the token', () => {
  const echo = (status: number): [string, Answer] => [
    `is echoed in an answer of ${status}`,
    answer(
      status,
      { 'content-type': 'application/json', 'x-github-request-id': TOKEN },
      JSON.stringify({ message: TOKEN, errors: [TOKEN] }),
    ),
  ];

  it.each([
    ...[200, 401, 403, 404, 422, 500].map(echo),
    ['is where a redirect leads', answer(302, { location: `http://127.0.0.1:9/${TOKEN}` })] as [string, Answer],
  ])('that %s is in nothing that is left behind', async (_, instead) => {
    const faults = Array.from({ length: 8 }, () => ({ method: 'GET', instead }));
    const server = await commentsServer({
      repository: REPOSITORY,
      number: 7,
      comments: [],
      tokens: {},
      faults,
      otherwise: instead,
    });
    // The harness looks for it everywhere.
    const step = await runStep({
      fixture: 'finetune-half-done',
      api: server.origin,
      event: pullRequest(),
      with: { targets: '.\ngithub:acme/secret' },
    });
    expect(step).toMatchObject({ status: 1, stderr: '', outputs: { outcome: 'unreadable' } });
    expect(JSON.stringify(server.seen)).toContain(TOKEN);
  });

  it.each([`bad\n${TOKEN}`, `${TOKEN}\u00e4`])(
    'that no request can carry is in no complaint about it',
    async (token) => {
      const step = await runStep({ with: { token } });
      expect(step).toMatchObject({ status: 1, outputs: { outcome: 'invalid' } });
    },
  );
});

describe('whatever the runner hands over', () => {
  it('inputs are read, or refused in words', () => {
    const variables = fc.dictionary(
      fc.constantFrom(
        ...[
          'TARGETS',
          'CONFIG',
          'NAME',
          'FAIL-ON',
          'STRICT',
          'FORMAT',
          'SARIF-FILE',
          'COMMENT',
          'ANNOTATIONS',
          'SUMMARY',
          'TOKEN',
        ].map((name) => `INPUT_${name}`),
      ),
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', ' true ', 'error', '.', '/')),
    );
    fc.assert(
      fc.property(variables, (env) => {
        try {
          const { targets, failOn } = readInputs(env, '/work');
          expect(targets.every((target) => target.trim() === target && target !== '')).toBe(true);
          expect(['error', 'warning', 'never']).toContain(failOn);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
    );
  });

  it('an event names a pull request that can be asked for, or none', () => {
    const event = fc.oneof(
      fc.anything(),
      fc.record({
        pull_request: fc.oneof(
          fc.anything(),
          fc.record({
            number: fc.oneof(fc.anything(), fc.integer()),
            base: fc.oneof(
              fc.anything(),
              fc.record({ ref: fc.anything(), sha: fc.oneof(fc.anything(), fc.stringMatching(/^[0-9a-f]{40}$/)) }),
            ),
          }),
        ),
      }),
    );
    fc.assert(
      fc.property(event, fc.oneof(fc.constant(REPOSITORY), fc.string()), (given, repository) => {
        const found = pullRequestOf({ GITHUB_EVENT_NAME: 'pull_request', GITHUB_REPOSITORY: repository }, given);
        if (found === null) return;
        expect(`${found.owner}/${found.repo}/${found.number}`).toMatch(/^[\w-]+\/[\w.-]+\/[1-9]\d*$/);
        if (found.base !== null) expect(found.base.commit).toMatch(/^[0-9a-f]+$/);
      }),
    );
  });
});
