import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import type { Report } from '../../src/report.ts';
import { built, execute, ROOT, type Ran } from '../consumer/command-line.ts';
import { temporaryFolder, writeFiles } from '../sources/temporary-folder.ts';

// Runs the Action as GitHub's runner does: the file of `action.yml`, a process for each step, all else in variables.

export const TOKEN = 'ghs_averysecrettoken0123456789abcdefghij';
export const REPOSITORY = 'acme/Llama-Widget';
const HEAD = 'a'.repeat(40);
export const BASE = 'b'.repeat(40);

/** The Node that runs it. GitHub's runner has Node 24; the tests need none beside the one that runs them. */
const NODE = process.env['ACTION_NODE'] ?? process.execPath;

export interface Metadata {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
}

export const ACTION = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Metadata;

export interface Step {
  readonly with?: Readonly<Record<string, string>>;
  readonly event?: { readonly name: string; readonly payload: unknown };
  /** A fixture that is checked out. */
  readonly fixture?: string;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** GITHUB_API_URL; without it nobody answers. */
  readonly api?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What the summary of the step holds before. */
  readonly summary?: string;
  /** The folder that is checked out, in the place of a new one. */
  readonly workspace?: string;
}

/** One line of a log that the runner takes as a command. */
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

export interface Stepped extends Ran {
  readonly workspace: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly commands: readonly Command[];
  /** The report behind the output `report`. */
  readonly report: () => Report;
}

/** Runs one step to its end. Fails where the token is in anything that it leaves behind. */
export async function runStep(step: Step = {}): Promise<Stepped> {
  const runner = temporaryFolder();
  const workspace = step.workspace ?? join(runner, 'Llama-Widget');
  if (step.workspace === undefined) {
    mkdirSync(workspace);
    if (step.fixture !== undefined)
      cpSync(join(ROOT, 'fixtures', step.fixture, 'repository'), workspace, { recursive: true });
  }
  writeFiles(workspace, step.files ?? {});
  writeFiles(runner, {
    'temp/.keep': '',
    'files/output': '',
    'files/summary': step.summary ?? '',
    'event.json': JSON.stringify(step.event?.payload ?? {}),
  });
  const path = (name: string) => join(runner, name);
  const inputs = {
    ...Object.fromEntries(Object.entries(ACTION.inputs).map(([name, input]) => [name, input.default])),
    ...step.with,
  };
  const env = {
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [
        `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
        value.replace('${{ github.token }}', TOKEN),
      ]),
    ),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_SHA: HEAD,
    GITHUB_WORKSPACE: workspace,
    GITHUB_API_URL: step.api ?? 'http://127.0.0.1:9',
    GITHUB_EVENT_NAME: step.event?.name ?? 'push',
    GITHUB_EVENT_PATH: path('event.json'),
    GITHUB_OUTPUT: path('files/output'),
    GITHUB_STEP_SUMMARY: path('files/summary'),
    RUNNER_TEMP: path('temp'),
    ...step.env,
  };
  built('action/index.js');
  const ran = await execute(NODE, [join(ROOT, ACTION.runs.main)], { cwd: workspace, env, milliseconds: 60_000 });
  const left = [ran.stdout, ran.stderr, ...textsIn(runner)];
  if (left.some((text) => text.includes(TOKEN))) throw new Error('the token is in what the Action leaves behind');
  const outputs = outputsOf(readFileSync(path('files/output'), 'utf8'));
  return {
    ...ran,
    workspace,
    outputs,
    commands: commandsOf(ran.stdout),
    summary: readFileSync(path('files/summary'), 'utf8'),
    report: () => JSON.parse(readFileSync(outputs['report'] ?? 'no report', 'utf8')) as Report,
  };
}

/** The event of a pull request, from a branch of the repository or from a fork of it. */
export function pullRequest(
  input: { readonly from?: 'branch' | 'fork'; readonly number?: unknown; readonly base?: unknown } = {},
): NonNullable<Step['event']> {
  const number = 'number' in input ? input.number : 7;
  const head = {
    ref: 'topic',
    sha: HEAD,
    repo: { full_name: input.from === 'fork' ? 'mallory/Llama-Widget' : REPOSITORY, fork: input.from === 'fork' },
  };
  const base = 'base' in input ? input.base : { ref: 'main', sha: BASE, repo: { full_name: REPOSITORY } };
  return {
    name: 'pull_request',
    payload: {
      action: 'synchronize',
      number,
      repository: { full_name: REPOSITORY },
      pull_request: { number, head, base, title: '::error::x' },
    },
  };
}

/** As the runner reads it: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
function outputsOf(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    if (line === '') continue;
    const [, name, end] = /^([^=<]+)<<(.+)$/.exec(line) ?? [];
    if (name === undefined || end === undefined) throw new Error(`no output of the step: ${line}`);
    const at = lines.indexOf(end);
    if (at < 0) throw new Error(`the output ${name} does not end`);
    outputs[name] = lines
      .splice(0, at + 1)
      .slice(0, -1)
      .join('\n');
  }
  return outputs;
}

/**
 * What the runner of GitHub Actions makes of a log: nothing is a command from `::stop-commands::word` to `::word::`.
 */
export function commandsOf(log: string): Command[] {
  const found: Command[] = [];
  let stopped: string | null = null;
  for (const line of log.split(/\r\n|\n|\r/)) {
    const [, head, data] = /^::(.*?)::(.*)$/.exec(line.trimStart()) ?? [];
    if (head === undefined || data === undefined) continue;
    if (stopped !== null) {
      if (head === stopped) stopped = null;
      continue;
    }
    if (head === 'stop-commands') {
      stopped = data;
      continue;
    }
    const [name = '', ...rest] = head.split(' ');
    const properties = rest
      .join(' ')
      .split(',')
      .filter((one) => one !== '')
      .map((one) => one.split('='))
      .map(([key = '', ...value]) => [key, unescaped(value.join('='))]);
    found.push({
      name,
      properties: Object.fromEntries(properties) as Record<string, string>,
      message: unescaped(data),
    });
  }
  return found;
}

function unescaped(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}

function textsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path) && statSync(path).isFile())
    .map((path) => readFileSync(path, 'utf8'));
}

/** Writes a file of a workspace between two steps. */
export function change(workspace: string, path: string, text: string): void {
  writeFileSync(join(workspace, path), text);
}
