import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';

import { exitStatus } from '../../src/cli/exit-status.ts';
import type { Report } from '../../src/report.ts';
import { junit, type JunitOptions } from '../../src/reporters/junit.ts';
import { totalOf } from '../../src/findings/summary.ts';
import { ANY_REPORT, hostileReports } from './hostile-reports.ts';
import { ONE, reportOf, SEVERAL, UNREADABLE, WITHOUT_LLAMA } from './sample-report.ts';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const DEFAULT: JunitOptions = { failOn: 'error', strict: false };

/** The root of a document, read by a parser that takes only well-formed XML 1.0. */
function parsed(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  const [top] = root.children;
  if (top === undefined) throw new Error('there is no root');
  return top;
}

function suitesOf(report: Report, options: JunitOptions = DEFAULT): readonly Element[] {
  return parsed(junit(report, options)).children;
}

/** Each test by its name, with what it holds: `failure error`, `skipped`, or nothing when it passed. */
function results(suite: Element | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (suite?.children ?? []).map(({ attributes, children: [result] }) => [
      attributes['name'] ?? '',
      result === undefined ? '' : `${result.name} ${result.attributes['type'] ?? result.attributes['message'] ?? ''}`,
    ]),
  );
}

describe('a suite', () => {
  it('stands for a repository and holds a test for each duty', () => {
    const [suite] = suitesOf(ONE);
    expect(suite?.attributes).toEqual({
      name: './my-model',
      tests: '8',
      failures: '1',
      errors: '0',
      skipped: '6',
      time: '0',
    });
    expect(results(suite)).toEqual({
      'llama-4/agreement-copy (1.b.i)': '',
      'llama-4/built-with-llama (1.b.i)': 'skipped warning: The card does not display “Built with Llama”',
      'llama-4/notice-file (1.b.iii)': 'failure error',
      'llama-4/name-prefix (1.b.i)': 'skipped unclear: The name begins with the letters but not with the word “Llama”',
      'llama-4/license-metadata (5.b)':
        'skipped waived: agreed with counsel: The card offers the weights under apache-2.0',
      'llama-4/eu-multimodal (use policy)': 'skipped not-applicable: A Notice file carries the attribution line',
      'llama-4/commercial-threshold (2)': 'skipped not-checked: A Notice file carries the attribution line',
      'llama-4/litigation (5.c)': 'skipped not-checked: A Notice file carries the attribution line',
    });
  });

  it('says of a failure what, where, why and what to do', () => {
    const failure = suitesOf(ONE)[0]?.children[2]?.children[0];
    expect(failure?.attributes['message']).toBe('No Notice file carries the Llama 4 attribution line');
    expect(failure?.text).toMatch(
      /^No Notice file [^]*\nat README\.md:1:1\nwhy README\.md:7:13 base_model: [^]*\ndo Add a text file/,
    );
    expect(suitesOf(ONE)[0]?.children[2]?.attributes).toMatchObject({
      classname: './my-model',
      file: 'my-model/README.md',
      line: '1',
    });
  });

  it('of a repository without duties holds one test that passed', () => {
    const [suite] = suitesOf(reportOf([WITHOUT_LLAMA]));
    expect(results(suite)).toEqual({ 'no Llama license binds': '' });
  });

  it('of a target that could not be read holds an error', () => {
    const [suite] = suitesOf(reportOf([UNREADABLE]));
    expect(suite?.attributes).toMatchObject({ name: 'hf:nobody/nothing', tests: '1', failures: '0', errors: '1' });
    expect(suite?.children[0]?.children[0]).toMatchObject({
      name: 'error',
      attributes: { type: 'not-found', message: 'there is no such repository' },
      text: 'check the spelling',
    });
  });
});

describe('a test fails', () => {
  const failing = (options: JunitOptions) =>
    Object.entries(results(suitesOf(ONE, options)[0])).flatMap(([name, result]) =>
      result.startsWith('failure') ? [`${name} ${result}`] : [],
    );

  it.each<[JunitOptions, string[]]>([
    [{ failOn: 'error', strict: false }, ['llama-4/notice-file (1.b.iii) failure error']],
    [
      { failOn: 'warning', strict: false },
      ['llama-4/built-with-llama (1.b.i) failure warning', 'llama-4/notice-file (1.b.iii) failure error'],
    ],
    [
      { failOn: 'error', strict: true },
      ['llama-4/notice-file (1.b.iii) failure error', 'llama-4/name-prefix (1.b.i) failure unclear'],
    ],
    [{ failOn: 'never', strict: true }, []],
  ])('with %j just as the run would', (options, names) => {
    expect(failing(options)).toEqual(names);
  });

  it('exactly when the run does, whatever the report', () => {
    fc.assert(
      fc.property(ANY_REPORT, fc.constantFrom('error', 'warning', 'never'), fc.boolean(), (report, failOn, strict) => {
        const { failures, errors } = parsed(junit(report, { failOn, strict })).attributes;
        // Only what is unmet is ever waived.
        const summary = totalOf(
          report.repositories.map((entry) =>
            'error' in entry
              ? entry
              : {
                  ...entry,
                  obligations: entry.obligations.filter(
                    ({ outcome, waived }) => waived === null || outcome !== 'unclear',
                  ),
                },
          ),
        );
        expect(errors !== '0' ? 3 : failures !== '0' ? 1 : 0).toBe(exitStatus(summary, failOn, strict));
      }),
    );
  });
});

/** What holds for every document, whatever the report says. */
function expectWellFormed(report: Report): void {
  const xml = junit(report, DEFAULT);
  expect(xml).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uffff\ufffe]/u);
  const root = parsed(xml);
  expect(root.attributes['tests']).toBe(String(root.children.reduce((sum, { children }) => sum + children.length, 0)));
  expect(root.children).toHaveLength(report.repositories.length);
  for (const { name, children } of root.children) {
    expect(name).toBe('testsuite');
    for (const test of children) {
      expect(test.name).toBe('testcase');
      expect(test.children.length).toBeLessThanOrEqual(1);
      for (const result of test.children) expect(['failure', 'skipped', 'error']).toContain(result.name);
    }
  }
}

describe('hostile text', () => {
  it('of a repository never breaks the document', async () => {
    for (const [, report] of await hostileReports()) expectWellFormed(report);
  });

  it('of any report never breaks the document', () => {
    fc.assert(fc.property(ANY_REPORT, expectWellFormed), { numRuns: 300 });
  });

  it('is read back as it was shown', () => {
    const [entry] = SEVERAL.repositories;
    const report = reportOf(entry === undefined ? [] : [{ ...entry, target: 'a<b>&"c"\'d\u0000]]>' }]);
    expect(suitesOf(report)[0]?.attributes['name']).toBe('a<b>&"c"\'d\\x00]]>');
  });
});
