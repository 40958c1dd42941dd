import { NO_GLOBS } from '../../src/rulebook/glob.ts';
import type { LicenseRules, Rule } from '../../src/rulebook/rulebook.ts';

const BINDS: Rule['binds'] = {
  original: 'error',
  quantized: 'error',
  finetune: 'error',
  merge: 'error',
  adapter: 'unclear',
  outputs: 'not-applicable',
  product: 'error',
  unknown: 'not-applicable',
};

function rule(license: string, name: string, clause: string): Rule {
  return {
    id: `${license}/${name}`,
    name,
    clause,
    title: 'Hand on the notice',
    duty: 'Every copy of the materials that is handed on carries the attribution line in a text file of its own, so that whoever gets the copy sees it.',
    seen: 'A text file called Notice holds the line.',
    severity: 'error',
    binds: BINDS,
    reasons: { adapter: 'an adapter may be no copy of the materials' },
    check: { kind: 'file-contains-line', parameters: { line: 'Licensed under it' } },
    wording: {
      met: { says: 'It is there', do: null },
      missing: { says: 'It is missing', do: 'Add the line “{line}” of {license}' },
      altered: { says: 'It is altered', do: 'Mend {file}' },
    },
    fixable: true,
    insert: null,
  };
}

function license(id: string, name: string, rules: readonly Rule[]): LicenseRules {
  return {
    license: id,
    name,
    version: name,
    licensor: { name: 'Meta', organizations: ['meta-llama'] },
    agreement: { title: name, date: '', published: 'https://www.llama.com/license/', fingerprint: id },
    hub: { id, names: NO_GLOBS, links: NO_GLOBS },
    models: [],
    rules,
  };
}

/** Two small licenses that share the name of one rule. */
export const LICENSES: readonly LicenseRules[] = [
  license('llama-4', 'Llama 4 Community License', [
    rule('llama-4', 'notice-file', '1.b.iii'),
    rule('llama-4', 'name-prefix', '1.b.i'),
  ]),
  license('llama-2', 'Llama 2 Community License', [rule('llama-2', 'notice-file', '1.b.iii')]),
];
