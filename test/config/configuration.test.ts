import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attestationsToCome,
  EMPTY_CONFIGURATION,
  readConfiguration,
  settingOf,
} from '../../src/config/configuration.ts';
import { formatProblem } from '../../src/yaml/problem.ts';

const RULE_IDS = [
  'llama-4/notice-file',
  'llama-4/agreement-copy',
  'llama-3/notice-file',
  'llama-3/improves-other-models',
];
const FILE = '.llama-license-lint.yaml';

const read = (source: string) => readConfiguration(FILE, source, RULE_IDS);
const problemsOf = (source: string) =>
  read(source)
    .problems.map(formatProblem)
    .map((line) => line.replace(`${FILE}:`, ''));

const EVERYTHING = `# What we know of our own model.
name: herd/Llama-Foo
relation: finetune
bases:
  - meta-llama/Llama-4-Scout-17B-16E-Instruct
rules:
  llama-4/notice-file: warning
  agreement-copy: off
waivers:
  - rule: llama-4/agreement-copy
    reason: The copy is in the parent repository.
    until: 2027-01-31
  - rule: improves-other-models
    reason: Agreed with Meta.
attestations:
  commercial-threshold: { by: Jo Doe, date: 2026-11-01 }
  separate-license:
    by: Jo Doe
    date: '2026-11-02'
agreement: licenses/LLAMA-4.txt
`;

describe('the configuration', () => {
  it('says everything with its place', () => {
    const { configuration, problems } = read(EVERYTHING);
    expect(problems).toEqual([]);
    expect(configuration).toMatchObject({
      name: { value: 'herd/Llama-Foo', place: { file: FILE, line: 2, column: 7 } },
      relation: { value: 'finetune', place: { line: 3, column: 11 } },
      bases: [{ value: 'meta-llama/Llama-4-Scout-17B-16E-Instruct', place: { line: 5, column: 5 } }],
      rules: {
        'llama-4/notice-file': { value: 'warning' },
        'agreement-copy': { value: 'off', place: { line: 8, column: 19 } },
      },
      waivers: [
        {
          rule: 'llama-4/agreement-copy',
          reason: 'The copy is in the parent repository.',
          until: '2027-01-31',
          place: { line: 10, column: 5 },
        },
        { rule: 'improves-other-models', reason: 'Agreed with Meta.', until: null },
      ],
      attestations: {
        'commercial-threshold': { value: { by: 'Jo Doe', date: '2026-11-01' } },
        'separate-license': { value: { by: 'Jo Doe', date: '2026-11-02' }, place: { line: 18, column: 5 } },
      },
      agreement: { value: 'licenses/LLAMA-4.txt' },
      reports: [],
    });
  });

  it.each(['', '# nothing yet\n', '{}\n', 'name:\nbases:\nwaivers:\n'])('that says nothing (%j) is empty', (source) => {
    expect(read(source)).toEqual({ configuration: EMPTY_CONFIGURATION, problems: [] });
  });

  it('takes one base without a list', () => {
    expect(read('bases: meta-llama/Llama-4-Scout-17B-16E\n').configuration.bases).toMatchObject([
      { value: 'meta-llama/Llama-4-Scout-17B-16E' },
    ]);
  });

  it.each([
    ['waiver: []\n', ['1:1 unknown key “waiver” (nearest: waivers)']],
    [
      'relation: finetuned\n',
      [
        '1:11 “relation” must be one of original, quantized, finetune, merge, adapter, outputs, product, mention, unknown, none, not “finetuned” (nearest: finetune)',
      ],
    ],
    ['name: [a]\n', ['1:7 “name” must be text, not a list']],
    ['rules:\n  llama-4/notice-fil: off\n', ['2:3 unknown rule “llama-4/notice-fil” (nearest: llama-4/notice-file)']],
    ['rules:\n  noticefile: off\n', ['2:3 unknown rule “noticefile” (nearest: notice-file)']],
    [
      'rules:\n  notice-file: warn\n',
      ['2:16 “notice-file” must be one of off, error, warning, info, not “warn” (nearest: warning)'],
    ],
    ['rules: off\n', ['1:8 “rules” must be keys with values, not the text “off”']],
    ['waivers:\n  - reason: Because.\n', ['2:5 a waiver lacks the key “rule”']],
    [
      'waivers:\n  - { rule: notice-fiel, reason: Because. }\n',
      ['2:13 unknown rule “notice-fiel” (nearest: notice-file)'],
    ],
    ['waivers:\n  - { rule: notice-file, reasons: Because. }\n', ['2:26 unknown key “reasons” (nearest: reason)']],
    ['waivers:\n  - notice-file\n', ['2:5 a waiver must be keys with values, not the text “notice-file”']],
    [
      'attestations:\n  separate-licence: { by: Jo, date: 2026-01-01 }\n',
      ['2:3 unknown key “separate-licence” (nearest: separate-license)'],
    ],
    ['attestations:\n  separate-license: { by: Jo }\n', ['2:21 “separate-license” lacks the key “date”']],
    ['attestations:\n  separate-license: true\n', ['2:21 “separate-license” must be keys with values, not true']],
    ['agreement: [LICENSE]\n', ['1:12 “agreement” must be text, not a list']],
    ['name: a\nname: b\n', ['2:1 key “name” is repeated, first in line 1']],
    ['- name: a\n', ['1:1 the configuration must be keys with values, not a list']],
  ])('%j is a mistake with a place', (source, problems) => {
    expect(problemsOf(source)).toEqual(problems);
  });

  it.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', 'tomorrow', '20260101', '2026-01-01T00:00:00Z'])(
    '%s is no day',
    (day) => {
      const source = `waivers:\n  - rule: notice-file\n    reason: Because.\n    until: ${day}\n`;
      expect(problemsOf(source)).toEqual([`4:12 “until” must be a day like 2026-12-31, not “${day}”`]);
    },
  );

  it.each(['../LICENSE', 'a/../../LICENSE', '..', '/etc/passwd', 'C:\\LICENSE', 'c:/LICENSE', 'a\\..\\b', '~/LICENSE'])(
    '%s is no path inside the repository',
    (path) => {
      expect(problemsOf(`agreement: '${path}'\n`)).toEqual([expect.stringMatching(/^1:12 “agreement” must /)]);
    },
  );

  it.each(['LICENSE', './LICENSE', 'a..b/LICENSE', 'licenses/Llama 4.txt'])(
    '%s is a path inside the repository',
    (path) => {
      expect(read(`agreement: ${path}\n`)).toMatchObject({
        problems: [],
        configuration: { agreement: { value: path } },
      });
    },
  );

  it.each([
    '',
    '    reason:\n',
    "    reason: ' '\n",
    '    reason: "\\u200b\\u200b"\n',
    '    reason: "\\u00ad\\u2060\\u3164"\n',
    "    reason: '---'\n",
  ])('reports a waiver without a reason (%j) and does not apply it', (reason) => {
    const { configuration, problems } = read(`waivers:\n  - rule: notice-file\n${reason}`);
    expect(problems).toEqual([]);
    expect(configuration.waivers).toEqual([]);
    expect(configuration.reports.map(formatProblem)).toEqual([
      `${FILE}:2:5 the waiver of notice-file has no reason, and therefore no effect`,
    ]);
  });

  it('takes an attestation by nobody for a mistake', () => {
    expect(problemsOf('attestations:\n  separate-license: { by: "\\u200b", date: 2026-01-01 }\n')).toEqual([
      '2:27 “by” must name the person who attests it',
    ]);
  });

  it('takes a reason in any language', () => {
    expect(read('waivers:\n  - rule: notice-file\n    reason: 法務と合意\n').configuration.waivers).toHaveLength(1);
  });

  it.each([
    ['2026-05-01', 0],
    ['2026-05-02', 0],
    ['2026-05-03', 1],
    ['2999-01-01', 1],
  ])('dated %s is told to be still to come on the first of May: %i', (date, problems) => {
    const { configuration } = read(`attestations:\n  separate-license: { by: Jo, date: ${date} }\n`);
    expect(attestationsToCome(configuration, '2026-05-01').map(formatProblem)).toEqual(
      Array(problems).fill(`${FILE}:2:21 the attestation “separate-license” is dated ${date}, which is in the future`),
    );
  });

  it('is read as far as it can be where it has mistakes, all of which are reported', () => {
    const { configuration, problems } = read('nam: a\nrelation: merge\nbases: [[]]\nagreement: ..\n');
    expect(problems.map(({ place }) => place.line)).toEqual([1, 3, 4]);
    expect(configuration).toMatchObject({ name: null, relation: { value: 'merge' }, bases: [], agreement: null });
  });

  it('has any misspelled key or rule reported at its line', () => {
    const keys = [...EVERYTHING.matchAll(/^[ -]*([\w/-]+):|(?<=[{,] )(\w+):/gm)].map(
      (match) => match.index + match[0].length - 1,
    );
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.stringMatching(/^[a-z]{1,8}$/), (at, more) => {
        const line = EVERYTHING.slice(0, at).split('\n').length;
        const problems = problemsOf(`${EVERYTHING.slice(0, at)}z${more}${EVERYTHING.slice(at)}`);
        expect(
          problems.filter((problem) => problem.startsWith(`${line}:`) && /unknown (?:key|rule) /.test(problem)),
        ).toHaveLength(1);
      }),
    );
  });

  it('never makes the reader throw, and its messages hold no control characters', () => {
    const noise = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'{}[]&*!|>%@`"\'#,?:- \n\t<\u001b'.split('')) }),
    );
    fc.assert(
      fc.property(fc.nat(EVERYTHING.length), fc.nat(30), noise, (at, length, text) => {
        const { problems } = read(EVERYTHING.slice(0, at) + text + EVERYTHING.slice(at + length));
        expect(problems.filter(({ message }) => /\p{Cc}/u.test(message))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('settingOf', () => {
  const { configuration } = read('rules:\n  llama-4/notice-file: warning\n  notice-file: off\n');

  it.each([
    ['llama-4/notice-file', 'warning'],
    ['llama-3/notice-file', 'off'],
  ])('sets %s to %s: an id goes before a bare name', (ruleId, setting) => {
    expect(settingOf(configuration, ruleId)?.value).toBe(setting);
  });

  it('leaves other rules alone', () => {
    expect(settingOf(configuration, 'llama-4/agreement-copy')).toBeNull();
    expect(settingOf(configuration, 'llama-4/toString')).toBeNull();
  });
});
