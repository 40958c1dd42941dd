import { join } from 'node:path';

import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

import { compiledData } from '../../scripts/compiled-data.ts';
import { builtinLexicons } from '../../src/lexicon/builtin.ts';
import { builtinLicenses } from '../../src/rulebook-loader/builtin.ts';

async function bundled(file: string): Promise<{ readonly code: string; readonly module: unknown }> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '../../src', file)],
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'silent',
    plugins: [compiledData],
  });
  const code = outputFiles[0]?.text ?? '';
  return { code, module: await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`) };
}

describe('a bundle', () => {
  it('holds the licenses as data, and nothing that reads a file', async () => {
    const { code, module } = await bundled('rulebook-loader/builtin.ts');
    expect(module).toMatchObject({ builtinLicenses });
    expect(code).not.toMatch(/^import /m);
    expect(code).not.toContain('readFileSync');
  });

  it('holds the languages without the sentences that test them', async () => {
    const { module } = await bundled('lexicon/builtin.ts');
    expect(module).toMatchObject({ builtinLexicons: builtinLexicons.map((lexicon) => ({ ...lexicon, examples: [] })) });
  });
});
