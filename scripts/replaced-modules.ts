import { fileURLToPath } from 'node:url';

/** What is bundled in the place of other modules. */
export const REPLACED: Readonly<Record<string, string>> = {
  // The package's other form is CommonJS, which cannot be shaken and asks for `require` in an ES module.
  yaml: fileURLToPath(new URL('../node_modules/yaml/browser/index.js', import.meta.url)),
  // A second table of all HTML entities would cost a millisecond at every start.
  'decode-named-character-reference': fileURLToPath(new URL('../src/facts/card/character-reference.ts', import.meta.url)),
  'micromark-util-classify-character': fileURLToPath(new URL('../src/facts/card/classify-character.ts', import.meta.url)),
};
