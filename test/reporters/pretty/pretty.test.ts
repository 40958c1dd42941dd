import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { pretty } from '../../../src/reporters/pretty/pretty.ts';
import type { ReporterOptions } from '../../../src/reporters/reporter.ts';
import { BASE, obligation, ONE, REPOSITORY, reportOf, SEVERAL, WITHOUT_LLAMA } from '../sample-report.ts';

const PLAIN: ReporterOptions = { color: false, quiet: false, width: 80 };

describe('the report for a person', () => {
  it('shows a finding with place, reason and remedy', () => {
    expect(pretty(ONE, PLAIN)).toContain(`
error    llama-4/notice-file  No Notice file carries the Llama 4 attribution
         line                                                          (1.b.iii)
  at     README.md:1:1
  why    README.md:7:13  base_model: ${BASE}
         model-00001-of-00050.safetensors  distributes weights
  do     Add a text file “Notice” with the line “Llama 4 is licensed under the
`);
  });

  it('says what the repository is, and whence that is known', () => {
    expect(pretty(ONE, PLAIN)).toMatch(
      /^Llama-Foo {2}\.\/my-model\nfinetune of meta-llama\/Llama-4-Scout-17B-16E-Instruct \(stated\).*\n {2}why {4}README\.md:3:13/,
    );
  });

  it('orders by gravity: errors, warnings, unclear, waived', () => {
    const order = pretty(ONE, PLAIN)
      .split('\n')
      .flatMap((line) => /^(error|warning|unclear|waived|note) /.exec(line)?.[1] ?? []);
    expect(order).toEqual(['error', 'warning', 'unclear', 'waived', 'note']);
  });

  it('names what asks nothing and ends with the summary', () => {
    const text = pretty(ONE, PLAIN);
    expect(text).toMatch(/^met +agreement-copy$/m);
    expect(text).toMatch(/^not applicable +eu-multimodal$/m);
    expect(text).toMatch(/^not checked +commercial-threshold, litigation$/m);
    expect(text).toMatch(/^1 error, 1 warning, 1 unclear; 1 waived, 1 met, 1 not applicable, 2 not checked$/m);
    expect(text).toMatch(/This is not legal advice\.[^]*commercial-threshold, litigation\.\n$/);
  });

  it('shows a waiver with its reason and end, not the remedy', () => {
    expect(pretty(ONE, PLAIN)).toContain('  reason agreed with counsel (until 2030-01-31)');
    expect(pretty(ONE, PLAIN)).not.toContain('Write license: llama4.');
  });

  it('is calm without Llama material', () => {
    expect(pretty(reportOf([WITHOUT_LLAMA]), PLAIN)).toBe(
      'phi  ./phi\nNothing that was read (card, documents, configurations, headers of weights)\nnames a Llama model as its base. If this ships or serves a Llama model, declare\nit: --relation product --base ID.\n\nThis is not legal advice.\n',
    );
  });

  it('adds a total below several repositories, and says once that it is not legal advice', () => {
    const text = pretty(SEVERAL, PLAIN);
    expect(text).toContain('3 repositories: 1 error, 1 warning, 1 unclear, 1 could not be read');
    expect(text.split('not legal advice')).toHaveLength(2);
  });

  it('shows why a target could not be read, and what to do', () => {
    expect(pretty(SEVERAL, PLAIN)).toContain(
      'error    hf:nobody/nothing could not be read: there is no such repository\n         (not-found)\n  do     check the spelling',
    );
  });

  it('keeps to what is wrong when quiet', () => {
    const text = pretty(SEVERAL, { ...PLAIN, quiet: true });
    expect(text).toContain('llama-4/notice-file');
    expect(text).toContain('llama-4/name-prefix');
    expect(text).toContain('1 error, 1 warning, 1 unclear;');
    for (const word of ['agreement-copy', 'license-metadata', 'note ', 'legal advice', 'No Llama material'])
      expect(text).not.toContain(word);
    expect(pretty(reportOf([WITHOUT_LLAMA]), { ...PLAIN, quiet: true })).toBe('');
  });

  it('keeps whole ids where two licenses bind', () => {
    const lineage = { ...REPOSITORY.lineage, licenses: ['llama-3.1', 'llama-4'] };
    const both = [obligation({ rule: 'llama-3.1/notice-file' }), obligation({ rule: 'llama-4/notice-file' })];
    expect(pretty(reportOf([{ ...REPOSITORY, lineage, obligations: both }]), PLAIN)).toMatch(
      /^met +llama-3\.1\/notice-file, llama-4\/notice-file$/m,
    );
  });

  it('counts the places that it does not show', () => {
    const locations = Array.from({ length: 50 }, (_, at) => ({
      file: 'README.md',
      line: at + 1,
      column: 1,
      endLine: at + 1,
      endColumn: 2,
    }));
    const text = pretty(
      reportOf([{ ...REPOSITORY, obligations: [obligation({ outcome: 'unmet', locations })] }]),
      PLAIN,
    );
    expect(text).toContain('README.md:4:1\n         and 46 more');
  });

  it('says the evidence of the lineage once in full, then only its first with each duty', () => {
    const known = [1, 2, 3].map((line) => ({ file: 'README.md', line, column: 1, says: `base ${line}` }));
    const own = { file: 'config.json', line: 9, column: 1, says: 'of its own' };
    const lineage = { ...REPOSITORY.lineage, evidence: known };
    const text = pretty(
      reportOf([
        { ...REPOSITORY, lineage, obligations: [obligation({ outcome: 'unmet', evidence: [...known, own] })] },
      ]),
      PLAIN,
    );
    expect(text.split('base 1')).toHaveLength(3);
    expect(text.split('base 3')).toHaveLength(2);
    expect(text).toContain('config.json:9:1  of its own');
  });

  it('is the same text with color and without', () => {
    const colored = pretty(SEVERAL, { ...PLAIN, color: true });
    expect(colored).toContain('\u001b[31merror\u001b[39m');
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(pretty(SEVERAL, PLAIN));
    expect(pretty(SEVERAL, PLAIN)).not.toContain('\u001b');
  });
});

const TEXT = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('\u001b', '[31m', '\n', '\r', '\u202e', '\u0085', ' ', 'ab', '\ud800', '\u2028', '\u009b'),
  }),
  fc.lorem({ maxCount: 40 }),
);

const REPORTS = fc
  .record({
    target: TEXT,
    rule: TEXT,
    message: TEXT,
    remedy: TEXT,
    file: TEXT,
    says: TEXT,
    name: TEXT,
    base: TEXT,
    note: TEXT,
    hint: TEXT,
  })
  .map((input) => {
    const place = { file: input.file, line: 1, column: 2, endLine: 1, endColumn: 2 };
    const evidence = [{ file: input.file, line: null, column: null, says: input.says }];
    const hostile = { rule: input.rule, message: input.message, remedy: input.remedy, locations: [place], evidence };
    return reportOf([
      {
        ...REPOSITORY,
        target: input.target,
        revision: input.says,
        name: { value: input.name, from: 'directory' },
        lineage: { ...REPOSITORY.lineage, bases: [input.base], evidence },
        obligations: [
          obligation({ ...hostile, outcome: 'unmet' }),
          obligation({ ...hostile, outcome: 'not-checked' }),
          obligation({ ...hostile, outcome: 'unmet', waived: { reason: input.says, until: input.note } }),
        ],
        notes: [{ code: 'x', message: input.note, locations: [place] }],
      },
      { target: input.target, source: 'hub', error: { code: 'network', message: input.message, hint: input.hint } },
    ]);
  });

describe('hostile text', () => {
  it('never reaches the terminal as a control, an override or a line of its own', () => {
    fc.assert(
      fc.property(REPORTS, fc.boolean(), (report, quiet) => {
        expect(pretty(report, { ...PLAIN, quiet }).replaceAll('\n', '')).not.toMatch(
          /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u,
        );
      }),
    );
  });

  it('keeps lines within the width, save for words that are longer', () => {
    fc.assert(
      fc.property(REPORTS, fc.integer({ min: 40, max: 110 }), (report, width) => {
        for (const line of pretty(report, { ...PLAIN, width }).split('\n')) {
          if (line.length > width)
            expect(
              Math.max(
                ...line
                  .trim()
                  .split(/ +/)
                  .map((word) => word.length),
              ),
            ).toBeGreaterThan(width - 17);
        }
      }),
    );
  });

  it('is shown as what it is', () => {
    const report = reportOf([{ ...REPOSITORY, name: { value: 'a\u001b[2Jb\nc\u202ed', from: 'directory' } }]);
    expect(pretty(report, PLAIN)).toMatch(/^a\\x1b\[2Jb\\nc\\u202ed {2}\.\/my-model\n/);
  });
});
