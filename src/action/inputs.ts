import { isAbsolute, relative, sep } from 'node:path';

import { FAIL_ON, type FailOn } from '../cli/exit-status.ts';
import { UsageError } from '../errors/usage-error.ts';
import { sendable, type Environment } from '../system/environment.ts';
import { targetSource } from '../sources/open.ts';
import { nearest } from '../text/nearest.ts';

const LOG_FORMATS = ['pretty', 'none'] as const;
const COMMENT = ['auto', 'always', 'never'] as const;
const FLAG = ['true', 'false'] as const;

/** The inputs, which `action.yml` describes. An empty text counts as absent. */
export interface Inputs {
  readonly targets: readonly string[];
  readonly config: string | null;
  readonly name: string | null;
  readonly failOn: FailOn;
  readonly strict: boolean;
  readonly format: (typeof LOG_FORMATS)[number];
  readonly sarifFile: string | null;
  readonly comment: (typeof COMMENT)[number];
  readonly annotations: boolean;
  readonly summary: boolean;
  readonly token: string | null;
}

/**
 * Reads the inputs from the runner's variables, such as `INPUT_FAIL-ON` for `fail-on`.
 * Throws a `UsageError` for a wrong value, which suggests the nearest valid one.
 */
export function readInputs(env: Environment, workspace: string): Inputs {
  return {
    targets: targets(env, workspace),
    config: text(env, 'config'),
    name: text(env, 'name'),
    failOn: choice(env, 'fail-on', FAIL_ON, 'error'),
    strict: flag(env, 'strict', false),
    format: choice(env, 'format', LOG_FORMATS, 'pretty'),
    sarifFile: text(env, 'sarif-file'),
    comment: choice(env, 'comment', COMMENT, 'auto'),
    annotations: flag(env, 'annotations', true),
    summary: flag(env, 'summary', true),
    token: token(env),
  };
}

/** The targets, with folders relative to the workspace, as annotations name files. */
function targets(env: Environment, workspace: string): string[] {
  const lines = (text(env, 'targets') ?? '.')
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.map((line) => {
    if (targetSource(line) !== 'local' || !isAbsolute(line)) return line;
    const inside = relative(workspace, line);
    if (inside === '') return '.';
    return isAbsolute(inside) || inside.split(sep)[0] === '..' ? line : `.${sep}${inside}`;
  });
}

function text(env: Environment, name: string): string | null {
  const value = env[`INPUT_${name.toUpperCase()}`]?.trim() ?? '';
  return value === '' ? null : value;
}

function choice<T extends string>(env: Environment, name: string, known: readonly T[], usual: T): T {
  const value = text(env, name);
  const found = known.find((word) => word === value?.toLowerCase());
  if (value === null) return usual;
  if (found !== undefined) return found;
  const near = nearest(value, known);
  throw new UsageError(
    `the input ${name} cannot be “${value}”`,
    near === null ? `write one of ${known.join(', ')}` : `did you mean ${near}?`,
  );
}

function flag(env: Environment, name: string, usual: boolean): boolean {
  return choice(env, name, FLAG, usual ? 'true' : 'false') === 'true';
}

function token(env: Environment): string | null {
  const value = text(env, 'token');
  const found = sendable(value);
  if (value !== null && found === null)
    throw new UsageError(
      'the input token is not a token: it contains characters that a request cannot carry',
      'give a secret, as in ${{ secrets.NAME }}',
    );
  return found;
}
