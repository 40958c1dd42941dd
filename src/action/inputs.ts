import { isAbsolute, relative, sep } from 'node:path';

import { FAIL_ON, type FailOn } from '../cli/exit-status.ts';
import { UsageError } from '../errors/usage-error.ts';
import { sendable, type Environment } from '../system/environment.ts';
import { targetSource } from '../sources/open.ts';
import { nearest } from '../text/nearest.ts';

const LOG_FORMATS = ['pretty', 'none'] as const;
const COMMENT = ['auto', 'always', 'never'] as const;
const FLAG = ['true', 'false'] as const;

/** The inputs of `action.yml`, which says what each is for. An empty text counts as none. */
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
 * Reads the inputs from the variables that the runner makes of them: `INPUT_FAIL-ON` of `fail-on`.
 * Throws a `UsageError` for a wrong value that names the nearest right one.
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

/** Folders of the workspace as they lie in it, which is how annotations name files. */
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
  const given = text(env, name);
  const found = known.find((word) => word === given?.toLowerCase());
  if (given === null) return usual;
  if (found !== undefined) return found;
  const near = nearest(given, known);
  throw new UsageError(
    `the input ${name} cannot be “${given}”`,
    near === null ? `write one of ${known.join(', ')}` : `did you mean ${near}?`,
  );
}

function flag(env: Environment, name: string, usual: boolean): boolean {
  return choice(env, name, FLAG, usual ? 'true' : 'false') === 'true';
}

function token(env: Environment): string | null {
  const given = text(env, 'token');
  const found = sendable(given);
  if (given !== null && found === null)
    throw new UsageError(
      'the input token holds no token: there are characters in it that no request can carry',
      'give a secret, as in ${{ secrets.NAME }}',
    );
  return found;
}
