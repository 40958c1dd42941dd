import fc from 'fast-check';

import { check } from '../../src/check.ts';
import { UsageError } from '../../src/errors/usage-error.ts';
import { CLAUSE_STATES, ERROR_CODES, OUTCOMES, RELATIONS, SEVERITIES, type Report } from '../../src/report.ts';
import { ACTS, COMMANDS, MARKUP, quotedPlaces } from '../hostile/quoted-places.ts';
import { reportOf } from './sample-report.ts';

/** What could act in one of the formats, or break it. */
const HOSTILE = [
  ACTS,
  MARKUP,
  '\n::error::pwned\n',
  '\r\n::add-mask::a',
  '##[command]a',
  '%0A::error::pwned',
  '%25',
  ']]>',
  '<![CDATA[',
  '</script>',
  '</style>',
  '<!--',
  '-->',
  '<img src=x onerror="window.pwned=1">',
  '" onmouseover="window.pwned=1',
  "' autofocus onfocus='window.pwned=1",
  '&lt;b&gt;',
  '&#60;',
  'javascript:window.pwned=1',
  '`',
  '``',
  '` `` `',
  '|',
  '\\|',
  '\\',
  '\n\n# x\n\n',
  '\n| a |\n|---|\n',
  '- x',
  '1. x',
  '> x',
  '***',
  '~~x~~',
  '[a](https://evil.example)',
  '![i](https://evil.example/i.png)',
  '[a]: https://evil.example',
  '[^1]',
  '<https://evil.example>',
  'https://evil.example/a',
  'www.evil.example',
  'a@evil.example',
  '@octocat',
  '@octo/team',
  '#123',
  'GH-123',
  'octo/hello#1',
  'deadbeef0123456789deadbeef0123456789dead',
  ':octocat:',
  '$x$',
  '[here](1)',
  '{0}',
  '{{0}}',
  '../../etc/passwd',
  'C:\\a',
  '//evil.example/a',
  'file:///etc/passwd',
  '?q#f',
  '\u202e',
  '\u200b',
  '\u2028',
  '\0',
  '\ud800',
  '\udfff',
  '\uffff',
  '\ufffe',
  '\u0085',
  'x'.repeat(10_000),
  '',
];

/** Text that may hold anything. */
export const TEXT = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...HOSTILE),
        fc.string({ maxLength: 6, unit: 'binary' }),
        fc.constantFrom(' ', 'README.md', 'Llama', '.', ':'),
      ),
      { maxLength: 5 },
    )
    .map((parts) => parts.join('')),
);

const position = fc.integer({ min: 1, max: 3000 });
const place = fc
  .record({ file: TEXT, line: position, column: position, lines: fc.nat(2), columns: fc.nat(9) })
  .map(({ file, line, column, lines, columns }) => ({
    file,
    line,
    column,
    endLine: line + lines,
    endColumn: column + columns,
  }));
const evidence = fc.record({ file: TEXT, line: fc.option(position), column: fc.option(position), says: TEXT });
const clause = fc.record(
  {
    clause: fc.option(TEXT),
    state: fc.constantFrom(...CLAUSE_STATES),
    missingWords: fc.nat(50),
    added: fc.array(fc.record({ words: TEXT, line: position, column: position }), { maxLength: 2 }),
    changes: fc.array(
      fc.record({ removed: fc.option(TEXT), added: fc.option(TEXT), line: position, column: position }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ['clause', 'state', 'missingWords', 'added'] },
);
const rule = fc.oneof(fc.constantFrom('llama-4/notice-file', 'llama-4/litigation'), TEXT);
const obligation = fc.record(
  {
    rule,
    clause: TEXT,
    outcome: fc.constantFrom(...OUTCOMES),
    severity: fc.constantFrom(...SEVERITIES),
    message: TEXT,
    remedy: TEXT,
    fixable: fc.boolean(),
    waived: fc.option(fc.record({ reason: TEXT, until: fc.option(TEXT) })),
    locations: fc.array(place, { maxLength: 3 }),
    evidence: fc.array(evidence, { maxLength: 3 }),
    clauses: fc.array(clause, { minLength: 1, maxLength: 3 }),
  },
  {
    requiredKeys: [
      'rule',
      'clause',
      'outcome',
      'severity',
      'message',
      'remedy',
      'fixable',
      'waived',
      'locations',
      'evidence',
    ],
  },
);
const source = fc.constantFrom('local' as const, 'memory' as const, 'github' as const, 'hub' as const);
const repository = fc.record({
  target: TEXT,
  source,
  revision: fc.option(TEXT),
  name: fc.record({ value: TEXT, from: fc.constant('flag' as const) }),
  lineage: fc.record({
    licenses: fc.array(TEXT, { maxLength: 2 }),
    relation: fc.constantFrom(...RELATIONS),
    certainty: fc.constantFrom('stated' as const, 'likely' as const, null),
    bases: fc.array(TEXT, { maxLength: 2 }),
    evidence: fc.array(evidence, { maxLength: 2 }),
    otherParents: fc.array(fc.record({ id: TEXT, evidence: fc.array(evidence, { maxLength: 1 }) }), { maxLength: 1 }),
  }),
  obligations: fc.array(obligation, { maxLength: 14 }),
  notes: fc.array(fc.record({ code: TEXT, message: TEXT, locations: fc.array(place, { maxLength: 2 }) }), {
    maxLength: 2,
  }),
  summary: fc.record({
    met: fc.nat(9),
    unmet: fc.nat(9),
    unclear: fc.nat(9),
    notApplicable: fc.nat(9),
    notChecked: fc.nat(9),
    waived: fc.nat(9),
  }),
});
const unreadable = fc.record({
  target: TEXT,
  source,
  error: fc.record({ code: fc.constantFrom(...ERROR_CODES), message: TEXT, hint: TEXT }),
});
const reportedRule = fc.record({
  rule,
  clause: TEXT,
  title: TEXT,
  duty: TEXT,
  seen: TEXT,
  severity: fc.constantFrom(...SEVERITIES),
  comply: fc.array(TEXT, { maxLength: 2 }),
});
const license = fc.record({
  license: TEXT,
  name: TEXT,
  published: TEXT,
  rules: fc.array(reportedRule, { maxLength: 3 }),
});

/** Any report that keeps to the types, whatever its texts say and however little of it fits together. */
export const ANY_REPORT: fc.Arbitrary<Report> = fc
  .record({
    repositories: fc.array(fc.oneof({ weight: 5, arbitrary: repository }, { weight: 1, arbitrary: unreadable }), {
      maxLength: 3,
    }),
    licenses: fc.array(license, { maxLength: 2 }),
  })
  .map(({ repositories, licenses }) => ({
    ...reportOf(repositories, { unreadable: repositories.filter((entry) => 'error' in entry).length }),
    licenses,
  }));

/** Reports on repositories that say something hostile wherever a report quotes them, each with where that is. */
export async function hostileReports(): Promise<(readonly [string, Report])[]> {
  const texts = { acts: ACTS, commands: COMMANDS, markup: MARKUP, long: 'x'.repeat(10_000) };
  const cases = Object.entries(texts).flatMap(([name, text]) =>
    [...quotedPlaces(text), fileNames(text)].map(([where, files]) => ({
      title: `${name} in ${where}`,
      files,
      name: where === 'the flags' ? text : undefined,
    })),
  );
  return Promise.all(
    cases.map(
      async ({ title, files, name }) =>
        [title, await check(files, name === undefined ? {} : { name }).catch(refused)] as const,
    ),
  );
}

function fileNames(text: string): ReturnType<typeof quotedPlaces>[number] {
  const part = text.replaceAll('/', '_');
  const card = '---\nbase_model: meta-llama/Llama-4-Scout-17B-16E\n---\n';
  return [
    'file names',
    {
      'README.md': card,
      [`${part}.safetensors`]: '',
      [`${part}/Notice`]: 'Llama 4 is licensed under the Llama 4 License',
      [`${part}.md`]: 'An official Meta release',
    },
    [],
  ];
}

function refused(error: unknown): Report {
  if (error instanceof UsageError) throw new Error(`no report: ${error.message}`);
  throw error;
}
