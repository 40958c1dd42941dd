import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

import { fixtureNames, readExpected } from '../fixtures/expected.ts';
import { checkOptionsOf } from '../fixtures/options.ts';
import { openFixture } from '../fixtures/repository.ts';

const SRC = join(import.meta.dirname, '../../src');
/** These run a program when they are imported. */
const PROGRAMS = /^(?:cli\/cli|cli\/launch|cli\/question|action\/action)\.ts$/;

export interface Pattern {
  readonly source: string;
  readonly flags: string;
  /** Where it is written; for one that is put together at run time, that it is. */
  readonly from: string;
}

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

/** All patterns of `src/`: literals, those made by `new RegExp`, and the globs of the rules; each once. */
export async function allPatterns(): Promise<readonly Pattern[]> {
  const all = [...sources.flatMap(literals), ...(await constructed())];
  return [...new Map(all.map((pattern) => [`/${pattern.source}/${pattern.flags}`, pattern])).values()];
}

function literals(file: string): readonly Pattern[] {
  const found: Pattern[] = [];
  const text = readFileSync(join(SRC, file), 'utf8');
  const parsed = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const { line } = parsed.getLineAndCharacterOfPosition(node.getStart());
      const end = node.text.lastIndexOf('/');
      found.push({ source: node.text.slice(1, end), flags: node.text.slice(end + 1), from: `src/${file}:${line + 1}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

/** What `new RegExp` makes while every module is loaded and all fixtures are checked and mended. */
async function constructed(): Promise<readonly Pattern[]> {
  const found: Pattern[] = [];
  const native = globalThis.RegExp;
  globalThis.RegExp = new Proxy(native, {
    construct(target, [source, flags]: [string | RegExp, string?]) {
      const pattern = new target(source, flags);
      const caller = /[\\/]src[\\/]([^:)]+\.ts)/.exec(new Error().stack?.split('\n')[2] ?? '')?.[1];
      const from = `src/${caller ?? ''}, put together`;
      if (caller !== undefined) found.push({ source: pattern.source, flags: pattern.flags, from });
      return pattern;
    },
  });
  try {
    for (const file of sources) if (!PROGRAMS.test(file)) await import(join(SRC, file));
    const { planFix } = await import('../../src/fix.ts');
    const { openFolder } = await import('../../src/sources/local/local.ts');
    for (const name of fixtureNames()) {
      const expected = readExpected(name);
      const folder = await openFolder(openFixture(name, expected));
      const options = { ...checkOptionsOf(expected), unsafe: true };
      await planFix(folder, options, () => Promise.resolve({ text: null, tried: [] }));
    }
  } finally {
    globalThis.RegExp = native;
  }
  return found;
}
