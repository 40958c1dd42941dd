import type { Plugin } from 'esbuild';

const BUILTIN = /[\\/]src[\\/]lexicon[\\/]builtin\.ts$/;

/**
 * Compiles the languages of `rules/lexicon/` into the package. An invalid file fails with `file:line:column message`.
 */
export const compiledLexicons: Plugin = {
  name: 'compiled-lexicons',
  setup(build) {
    build.onLoad({ filter: BUILTIN }, async ({ path }) => {
      try {
        const { builtinLexicons } = (await import(path)) as typeof import('../src/lexicon/builtin.ts');
        // Without the sentences, which are tests. JSON in a string loads faster than an object literal.
        const data = JSON.stringify(builtinLexicons.map((lexicon) => ({ ...lexicon, examples: [] })));
        return { contents: `export const builtinLexicons = JSON.parse(${JSON.stringify(data)});\n`, loader: 'js' };
      } catch (error) {
        const problems = error instanceof Error ? error.message.split('\n') : [String(error)];
        return { errors: problems.map((text) => ({ text })) };
      }
    });
  },
};
