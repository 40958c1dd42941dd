import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';

import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

import { execute, ROOT } from '../consumer/command-line.ts';
import { parseReport } from '../consumer/report-schema.ts';
import { ACTION, runStep } from './runner.ts';

// One step on a push, without a network.

const WAIVED = 'waivers: [{ rule: agreement-copy, reason: soon }, { rule: license-metadata, reason: soon }]\n';
const NAMED = { name: 'acme/Llama-Widget' };

describe('a step', () => {
  it('fails on what is unmet, at its line, in the summary, in the outputs and in the log', async () => {
    const step = await runStep({ fixture: 'finetune-half-done', with: NAMED });
    expect(step).toMatchObject({ status: 1, stderr: '' });
    expect(
      step.commands.map(({ name, properties: { file, line, col, title } }) => [name, file, line, col, title]),
    ).toEqual([
      ['error', 'README.md', '3', '13', 'llama-4/agreement-copy (1.b.i (A))'],
      ['error', 'README.md', '2', '10', 'llama-4/license-metadata (1.a, 5.b)'],
    ]);
    expect(step.outputs).toMatchObject({ outcome: 'unmet', errors: '2', warnings: '0', unclear: '0', sarif: '' });
    expect(step.summary).toContain('| **error** | `llama-4/agreement-copy` 1.b.i (A) |');
    expect(step.stdout).toContain('error    llama-4/agreement-copy  No file is a copy');
  });

  it('sets exactly the outputs that action.yml describes, the report as the command line gives it', async () => {
    const step = await runStep({ fixture: 'finetune-half-done', with: NAMED });
    expect(Object.keys(step.outputs).sort()).toEqual(Object.keys(ACTION.outputs).sort());
    const report = parseReport(readFileSync(step.outputs['report'] ?? '', 'utf8'));
    expect(report.repositories).toMatchObject([
      {
        target: '.',
        source: 'local',
        name: { value: 'acme/Llama-Widget', from: 'flag' },
        lineage: { licenses: ['llama-4'] },
      },
    ]);
  });

  it('passes when what is unmet is waived', async () => {
    const step = await runStep({ fixture: 'finetune-half-done', files: { '.llama-license-lint.yaml': WAIVED } });
    expect(step).toMatchObject({
      status: 0,
      stderr: '',
      commands: [],
      outputs: { outcome: 'configured', errors: '0' },
    });
  });

  it('passes where no license binds', async () => {
    expect(await runStep({ files: { 'README.md': '# Bread\n' } })).toMatchObject({
      status: 0,
      commands: [],
      outputs: { outcome: 'not-applicable' },
    });
  });

  it.each([
    ['error', 0],
    ['warning', 1],
    ['never', 0],
  ])('with fail-on: %s ends with %i where there are only warnings', async (level, status) => {
    const files = { '.llama-license-lint.yaml': 'rules: { agreement-copy: warning, license-metadata: warning }\n' };
    expect(await runStep({ fixture: 'finetune-half-done', files, with: { ...NAMED, 'fail-on': level } })).toMatchObject(
      { status, outputs: { outcome: 'unmet', errors: '0', warnings: '2' } },
    );
  });

  it.each([
    ['false', 0],
    ['true', 1],
    ['TRUE', 1],
  ])('with strict: %s ends with %i where something is unclear', async (strict, status) => {
    const step = await runStep({ fixture: 'likely-config', with: { ...NAMED, strict } });
    expect(step).toMatchObject({ status, outputs: { outcome: 'unclear' } });
    expect(Number(step.outputs['unclear'])).toBeGreaterThan(0);
  });

  it('fails on a target that is not there, whatever may pass, and says so once', async () => {
    for (const annotations of ['true', 'false']) {
      const step = await runStep({ files: { x: '' }, with: { targets: 'nowhere', 'fail-on': 'never', annotations } });
      expect(step).toMatchObject({ status: 1, outputs: { outcome: 'unreadable' } });
      expect(step.commands.map(({ name }) => name)).toEqual(['error']);
    }
  });

  it('names the files of several targets from the workspace, absolute ones too, and shows ten of a level at most', async () => {
    const card = '---\nbase_model: meta-llama/Llama-4-Scout-17B-16E\n---\n';
    const folders = Array.from({ length: 6 }, (_, at) => `models/m${at}`);
    const files = Object.fromEntries(
      folders.flatMap((folder) => [
        [`${folder}/README.md`, card],
        [`${folder}/model.safetensors`, ''],
      ]),
    );
    const first = await runStep({ files });
    const step = await runStep({
      workspace: first.workspace,
      with: { targets: ['./models/m0', ...folders.slice(1, 5), `  ${first.workspace}/models/m5`, ''].join('\r\n') },
    });
    const of = (level: string) => step.commands.filter(({ name }) => name === level);
    expect(step.report().repositories.map(({ target }) => target)).toEqual([
      './models/m0',
      ...folders.slice(1, 5),
      './models/m5',
    ]);
    expect(of('error')).toHaveLength(10);
    expect(of('warning').length).toBeLessThanOrEqual(10);
    expect(of('notice').length).toBeLessThanOrEqual(10);
    expect(of('notice').at(-1)?.message).toMatch(/^\d+ more findings are not shown here/);
    expect(of('error').map(({ properties }) => properties['file'])).toEqual(
      of('error').map(() => expect.stringMatching(/^models\/m\d\/README\.md$/) as string),
    );
    const last = await runStep({ workspace: first.workspace, with: { targets: `${first.workspace}/models/m5` } });
    expect(last.commands[0]?.properties['file']).toBe('models/m5/README.md');
  });

  it('does not call a repository compliant that nobody checked out', async () => {
    const step = await runStep();
    expect(step).toMatchObject({ status: 1, outputs: { outcome: 'invalid' } });
    expect(step.commands).toMatchObject([
      { name: 'error', message: expect.stringContaining('actions/checkout') as string },
    ]);
  });

  it('says nothing that it is not asked to say', async () => {
    const step = await runStep({
      fixture: 'finetune-half-done',
      with: { ...NAMED, annotations: 'false', summary: 'false', format: 'none' },
    });
    expect(step).toMatchObject({
      status: 1,
      stdout: '1 repository: 2 errors\n',
      stderr: '',
      summary: '',
      outputs: { errors: '2' },
    });
  });

  it('takes a configuration from elsewhere in the workspace', async () => {
    const step = await runStep({
      fixture: 'finetune-half-done',
      files: { 'ci/lint.yaml': WAIVED },
      with: { config: 'ci/lint.yaml' },
    });
    expect(step).toMatchObject({ status: 0, outputs: { outcome: 'configured' } });
  });

  it("needs none of the runner's files", async () => {
    const env = {
      GITHUB_OUTPUT: '',
      GITHUB_STEP_SUMMARY: '',
      GITHUB_EVENT_PATH: '',
      GITHUB_EVENT_NAME: '',
      GITHUB_REPOSITORY: '',
    };
    expect(await runStep({ fixture: 'finetune-half-done', with: NAMED, env })).toMatchObject({
      status: 1,
      stderr: '',
      summary: '',
      outputs: {},
    });
  });

  it('runs where it is checked out alone, without any package', async () => {
    const ignored = await execute('git', ['check-ignore', 'dist/action/index.js'], { cwd: ROOT });
    expect(ignored.stdout).toBe('');
    const { outputs } = (
      await build({
        entryPoints: [join(ROOT, ACTION.runs.main)],
        bundle: true,
        platform: 'node',
        format: 'esm',
        metafile: true,
        write: false,
        logLevel: 'silent',
      })
    ).metafile;
    const imported = Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
    expect(imported.length).toBeGreaterThan(0);
    expect(imported.filter((path) => !isBuiltin(path))).toEqual([]);
  });
});

describe('a wrong input', () => {
  it.each([
    ['fail-on', 'waring', 'the input fail-on cannot be “waring”; did you mean warning?'],
    ['comment', 'allways', 'the input comment cannot be “allways”; did you mean always?'],
    ['format', 'sarif', 'the input format cannot be “sarif”; write one of pretty, none'],
    ['strict', 'ture', 'the input strict cannot be “ture”; did you mean true?'],
    ['annotations', 'yes', 'the input annotations cannot be “yes”; write one of true, false'],
    [
      'token',
      'two words',
      'the input token is not a token: it contains characters that a request cannot carry; give a secret, as in ${{ secrets.NAME }}',
    ],
    ['config', 'nowhere.yaml', expect.stringContaining('nowhere.yaml') as string],
    [
      'sarif-file',
      'no/such/folder.sarif',
      'the report cannot be written to no/such/folder.sarif: its folder does not exist; name a file in a folder that exists',
    ],
  ])('%s: %s is an error that says what to write', async (name, value, message) => {
    const step = await runStep({ fixture: 'finetune-half-done', with: { [name]: value } });
    expect(step).toMatchObject({ status: 1, stderr: '', outputs: { outcome: 'invalid' } });
    expect(step.commands.filter(({ name: level }) => level === 'error')).toMatchObject([
      { properties: { title: 'Wrong input or configuration' }, message },
    ]);
  });

  it('that cannot be said of several targets is an error', async () => {
    const step = await runStep({ files: { 'a/x': '', 'b/x': '' }, with: { targets: 'a\nb', name: 'Llama-X' } });
    expect(step).toMatchObject({
      status: 1,
      commands: [{ name: 'error', message: expect.stringContaining('name can be said of one target only') as string }],
    });
  });

  it('in the configuration is an error with its place', async () => {
    const step = await runStep({ fixture: 'finetune-half-done', files: { '.llama-license-lint.yaml': 'nmae: x\n' } });
    expect(step).toMatchObject({
      status: 1,
      outputs: { outcome: 'invalid' },
      commands: [{ name: 'error', message: expect.stringMatching(/\.llama-license-lint\.yaml:1:1.*name/) as string }],
    });
  });
});
