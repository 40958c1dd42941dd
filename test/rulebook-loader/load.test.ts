import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLicenseRules, loadMirrors } from '../../src/rulebook-loader/load.ts';
import { matchesAny } from '../../src/rulebook/pattern.ts';
import { formatProblem } from '../../src/yaml/problem.ts';
import { INVENTED_CHECKS, INVENTED_LICENSE, mutated } from '../rulebook/invented-license.ts';

function problemsOf(source: string): readonly string[] {
  const loaded = loadLicenseRules('rules/herd-1.yaml', source, INVENTED_CHECKS);
  return 'problems' in loaded
    ? loaded.problems.map(formatProblem).map((line) => line.replace('rules/herd-1.yaml:', ''))
    : [];
}

function rulesOf(source: string) {
  const loaded = loadLicenseRules('rules/herd-1.yaml', source, INVENTED_CHECKS);
  if ('problems' in loaded) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  return loaded.value;
}

describe('a rule file', () => {
  it('becomes the license as data', () => {
    const license = rulesOf(INVENTED_LICENSE);
    expect(license).toMatchObject({
      license: 'herd-1',
      name: 'Herd 1 License',
      licensor: { name: 'Herd', organizations: ['herd-ai'] },
      agreement: { title: 'HERD 1 LICENSE AGREEMENT', date: 'Herd 1 Date: May 1, 2020', fingerprint: 'herd-1' },
      hub: { id: 'herd1', names: { regex: expect.stringContaining('herd1') as string } },
      models: [
        {
          family: 'Herd 1 Big',
          multimodal: true,
          ids: ['herd-ai/Herd-1-Big'],
          config: { model_type: ['herd', 'herd_text'], hidden_size: [5120] },
        },
        { family: 'Herd 1 Small', multimodal: false, also: { regex: null }, config: null },
      ],
    });
    expect(license.rules).toHaveLength(2);
    expect(license.rules[0]).toEqual({
      id: 'herd-1/bell',
      name: 'bell',
      clause: '2',
      title: 'The bell',
      duty: 'Every copy rings.',
      seen: 'A file Bell carries the line.',
      severity: 'error',
      binds: {
        original: 'error',
        quantized: 'warning',
        finetune: 'error',
        merge: 'error',
        adapter: 'unclear',
        outputs: 'not-applicable',
        product: 'info',
        unknown: 'not-checked',
      },
      reasons: {
        adapter: 'An adapter may not be a copy.',
        outputs: 'Nothing of the herd is handed on.',
        unknown: 'Nobody can say.',
      },
      check: { kind: 'line-carried', parameters: { file: 'Bell', endings: ['', '.txt'], wrapped: true } },
      wording: {
        present: { says: '{path} rings', do: null },
        missing: { says: 'No {file} file rings as {license} asks.', do: 'Add a bell, see {title}.' },
        altered: { says: '{path} rings otherwise', do: 'Compare {found}.' },
      },
      fixable: true,
      insert: null,
    });
    expect(license.rules[1]).toMatchObject({
      id: 'herd-1/fence',
      reasons: {},
      check: { kind: 'never-seen', parameters: {} },
      fixable: false,
    });
  });

  it('is plain JSON once compiled, globs included', () => {
    const license = rulesOf(INVENTED_LICENSE);
    const shipped = JSON.parse(JSON.stringify(license)) as typeof license;
    expect(shipped).toEqual(license);
    expect(matchesAny(shipped.hub.links, 'https://www.example.org/Herd-1/')).toBe(true);
  });

  it.each([
    [
      'severity: error',
      'serverity: error',
      ['29:5 rule “bell” lacks the key “severity”', '34:5 unknown key “serverity” (nearest: severity)'],
    ],
    [
      'severity: error',
      'severity: eror',
      ['34:15 “severity” must be one of error, warning, info, not “eror” (nearest: error)'],
    ],
    ['severity: error', 'severity: [error]', ['34:15 “severity” must be text, not a list']],
    ['severity: error', 'severity:', ['34:5 “severity” must be text, not nothing']],
    ['multimodal: true', 'multimodal: yes', ['18:17 “multimodal” must be true or false, not the text “yes”']],
    ['licensor:\n  name: Herd\n', 'licensor:\n', ['5:3 “licensor” lacks the key “name”']],
    [
      'license: herd-1',
      'license: Herd 1',
      ['2:10 “license” must be small letters, digits, dots and hyphens, not “Herd 1”'],
    ],
    ['license: herd-1', 'license: ..', ['2:10 “license” must be small letters, digits, dots and hyphens, not “..”']],
    [
      'published: https://example.org/herd-1',
      'published: example.org',
      ['10:14 “published” must be an https link, not “example.org”'],
    ],
    ['name: Herd 1 License', "name: ''", ['3:7 “name” must not be empty']],
    [
      "names: [herd1, 'herd-1*']",
      "names: [herd1, 'herd-[1*']",
      ['14:18 an entry of “names” must be a glob: “[” is never closed by “]”'],
    ],
    ['rule: bell', 'rule: fence', ['52:11 rule “fence” stands twice, first in line 29']],
    ['product: info, ', '', ['35:12 “binds” lacks the key “product”']],
    [
      'product: info',
      'product: unclaer',
      [
        '35:134 “product” must be one of error, warning, info, unclear, not-applicable, not-checked, not “unclaer” (nearest: unclear)',
      ],
    ],
    ['product: info', 'product: unclear', ['37:7 “reasons” lacks the key “product”']],
    ['adapter: unclear', 'adapter: error', ['37:7 unknown key “adapter” (known: outputs, unknown)']],
    ['unknown: error\n', 'unknown: not-checked\n', ['52:5 rule “fence” lacks the key “reasons” (unknown)']],
    [
      'check: line-carried',
      'check: line-caried',
      ['40:12 “check” must be one of line-carried, never-seen, not “line-caried” (nearest: line-carried)'],
    ],
    [
      '      file: Bell\n',
      '      fil: Bell\n',
      ['42:7 unknown key “fil” (nearest: file)', '42:7 “with” lacks the key “file”'],
    ],
    ["endings: ['', .txt]", 'endings: .txt', ['43:16 “endings” must be a list, not the text “.txt”']],
    [
      "with:\n      file: Bell\n      endings: ['', .txt]\n      wrapped: true\n    ",
      '',
      ['29:5 rule “bell” lacks the key “with” (file, endings, wrapped)'],
    ],
    [
      '      present: {',
      '      presnt: {',
      ['46:7 unknown key “presnt” (nearest: present)', '46:7 “wording” lacks the key “present”'],
    ],
    ['        do: Add a bell, see {title}.\n', '', ['48:9 “missing” lacks the key “do”']],
    ['No {file} file', 'No {fiel} file', ['48:18 unknown placeholder “{fiel}” (nearest: file)']],
    [
      '{path} rings otherwise',
      '{path} {path} {pathes} rings',
      ['50:39 unknown placeholder “{pathes}” (nearest: path)'],
    ],
    ['{path} rings otherwise', '{path rings', ['50:24 “says” holds “{” alone: braces enclose a placeholder']],
    [
      'hidden: { says: Nobody looked. }',
      "hidden: { says: 'Nobody {looked}.' }",
      ['69:31 unknown placeholder “{looked}” (known: license, title, version, hub)'],
    ],
    ['hidden_size: 5120', 'hidden_size: { a: 1 }', ['23:20 “hidden_size” must be text, not keys with values']],
    [
      'organizations: [herd-ai]',
      'organizations: [herd-ai]\n  name: Other',
      ['7:3 key “name” is repeated, first in line 5'],
    ],
    [
      'organizations: [herd-ai]',
      'organizations: &us [herd-ai]\n  others: *us',
      [
        '7:3 unknown key “others” (known: name, organizations)',
        '7:11 aliases (*us) are not supported: write the value out',
      ],
    ],
  ])('with %j turned into %j names the place and the nearest word', (from, to, problems) => {
    expect(problemsOf(mutated(from, to))).toEqual(problems);
  });

  it('has all of its problems reported at once, in the order of the file', () => {
    const source = mutated('clause: 5.c', 'claus: 5.c')
      .replace('id: herd1', 'id: []')
      .replace('fixable: true', 'fixable: maybe');
    expect(problemsOf(source)).toEqual([
      '13:7 “id” must be text, not a list',
      '51:14 “fixable” must be true or false, not the text “maybe”',
      '52:5 rule “fence” lacks the key “clause”',
      '53:5 unknown key “claus” (nearest: clause)',
    ]);
  });

  it.each(['', '# nothing yet\n', '---\n'])('that says nothing (%j) is no license', (source) => {
    expect(problemsOf(source)).toEqual(['1:1 the file is empty']);
  });

  it('that is a list is no license', () => {
    expect(problemsOf('- a\n')).toEqual(['1:1 the file must be keys with values, not a list']);
  });

  it('has any misspelled key reported at its line', () => {
    const keys = [...INVENTED_LICENSE.matchAll(/^[ -]*(?:\w+: \{ )?(\w+):(?= |$)/gm)]
      .map((match) => ({ at: match.index + match[0].length - 1, key: match[1] ?? '' }))
      .filter(({ key }) => key !== 'model_type' && key !== 'hidden_size');
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.stringMatching(/^[a-z]{1,8}$/), ({ at }, more) => {
        const line = INVENTED_LICENSE.slice(0, at).split('\n').length;
        const problems = problemsOf(`${INVENTED_LICENSE.slice(0, at)}z${more}${INVENTED_LICENSE.slice(at)}`);
        expect(
          problems.filter((problem) => problem.startsWith(`${line}:`) && problem.includes('unknown key')),
        ).toHaveLength(1);
      }),
    );
  });

  it('never makes the loader throw, whatever it holds', () => {
    const anywhere = fc.record({
      at: fc.nat(INVENTED_LICENSE.length),
      length: fc.nat(30),
      noise: fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom(...'{}[]&*!|>%@`"\'#,?:- \n\t<'.split('')) }),
      ),
    });
    fc.assert(
      fc.property(anywhere, ({ at, length, noise }) => {
        const source = INVENTED_LICENSE.slice(0, at) + noise + INVENTED_LICENSE.slice(at + length);
        const loaded = loadLicenseRules('rules/herd-1.yaml', source, INVENTED_CHECKS);
        // A carriage return alone ends a line as well.
        const lines = source.split(/\r\n|\n|\r/).length;
        expect(
          'problems' in loaded
            ? loaded.problems.filter(({ place }) => place.line < 1 || place.line > lines || place.column < 1)
            : [],
        ).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('mirrors.yaml', () => {
  it('names accounts and formats', () => {
    const loaded = loadMirrors(
      'rules/mirrors.yaml',
      "organizations: [unsloth, mlx-community]\nformats: [GGUF, '*bit', 'w[0-9]a[0-9]*']\nfillers: [HF]\n",
    );
    expect(loaded).toMatchObject({
      value: { organizations: ['unsloth', 'mlx-community'], fillers: { regex: '^HF$' } },
    });
    if ('problems' in loaded) return;
    expect(['gguf', '4BIT', 'W4A16', 'HF', '4bits'].map((part) => matchesAny(loaded.value.formats, part))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('has its problems reported', () => {
    const loaded = loadMirrors('rules/mirrors.yaml', 'organisations: [unsloth]\nformats: GGUF\nfillers: []\n');
    expect('problems' in loaded ? loaded.problems.map(formatProblem) : []).toEqual([
      'rules/mirrors.yaml:1:1 unknown key “organisations” (nearest: organizations)',
      'rules/mirrors.yaml:1:1 the file lacks the key “organizations”',
      'rules/mirrors.yaml:2:10 “formats” must be a list, not the text “GGUF”',
    ]);
  });
});
