import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * The Markdown parser makes a pattern for each kind of character, also for those that nobody here asks about, and the
 * one for punctuation takes long. Marked as without effect, what is unused is left out of the bundle.
 */
export const purePatterns: Plugin = {
  name: 'pure-patterns',
  setup(build) {
    build.onLoad({ filter: /[\\/]micromark-util-character[\\/]index\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8'))
        .replace(/= (?=regexCheck\()/g, '= /* @__PURE__ */ ')
        // The bundler makes this of it by itself, and takes that for an effect.
        .replace(/regexCheck\(\/(.+)\/u\)/, (_, source: string) => `regexCheck(/* @__PURE__ */ new RegExp(${JSON.stringify(source)}, 'u'))`),
    }));
  },
};
