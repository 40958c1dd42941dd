import fc from 'fast-check';
import type { Log, Result, Run } from 'sarif';
import { describe, expect, it } from 'vitest';

import type { Obligation, Report } from '../../../src/report.ts';
import { sarif } from '../../../src/reporters/sarif/sarif.ts';
import { ANY_REPORT, hostileReports } from '../hostile-reports.ts';
import { obligation, ONE, REPOSITORY, reportOf, SEVERAL, UNREADABLE, WITHOUT_LLAMA } from '../sample-report.ts';
import { sarifErrors } from './schema.ts';

function runOf(report: Report): Run {
  const log = JSON.parse(sarif(report)) as Log;
  expect(log.runs).toHaveLength(1);
  const [run] = log.runs;
  if (run === undefined) throw new Error('there is no run');
  return run;
}

function resultOf(input: Partial<Obligation>): Result {
  const [result] =
    runOf(reportOf([{ ...REPOSITORY, obligations: [obligation({ outcome: 'unmet', ...input })] }])).results ?? [];
  if (result === undefined) throw new Error('there is no result');
  return result;
}

const uris = (run: Run): string[] =>
  [...JSON.stringify(run.results).matchAll(/"uri":"([^"]*)"/g)].map((match) => match[1] ?? '');

describe('the schema', () => {
  it.each([
    ['one repository', ONE],
    ['several', SEVERAL],
    ['no Llama material', reportOf([WITHOUT_LLAMA])],
    ['nothing readable', reportOf([UNREADABLE], { unreadable: 1 })],
  ])('is kept to for %s', (_, report) => {
    expect(sarifErrors(JSON.parse(sarif(report)))).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['a line that counts from 0', '"startLine": 1,', '"startLine": 0,'],
    ['a level that there is not', '"level": "error"', '"level": "fatal"'],
    ['a version that there is not', '"version": "2.1.0"', '"version": "2.2.0"'],
    ['an address that is none', '"uri": "my-model/README.md"', '"uri": "my model\\\\README.md"'],
    ['a suppression of no kind', '"kind": "external"', '"kind": "waived"'],
  ])('would tell %s', (_, right, wrong) => {
    const text = sarif(ONE);
    expect(text).toContain(right);
    expect(sarifErrors(JSON.parse(text.replace(right, wrong)))).not.toEqual([]);
  });
});

describe('a result', () => {
  it('is made of each duty that is unmet, unclear or waived, the gravest first', () => {
    expect(
      runOf(ONE).results?.map(({ ruleId, level, kind, suppressions }) => [
        ruleId,
        level,
        kind ?? 'fail',
        suppressions?.length ?? 0,
      ]),
    ).toEqual([
      ['llama-4/notice-file', 'error', 'fail', 0],
      ['llama-4/built-with-llama', 'warning', 'fail', 0],
      ['llama-4/name-prefix', 'none', 'review', 0],
      ['llama-4/license-metadata', 'error', 'fail', 1],
    ]);
  });

  it('says what, what to do and why, with links to the evidence', () => {
    const [result] = runOf(ONE).results ?? [];
    expect(result?.message.text).toMatch(
      /^No Notice file carries the Llama 4 attribution line\. Add a text file .*”\. Why it binds: \[README\.md:7:13\]\(1\), \[model-00001-of-00050\.safetensors\]\(2\)\.$/,
    );
    expect(
      result?.relatedLocations?.map(({ id, message, physicalLocation }) => [
        id,
        message?.text,
        physicalLocation?.artifactLocation?.uri,
        physicalLocation?.region?.startLine,
      ]),
    ).toEqual([
      [1, 'base_model: meta-llama/Llama-4-Scout-17B-16E-Instruct', 'my-model/README.md', 7],
      [2, 'distributes weights', 'my-model/model-00001-of-00050.safetensors', undefined],
    ]);
  });

  it('has all four numbers of its region, which GitHub requires', () => {
    expect(
      resultOf({ locations: [{ file: 'a/b c.md', line: 2, column: 3, endLine: 4, endColumn: 5 }] }).locations,
    ).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'my-model/a/b%20c.md' },
          region: { startLine: 2, startColumn: 3, endLine: 4, endColumn: 5 },
        },
      },
    ]);
  });

  it('stands at the line that makes the duty bind where no file shows it, else at the card', () => {
    const uriAndLine = ({ locations }: Result) => [
      locations?.[0]?.physicalLocation?.artifactLocation?.uri,
      locations?.[0]?.physicalLocation?.region?.startLine,
    ];
    const weights = { file: 'model.safetensors', line: null, column: null, says: 'distributes weights' };
    expect(
      uriAndLine(resultOf({ evidence: [weights, { file: 'docs/card.md', line: 7, column: 1, says: 'x' }] })),
    ).toEqual(['my-model/docs/card.md', 7]);
    expect(uriAndLine(resultOf({ evidence: [weights] }))).toEqual(['my-model/README.md', 1]);
  });

  it('relates to files only, not to a flag or the name', () => {
    const evidence = [
      { file: '--base', line: null, column: null, says: 'a/b' },
      { file: '.', line: null, column: null, says: 'name: x' },
    ];
    expect(resultOf({ evidence }).relatedLocations).toEqual([]);
    expect(resultOf({ evidence }).message.text).toContain('Why it binds: --base a/b, name: x.');
  });

  it('keeps its fingerprint while lines and wording move, and shares it with no other', () => {
    const fingerprintOf = (input: Partial<Obligation>) =>
      resultOf(input).partialFingerprints?.['primaryLocationLineHash'];
    const first = fingerprintOf({});
    expect(first).toMatch(/^[0-9a-f]{16}:1$/);
    expect(
      fingerprintOf({
        message: 'other words',
        locations: [{ file: 'x.md', line: 9, column: 1, endLine: 9, endColumn: 2 }],
      }),
    ).toBe(first);
    expect(fingerprintOf({ rule: 'llama-4/use-policy' })).not.toBe(first);
    const both =
      runOf(reportOf([REPOSITORY, { ...REPOSITORY, target: './other' }])).results?.map(
        ({ partialFingerprints }) => partialFingerprints?.['primaryLocationLineHash'],
      ) ?? [];
    expect(new Set(both).size).toBe(both.length);
    const spelled = runOf(reportOf([{ ...REPOSITORY, target: 'my-model/' }])).results?.[0]?.partialFingerprints;
    expect(spelled).toEqual(runOf(ONE).results?.[0]?.partialFingerprints);
  });

  it('says why it is suppressed', () => {
    expect(runOf(ONE).results?.[3]?.suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'agreed with counsel (until 2030-01-31)' },
    ]);
  });

  it.each([
    ['hf:acme/model', 'hub', 'hf%3Aacme/model/README.md'],
    ['/home/me/model', 'local', 'README.md'],
    ['.', 'local', 'README.md'],
    ['memory', 'memory', 'README.md'],
  ] as const)('of %s names no file of the workspace by mistake', (target, source, uri) => {
    expect([
      ...new Set(uris(runOf(reportOf([{ ...REPOSITORY, target, source }]))).filter((one) => one.endsWith('.md'))),
    ]).toEqual([uri]);
  });

  it('is left out beyond what GitHub takes, and that is said', () => {
    const obligations = Array.from({ length: 25_010 }, (_, at) =>
      obligation({ outcome: 'unmet', severity: at < 10 ? 'info' : 'error' }),
    );
    const run = runOf(reportOf([{ ...REPOSITORY, obligations, notes: [] }]));
    expect(run.results).toHaveLength(25_000);
    expect(run.results?.every(({ level }) => level === 'error')).toBe(true);
    expect(run.invocations?.[0]?.toolExecutionNotifications?.map(({ message }) => message.text)).toEqual([
      '10 results are omitted: GitHub accepts 25000 per run.',
    ]);
  });
});

describe('the run', () => {
  it('describes every rule of the licenses that bind, and points each result to its own', () => {
    const { tool, results } = runOf(ONE);
    const rules = tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual(
      REPOSITORY.obligations.map(({ rule }) => rule).filter((rule) => rule !== 'llama-4/litigation'),
    );
    for (const { ruleId, ruleIndex } of results ?? []) expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
    expect(rules[2]).toMatchObject({
      shortDescription: { text: 'Title of llama-4/notice-file (1.b.iii)' },
      fullDescription: { text: 'Hand on what llama-4/notice-file is about.' },
      helpUri: expect.stringMatching(/^https:/) as string,
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['license', 'llama-4'] },
    });
    expect(rules[2]?.help?.text).toContain('How to comply:\n- Add the line to <file>.\n- Write `license: llama4`.');
    expect(rules[2]?.help?.markdown).toContain('* Add the line to \\<file\\>.\n* Write `license: llama4`.');
    expect(JSON.stringify(rules)).not.toContain('security-severity');
  });

  it('describes a rule that the report does not, as far as the obligation tells', () => {
    const { tool } = runOf(
      reportOf([
        { ...REPOSITORY, obligations: [obligation({ outcome: 'unmet', rule: 'own/rule', message: 'Own words' })] },
      ]),
    );
    expect(tool.driver.rules?.at(-1)).toMatchObject({ id: 'own/rule', fullDescription: { text: 'Own words' } });
  });

  it.each([
    [['./my-model'], 'llama-license-lint/my-model/'],
    [['models/a/'], 'llama-license-lint/models/a/'],
    [['.'], 'llama-license-lint/./'],
    [['hf:acme/model@abc'], 'llama-license-lint/hf:acme/model@abc/'],
  ])('on %j has a category of its own', (targets, id) => {
    expect(runOf(reportOf(targets.map((target) => ({ ...REPOSITORY, target })))).automationDetails?.id).toBe(id);
  });

  it('on several targets has one that only those have, in any order', () => {
    const idOf = (...targets: readonly string[]) =>
      runOf(reportOf(targets.map((target) => ({ ...REPOSITORY, target })))).automationDetails?.id;
    expect(idOf('a', 'b')).toMatch(/^llama-license-lint\/2-targets-[0-9a-f]{12}\/$/);
    expect(idOf('b', 'a')).toBe(idOf('a', 'b'));
    expect(idOf('a', 'c')).not.toBe(idOf('a', 'b'));
  });

  it('was not successful when a target could not be read', () => {
    expect(runOf(ONE).invocations?.[0]?.executionSuccessful).toBe(true);
    const [invocation] = runOf(SEVERAL).invocations ?? [];
    expect(invocation?.executionSuccessful).toBe(false);
    expect(invocation?.toolExecutionNotifications).toContainEqual({
      descriptor: { id: 'not-found' },
      level: 'error',
      message: { text: 'hf:nobody/nothing could not be read: there is no such repository. check the spelling' },
    });
    expect(invocation?.toolExecutionNotifications).toContainEqual(
      expect.objectContaining({ level: 'note', descriptor: { id: 'not-utf8' } }),
    );
  });
});

/** What holds for every log, whatever the report says. */
function expectHarmless(report: Report): void {
  const text = sarif(report);
  const log: unknown = JSON.parse(text);
  expect(sarifErrors(log)).toEqual([]);
  expect(JSON.stringify(log).replace(/\\\\/g, '')).not.toMatch(/\\u|\\[bftr]|[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  const run = runOf(report);
  for (const uri of uris(run)) expect(uri).toMatch(/^(?!\/)(?:[\w.~!*'()-]|%[0-9A-F]{2}|\/(?!\/))+$/);
  for (const { message, relatedLocations } of run.results ?? []) {
    for (const [, id] of message.text?.matchAll(/\]\(([^)]*)\)/g) ?? [])
      expect(relatedLocations?.map((related) => String(related.id))).toContain(id);
    expect(message.text?.replaceAll(/\{\{|\}\}/g, '')).not.toMatch(/[{}]/);
  }
}

describe('hostile text', () => {
  it('of a repository never breaks the log or becomes a link', async () => {
    for (const [, report] of await hostileReports()) expectHarmless(report);
  });

  it('of any report never breaks the log or becomes a link', () => {
    fc.assert(fc.property(ANY_REPORT, expectHarmless), { numRuns: 150 });
  });
});
