import { describe, expect, it } from 'vitest';

import { readRulesFolder } from '../../src/rulebook-loader/read-rules.ts';
import { INVENTED_CHECKS, INVENTED_LICENSE } from '../rulebook/invented-license.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';

// The invented license again, laid out as the built-in ones are: its law, its models, and what all licenses say alike.

const MODELS = /^hub:[^]*?(?=^rules:)/m;
const BELL = /^ {4}wording:\n {6}present:[^]*?(?=^ {4}fixable:)/m;
const models = MODELS.exec(INVENTED_LICENSE)?.[0] ?? '';
const bell = BELL.exec(INVENTED_LICENSE)?.[0].replaceAll(/^ {4}/gm, '') ?? '';
const law = INVENTED_LICENSE.replace(MODELS, '').replace(BELL, '');

const FOLDER = {
  'herd-1.yaml': law,
  'models/herd-1.yaml': models,
  'wording/line-carried.yaml': `${bell}insert: The {version} ring, by {endings} of {hub}.\n`,
  'mirrors.yaml': 'organizations: [unsloth]\nformats: [GGUF]\nfillers: []\n',
};

function read(files: Readonly<Record<string, string>> = {}) {
  return readRulesFolder(temporaryFolder({ ...FOLDER, ...files }), 'rules', INVENTED_CHECKS);
}

function problemsOf(files: Readonly<Record<string, string>>): readonly string[] {
  try {
    read(files);
    return [];
  } catch (error) {
    return error instanceof Error ? error.message.split('\n') : [String(error)];
  }
}

function bellOf(files: Readonly<Record<string, string>> = {}) {
  return read(files).licenses[0]?.rules.find(({ name }) => name === 'bell');
}

/** The law with an own sentence of its bell. */
const withOwn = (wording: string) => law.replace('    fixable: true', `    wording:\n${wording}    fixable: true`);

describe('a folder of rules', () => {
  it('joins the law, the models and the shared sentences of a license', () => {
    const [license] = read().licenses;
    expect(license).toMatchObject({ license: 'herd-1', hub: { id: 'herd1' }, version: 'Herd 1 License' });
    expect(license?.models.map(({ family }) => family)).toEqual(['Herd 1 Big', 'Herd 1 Small']);
    expect(bellOf()).toMatchObject({
      wording: { present: { says: '{path} rings' }, altered: { do: 'Compare {found}.' } },
      insert: 'The {version} ring, by {endings} of {hub}.',
    });
  });

  it('lets a license word one sentence otherwise', () => {
    const own = bellOf({ 'herd-1.yaml': withOwn("      present: { says: 'The {path} of the herd rings' }\n") });
    expect(own?.wording['present']?.says).toBe('The {path} of the herd rings');
    expect(own?.wording['missing']?.says).toBe('No {file} file rings as {license} asks.');
    expect(own?.insert).toBe('The {version} ring, by {endings} of {hub}.');
  });

  it('gives a rule that words everything itself no text for the card', () => {
    const whole = BELL.exec(INVENTED_LICENSE)?.[0].replace('    wording:\n', '') ?? '';
    expect(bellOf({ 'herd-1.yaml': withOwn(whole) })?.insert).toBeNull();
  });

  it('lists the newest license first', () => {
    const named = (name: string) => ({
      [`${name}.yaml`]: law.replace('herd-1\n', `${name}\n`),
      [`models/${name}.yaml`]: models,
    });
    const { licenses } = read({ ...named('herd-10'), ...named('herd-1.5'), ...named('herd-2') });
    expect(licenses.map(({ license }) => license)).toEqual(['herd-10', 'herd-2', 'herd-1.5', 'herd-1']);
  });

  it.each([
    [
      'a placeholder that a sentence cannot fill',
      { 'wording/line-carried.yaml': bell.replace('{path} rings', '{pth} rings') },
      ['rules/wording/line-carried.yaml:2:21 unknown placeholder “{pth}” (nearest: path)'],
    ],
    [
      'a placeholder of a finding in the text for the card',
      { 'wording/line-carried.yaml': `${bell}insert: It rings in {path}.\n` },
      [
        'rules/wording/line-carried.yaml:7:21 unknown placeholder “{path}” (known: file, endings, license, title, version, hub)',
      ],
    ],
    [
      'a sentence too few',
      { 'wording/line-carried.yaml': bell.replace(/^ {2}altered:.*\n/m, '') },
      ['rules/wording/line-carried.yaml:2:3 “wording” lacks the key “altered”'],
    ],
    [
      'a code that the check does not know',
      { 'herd-1.yaml': withOwn('      presen: { says: It rings }\n') },
      ['rules/herd-1.yaml:30:7 unknown key “presen” (nearest: present)'],
    ],
    [
      'a file for a check that there is not',
      { 'wording/line-carred.yaml': bell },
      ['rules/wording/line-carred.yaml:1:1 no check is called “line-carred” (nearest: line-carried)'],
    ],
    [
      'a key of the models misspelled',
      { 'models/herd-1.yaml': models.replace('also:', 'alo:') },
      ['rules/models/herd-1.yaml:9:5 unknown key “alo” (nearest: also)'],
    ],
    [
      'models in both files',
      { 'herd-1.yaml': `${law}models: []\n` },
      [expect.stringMatching(/^rules\/herd-1\.yaml:\d+:1 unknown key “models”/)],
    ],
  ])('is refused with %s', (_, files, problems) => {
    expect(problemsOf(files)).toEqual(problems);
  });

  it('has the problems of all licenses reported at once', () => {
    const problems = problemsOf({
      'herd-1.yaml': law.replace('clause: 2', 'claus: 2'),
      'herd-2.yaml': law.replace('herd-1', 'herd-2'),
      'models/herd-2.yaml': models.replace('id: herd1', 'id: []'),
    });
    expect(problems).toEqual([
      expect.stringMatching(/^rules\/herd-1\.yaml:\d+:5 rule “bell” lacks the key “clause”$/),
      expect.stringMatching(/^rules\/herd-1\.yaml:\d+:5 unknown key “claus” \(nearest: clause\)$/),
      'rules/models/herd-2.yaml:2:7 “id” must be text, not a list',
    ]);
  });
});
