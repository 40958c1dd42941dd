import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { execute, ROOT, type Ran } from './command-line.ts';

const STRICTEST = {
  module: 'nodenext', target: 'es2022', lib: ['es2023', 'dom'], types: [], strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false,
};

/** Compiles a file of a folder as a consumer with the strictest settings would. The script stands beside it then. */
export async function compile(folder: string, file: string, options: Readonly<Record<string, string>> = {}): Promise<Ran> {
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { ...STRICTEST, ...options }, files: [file] }));
  return execute(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '--project', folder], { cwd: folder, milliseconds: 120_000 });
}
