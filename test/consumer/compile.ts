import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { execute, ROOT, type Ran } from './command-line.ts';

const STRICTEST = {
  module: 'nodenext',
  target: 'es2022',
  lib: ['es2023', 'dom'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
};

/** How long the compiler may take on a busy machine. */
const COMPILE_MS = 120_000;

/** Compiles files of a folder as a consumer with the strictest settings would, each to a script beside it. */
export async function compile(
  folder: string,
  files: readonly string[],
  options: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...STRICTEST, ...options }, files }),
  );
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  return execute(process.execPath, [compiler, '--project', folder], { cwd: folder, milliseconds: COMPILE_MS });
}
