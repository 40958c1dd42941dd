import { describe, expect, it } from 'vitest';

import { ACTIONS_BOT, commentsServer, type Comment } from '../servers/github-comments.ts';
import { githubAnswer } from '../servers/github.ts';
import { commitOf } from '../servers/github-git.ts';
import { pullRequest, REPOSITORY, runStep, TOKEN, type Step, type Stepped } from './runner.ts';

// Whoever opens a pull request writes its files: the configuration of the branch that it is for decides.

const CARD = '---\nbase_model: meta-llama/Llama-4-Scout-17B-16E-Instruct\nlicense: llama4\n---\n\n# Widget\n';
const FILES = { 'README.md': CARD, 'model.safetensors': '' };
const OWN = '.llama-license-lint.yaml';
const ALL_CLEAR =
  /All duties that a repository can show are met|No Llama license binds|nothing unmet|No Llama material|\b[1-9]\d* better/;
const RULES = [
  'agreement-copy',
  'base-model',
  'built-with-llama',
  'card-facts',
  'commercial-threshold',
  'eu-multimodal',
  'known-dangers',
  'license-metadata',
  'litigation',
  'name-prefix',
  'notice-file',
  'trademark',
  'use-policy',
];

interface Pulled extends Stepped {
  readonly body: string;
}

/** Runs the Action on a pull request from what GitHub has to what is checked out. */
async function pull(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  input: Step = {},
): Promise<Pulled> {
  const comments: Comment[] = [];
  const base = { files: { ...FILES, ...before } };
  const otherwise = githubAnswer({ repositories: { [REPOSITORY]: base }, tokens: [TOKEN] });
  const tokens = { [TOKEN]: { user: ACTIONS_BOT, write: true } };
  const server = await commentsServer({ repository: REPOSITORY, number: 7, comments, tokens, otherwise });
  const event = pullRequest({ base: { ref: 'main', sha: commitOf(base) } });
  const step = await runStep({ files: { ...FILES, ...after }, api: server.origin, event, ...input });
  return { ...step, body: comments[0]?.body ?? '' };
}

describe('a configuration that a pull request adds', () => {
  it.each([
    ['waivers', `waivers: [${RULES.map((rule) => `{ rule: ${rule}, reason: later }`).join(', ')}]\n`, 'duties waived'],
    ['rules that are off', `rules: { ${RULES.map((rule) => `${rule}: off`).join(', ')} }\n`, 'duties switched off'],
    [
      'an attestation',
      'attestations: { separate-license: { by: Mallory, date: 2026-01-01 } }\n',
      'a separate license attested',
    ],
    ['a relation', 'relation: none\n', 'the relation declared as “none”'],
    ['another base', 'bases: [Qwen/Qwen3-8B]\n', 'the base declared as Qwen/Qwen3-8B'],
  ])('with %s decides nothing, and the comment says what it would decide', async (_, configuration, says) => {
    const step = await pull({}, { [OWN]: configuration });
    expect(step).toMatchObject({ status: 1, stderr: '', outputs: { outcome: 'unmet' } });
    for (const text of [step.stdout, step.summary, step.body]) {
      expect(text.replace(/\s+/g, ' ')).toContain(`This pull request adds ${OWN}`.replace(/(?<= )\S+$/, ''));
      expect(text).not.toMatch(ALL_CLEAR);
    }
    expect(step.body).toContain(OWN);
    expect(step.body).toContain(says);
  });

  it('decides where the workflow names it, is named for what it does, and makes nothing better', async () => {
    const configuration = `waivers: [${RULES.map((rule) => `{ rule: ${rule}, reason: later }`).join(', ')}]\n`;
    const step = await pull({}, { [OWN]: configuration }, { with: { config: OWN } });
    expect(step).toMatchObject({ status: 0, outputs: { outcome: 'configured' } });
    expect(step.body).toMatch(/\d duties waived by \.llama-license-lint\.yaml, which this pull request adds/);
    for (const text of [step.stdout, step.summary, step.body]) expect(text).not.toMatch(ALL_CLEAR);
  });

  it('decides nothing when GitHub does not give the base branch', async () => {
    const step = await pull({}, { [OWN]: 'relation: none\n' }, { event: pullRequest({ base: null }) });
    expect(step).toMatchObject({ status: 1, outputs: { outcome: 'unmet' } });
    expect(step.body).toContain('has no effect here');
  });

  it('that is wrong fails the step', async () => {
    expect(await pull({}, { [OWN]: 'nmae: x\n' })).toMatchObject({ status: 1, outputs: { outcome: 'invalid' } });
  });

  it('in a folder that is a target of its own decides nothing either', async () => {
    const after = { 'm/README.md': CARD, 'm/model.safetensors': '', [`m/${OWN}`]: 'relation: none\n' };
    const step = await pull({}, after, { with: { targets: 'm' } });
    expect(step).toMatchObject({ status: 1, outputs: { outcome: 'unmet' } });
    expect(step.body).toContain(`m/${OWN}`);
  });
});

describe('the configuration of the base branch', () => {
  const waiver = (...rules: readonly string[]) => ({
    [OWN]: `waivers: [${rules.map((rule) => `{ rule: ${rule}, reason: later }`).join(', ')}]\n`,
  });

  it('decides, and one that waives more is shown beside it', async () => {
    const step = await pull(waiver('notice-file'), waiver('notice-file', 'agreement-copy'));
    expect(step.report().repositories).toMatchObject([
      { decisions: [{ kind: 'waivers', by: `main:${OWN}`, rules: ['llama-4/notice-file'] }] },
    ]);
    expect(step.body).toContain('This pull request changes');
    expect(step.body.replaceAll('\u200b', '')).toContain('llama-4/agreement-copy error → waived');
  });

  it('decides when the pull request takes it away', async () => {
    const step = await pull(
      { ...waiver('notice-file'), 'README.md': '# Bread\n', [OWN]: 'bases: [meta-llama/Llama-3.1-8B]\n' },
      { 'README.md': '# Bread\n' },
    );
    expect(step.report().repositories).toMatchObject([{ lineage: { licenses: ['llama-3.1'] } }]);
    expect(step.body).toContain('This pull request removes');
  });

  it('that is the same in the pull request needs no word', async () => {
    const same = waiver('notice-file');
    const step = await pull(same, same);
    expect(step.report().repositories).toMatchObject([{ decisions: [{ by: OWN }], notes: [] }]);
    expect(step.body).not.toContain('This pull request');
  });
});
