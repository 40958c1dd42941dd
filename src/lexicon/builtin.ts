import { readdirSync, readFileSync } from 'node:fs';

import type { Lexicon } from './lexicon.ts';
import { compileLexicon } from './load-lexicon.ts';

// Runs only where the sources run unbuilt: the build puts what this gives in the place of the file, as plain data, so
// that nothing reads YAML at start-up and a wrong file never ships (see scripts/compiled-data.ts).

const FOLDER = new URL('../../rules/lexicon/', import.meta.url);
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));
const read = (name: string): Lexicon =>
  compileLexicon(`rules/lexicon/${name}`, readFileSync(new URL(name, FOLDER), 'utf8'));

/** The languages that ship with the package, English first. */
export const builtinLexicons: readonly Lexicon[] = names
  .map(read)
  .sort(
    (one, other) =>
      Number(other.language === 'en') - Number(one.language === 'en') || one.language.localeCompare(other.language),
  );
