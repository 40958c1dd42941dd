import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';

import type { Report } from '../../../src/report.ts';
import { html } from '../../../src/reporters/html/html.ts';
import { SCRIPT } from '../../../src/reporters/html/script.ts';
import { STYLE } from '../../../src/reporters/html/style.ts';
import { ANY_REPORT, hostileReports } from '../hostile-reports.ts';
import { LICENSE, obligation, ONE, REPOSITORY, reportOf, SEVERAL, WITHOUT_LLAMA } from '../sample-report.ts';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** Every element of a document, with the text that is right inside of it. */
function elementsOf(document: string): Element[] {
  const all: Element[] = [];
  const open: Element[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      const element = { name, attributes, text: '' };
      all.push(element);
      open.push(element);
    },
    ontext: (text) => {
      const element = open.at(-1);
      if (element !== undefined) element.text += text;
    },
    onclosetag: () => open.pop(),
  });
  parser.end(document);
  return all;
}

const ELEMENTS =
  'html head meta title style body a header h1 h2 h3 h4 p nav table caption thead tbody tr th td form fieldset legend label input span select option button main section article dl dt dd ul li q code ins del footer script';
const ATTRIBUTES =
  'lang charset http-equiv content name class href id rel role hidden aria-label aria-labelledby aria-hidden autocomplete type value checked scope colspan data-state data-severity data-repository';

describe('the document', () => {
  it('forbids everything but its own style and script', () => {
    const elements = elementsOf(html(ONE));
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const policy = elements.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')
      ?.attributes['content'];
    expect(policy).toBe(
      `default-src 'none'; style-src ${hash(STYLE)}; script-src ${hash(SCRIPT)}; base-uri 'none'; form-action 'none'`,
    );
    expect(elements.filter(({ name }) => name === 'style').map(({ text }) => text)).toEqual([STYLE]);
    expect(elements.filter(({ name }) => name === 'script').map(({ text }) => text)).toEqual([SCRIPT]);
  });

  it('shows each duty in the order of the license, with the clause, the words of the duty and what to do', () => {
    const elements = elementsOf(html(ONE));
    const shown = elements
      .filter(({ name }) => name === 'article')
      .map(({ attributes }) => [attributes['data-state'], attributes['data-severity']]);
    expect(shown).toEqual(
      REPOSITORY.obligations.map(({ outcome, waived, severity }) => [waived === null ? outcome : 'waived', severity]),
    );
    const text = elements.map((element) => element.text).join('\n');
    for (const said of [
      '1.b.iii',
      'Title of llama-4/notice-file',
      'Hand on what llama-4/notice-file is about.',
      'Add a text file “Notice”',
      'agreed with counsel (until 2030-01-31)',
      'model-00001-of-00050.safetensors',
      'distributes weights',
      'Llama 4 Community License',
      'The card is not UTF-8',
      '1 error, 1 warning, 1 unclear; 1 waived',
    ])
      expect(text).toContain(said);
  });

  it('links from the overview to each duty, and out only to where the license is published', () => {
    const elements = elementsOf(html(SEVERAL));
    const ids = new Set(elements.map(({ attributes }) => attributes['id']));
    const links = elements.flatMap(({ name, attributes }) => (name === 'a' ? [attributes['href'] ?? ''] : []));
    const [inside, outside] = [
      links.filter((link) => link.startsWith('#')),
      links.filter((link) => !link.startsWith('#')),
    ];
    expect(inside.length).toBeGreaterThan(REPOSITORY.obligations.length);
    expect(inside.filter((link) => !ids.has(link.slice(1)))).toEqual([]);
    expect(new Set(outside)).toEqual(new Set([LICENSE.published]));
    expect(
      elementsOf(html({ ...ONE, licenses: [{ ...LICENSE, published: 'javascript:alert(1)' }] })).filter(
        ({ attributes }) => attributes['href']?.includes('javascript'),
      ),
    ).toEqual([]);
  });

  it('sets an altered agreement beside the true one', () => {
    const clauses = [
      { clause: '1.a', state: 'intact' as const, missingWords: 0, added: [] },
      {
        clause: '2',
        state: 'altered' as const,
        missingWords: 1,
        added: [{ words: '900', line: 9, column: 1 }],
        changes: [{ removed: '700', added: '900', line: 9, column: 1 }],
      },
      {
        clause: null,
        state: 'foreign' as const,
        missingWords: 0,
        added: [{ words: 'and my cat', line: 12, column: 1 }],
      },
    ];
    const elements = elementsOf(
      html(reportOf([{ ...REPOSITORY, obligations: [obligation({ outcome: 'unmet', clauses })] }])),
    );
    expect(
      elements.filter(({ name }) => name === 'ins' || name === 'del').map(({ name, text }) => [name, text]),
    ).toEqual([
      ['del', '700'],
      ['ins', '900'],
      ['ins', 'and my cat'],
    ]);
    expect(elements.filter(({ name }) => name === 'caption').at(-1)?.text).toBe(
      'The agreement, clause by clause: 1 of 2 are intact',
    );
  });

  it('without duties has nothing to filter, and says why', () => {
    const document = html(reportOf([WITHOUT_LLAMA]));
    expect(document).toContain('names a Llama model as its base');
    expect(elementsOf(document).some(({ name }) => name === 'form' || name === 'article')).toBe(false);
  });
});

/** What holds for every document, whatever the report says. */
function expectHarmless(report: Report): void {
  const document = html(report);
  expect(document).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uffff\ufffe]/u);
  const elements = elementsOf(document);
  expect(new Set([...ELEMENTS.split(' '), ...elements.map(({ name }) => name)])).toEqual(new Set(ELEMENTS.split(' ')));
  expect(new Set([...ATTRIBUTES.split(' '), ...elements.flatMap(({ attributes }) => Object.keys(attributes))])).toEqual(
    new Set(ATTRIBUTES.split(' ')),
  );
  expect(elements.filter(({ name }) => name === 'script').map(({ text }) => text)).toEqual([SCRIPT]);
  expect(elements.filter(({ name }) => name === 'section' || name === 'article').length).toBeLessThan(
    2 + report.repositories.length * 40,
  );
  for (const { attributes } of elements)
    expect(attributes['href'] ?? '#r1').toMatch(/^(?:#[\w-]+|https:\/\/[^\s"'<>]+)$/);
}

describe('hostile text', () => {
  it('of a repository is text', async () => {
    for (const [, report] of await hostileReports()) expectHarmless(report);
  });

  it('of any report is text', () => {
    fc.assert(fc.property(ANY_REPORT, expectHarmless), { numRuns: 200 });
  });
});
