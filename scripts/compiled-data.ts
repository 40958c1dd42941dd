import type { Plugin } from 'esbuild';

// The modules that read `rules/` and `rules/lexicon/`. They hold nothing but data, and what they hold goes into the
// bundle in their place: no run reads YAML for its own rules, and a wrong file never ships.

const BUILTIN = /[\\/]src[\\/](?:lexicon|rulebook-loader)[\\/]builtin\.ts$/;

/**
 * Puts the compiled files of `rules/` into the bundle. A wrong file fails with `file:line:column message`, line by
 * line.
 */
export const compiledData: Plugin = {
  name: 'compiled-data',
  setup(build) {
    build.onLoad({ filter: BUILTIN }, async ({ path }) => {
      try {
        const module: unknown = await import(path);
        const exported = Object.entries(module ?? {}).map(
          ([name, value]) => `export const ${name} = ${literal(value)};\n`,
        );
        return { contents: exported.join(''), loader: 'js' };
      } catch (error) {
        const problems = error instanceof Error ? error.message.split('\n') : [String(error)];
        return { errors: problems.map((text) => ({ text })) };
      }
    });
  },
};

/** A string that is parsed loads faster than an object literal. The sentences of a lexicon's `examples` are tests. */
function literal(value: unknown): string {
  const json = JSON.stringify(value, (key, inner: unknown) => (key === 'examples' ? [] : inner));
  return `JSON.parse(${JSON.stringify(json)})`;
}
