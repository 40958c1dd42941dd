import { describe, expect, it } from 'vitest';

import { loadLexicon } from '../../src/lexicon/load-lexicon.ts';
import { formatProblem } from '../../src/yaml/problem.ts';

function problemsOf(source: string): string[] {
  const read = loadLexicon('xx.yaml', source);
  return 'problems' in read ? read.problems.map(formatProblem) : [];
}

const row = (form: string, more = 'from: a card, yes: [x]') =>
  `language: xx\nconstructions:\n  - { relation: finetune, form: "${form}", ${more} }\n`;

describe('a language’s file', () => {
  it('may say next to nothing', () => {
    expect(problemsOf('language: xx')).toEqual([]);
    expect(
      problemsOf(row('{tuned} <MODEL>').replace('language: xx', 'language: xx\nsets: { tuned: [tuned] }')),
    ).toEqual([]);
  });

  it.each([
    ['', 'xx.yaml:1:1 the file is empty'],
    ['language: xx\nfilers: [the]', 'xx.yaml:2:1 unknown key “filers” (nearest: fillers)'],
    ['language: xx\nscript: Hangal', 'xx.yaml:2:9 “script” is no script that Unicode knows: “Hangal”'],
    ['language: xx\nsets: { tuned: [tuned] }', 'xx.yaml:2:9 no form names the set “tuned”'],
    [row('~2 <MODEL>'), 'xx.yaml:3:33 “form” “~2 <MODEL>” begins with a gap'],
    [
      row('tuned ~17 <MODEL>'),
      'xx.yaml:3:33 “form” “tuned ~17 <MODEL>” has a gap of 17 words: 1 to 16 may stand there',
    ],
    [row('{tuend} <MODEL>'), 'xx.yaml:3:33 “form” “{tuend} <MODEL>” names the unknown set “tuend”'],
    [
      row('tuned <MODLE>'),
      'xx.yaml:3:33 “form” “tuned <MODLE>” has the unknown slot “<MODLE>” (known: <MODEL>, <MODELS>, <LICENSE>, <PHRASE>)',
    ],
    [row('[tuned]'), 'xx.yaml:3:33 “form” “[tuned]” may be empty'],
    [row('(tuned <MODEL>'), 'xx.yaml:3:33 “form” “(tuned <MODEL>” lacks a “)”'],
    [
      row('tuned <MODEL>', 'yes: [x]'),
      'xx.yaml:3:5 an entry of “constructions” does not say where it was seen: lacks the key “from”',
    ],
    [
      row('tuned <MODEL>', 'from: a card'),
      'xx.yaml:3:5 an entry of “constructions” has no sentence that tests it: lacks the key “yes”',
    ],
  ])('%j', (source, problem) => {
    expect(problemsOf(source)).toContain(problem);
  });
});
