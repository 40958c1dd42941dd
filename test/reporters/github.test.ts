import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Obligation, Report } from '../../src/report.ts';
import { github } from '../../src/reporters/github.ts';
import { ANY_REPORT, hostileReports } from './hostile-reports.ts';
import { obligation, ONE, REPOSITORY, reportOf, SEVERAL } from './sample-report.ts';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/**
 * What the runner of GitHub Actions makes of a log: a line that begins with `::`, whatever blanks stand before, is a
 * command.
 */
function commandsOf(log: string): Command[] {
  return log.split(/\r\n|\n|\r/).flatMap((line): Command[] => {
    const [, head, data] = /^::(.*?)::(.*)$/.exec(line.trimStart()) ?? [];
    if (head === undefined || data === undefined) return [];
    const [name = '', ...rest] = head.split(' ');
    const properties = rest
      .join(' ')
      .split(',')
      .map((one) => one.split('='))
      .map(([key = '', ...value]) => [key, unescaped(value.join('='))]);
    return [{ name, properties: Object.fromEntries(properties) as Record<string, string>, message: unescaped(data) }];
  });
}

function unescaped(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}

const unmet = (input: Partial<Obligation>): Obligation => obligation({ outcome: 'unmet', ...input });
const of = (obligations: readonly Obligation[], target = './my-model'): Command[] =>
  commandsOf(github(reportOf([{ ...REPOSITORY, target, obligations }])));

describe('an annotation', () => {
  it('stands at each finding, the gravest first; what is met, waived or not checked has none', () => {
    expect(commandsOf(github(ONE)).map(({ name, properties }) => [name, properties['title']])).toEqual([
      ['error', 'llama-4/notice-file (1.b.iii)'],
      ['warning', 'llama-4/built-with-llama (1.b.i)'],
      ['notice', 'llama-4/name-prefix (1.b.i)'],
    ]);
    expect(commandsOf(github(ONE))[2]?.message).toBe(
      'unclear: The name begins with the letters but not with the word “Llama”\nAsk a person.',
    );
  });

  it('says what is unmet and what to do, at the place in the workspace', () => {
    expect(commandsOf(github(ONE))[0]).toEqual({
      name: 'error',
      properties: {
        file: 'my-model/README.md',
        line: '1',
        col: '1',
        endLine: '1',
        endColumn: '4',
        title: 'llama-4/notice-file (1.b.iii)',
      },
      message: `No Notice file carries the Llama 4 attribution line\n${REPOSITORY.obligations[2]?.remedy ?? ''}`,
    });
  });

  it.each([
    ['.', 'README.md'],
    ['./', 'README.md'],
    ['models//a/', 'models/a/README.md'],
    ['a/../b', 'b/README.md'],
    ['models\\a', 'models/a/README.md'],
    ['100%, a:b', '100%, a:b/README.md'],
    ['a::b,title=c', 'a::b,title=c/README.md'],
  ])('on %s is in %s', (target, file) => {
    expect(
      of([unmet({ locations: [{ file: 'README.md', line: 2, column: 3, endLine: 2, endColumn: 4 }] })], target)[0]
        ?.properties['file'],
    ).toBe(file);
  });

  it.each(['/srv/model', 'C:\\model', '../model', 'a/../../model'])(
    'on %s, outside of the workspace, says its place in words',
    (target) => {
      const [command] = of(
        [
          unmet({
            message: 'M',
            remedy: '',
            locations: [{ file: 'README.md', line: 2, column: 3, endLine: 2, endColumn: 4 }],
          }),
        ],
        target,
      );
      expect(command).toMatchObject({
        properties: { title: 'llama-4/notice-file (1.b.iii)' },
        message: `${target} README.md:2:3: M`,
      });
      expect(command?.properties).not.toHaveProperty('file');
    },
  );

  it('on a remote repository names no file of the workspace', () => {
    const remote = { ...REPOSITORY, target: 'hf:acme/model', source: 'hub' as const };
    expect(commandsOf(github(reportOf([remote])))[0]).toMatchObject({
      properties: { title: expect.any(String) as string },
      message: expect.stringMatching(/^hf:acme\/model README\.md:1:1: No Notice/) as string,
    });
  });

  it('over several lines has no columns, which GitHub refuses there', () => {
    expect(
      of([unmet({ locations: [{ file: 'a', line: 2, column: 3, endLine: 4, endColumn: 5 }] })])[0]?.properties,
    ).toEqual({ file: 'my-model/a', line: '2', endLine: '4', title: 'llama-4/notice-file (1.b.iii)' });
  });

  it('of a duty that no file shows stands at the line that makes it bind', () => {
    const evidence = [
      { file: 'model.safetensors', line: null, column: null, says: 'x' },
      { file: 'README.md', line: 7, column: 13, says: 'x' },
    ];
    expect(of([unmet({ evidence })])[0]?.properties).toMatchObject({
      file: 'my-model/README.md',
      line: '7',
      col: '13',
    });
    expect(of([unmet({ message: 'M', remedy: '' })])[0]).toEqual({
      name: 'error',
      properties: { title: 'llama-4/notice-file (1.b.iii)' },
      message: 'M',
    });
  });

  it('tells that a target could not be read', () => {
    expect(commandsOf(github(SEVERAL))).toContainEqual({
      name: 'error',
      properties: { title: 'A target could not be read' },
      message: 'hf:nobody/nothing could not be read: there is no such repository (not-found)\ncheck the spelling',
    });
  });
});

describe('as many as GitHub shows', () => {
  const many = (severity: Obligation['severity'], count: number): Obligation[] =>
    Array.from({ length: count }, (_, at) => unmet({ severity, rule: `llama-4/${severity}-${at}` }));
  const counted = (commands: readonly Command[]): number[] =>
    ['error', 'warning', 'notice'].map((level) => commands.filter(({ name }) => name === level).length);

  it('are shown, with nothing to add when that is all', () => {
    const commands = of([...many('error', 10), ...many('warning', 10), ...many('info', 10)]);
    expect(counted(commands)).toEqual([10, 10, 10]);
    expect(commands.some(({ message }) => message.includes('more'))).toBe(false);
  });

  it('are shown of each level, the gravest first, and one notice counts the others', () => {
    const commands = of([...many('info', 12), ...many('warning', 3), ...many('error', 15)]);
    expect(counted(commands)).toEqual([10, 3, 10]);
    expect(commands.at(-1)).toMatchObject({
      name: 'notice',
      message: '8 more findings are not shown here; the report has all of them.',
    });
    expect(counted(of([...many('error', 11), ...many('info', 10)]))).toEqual([10, 0, 10]);
    expect(of([...many('error', 11), ...many('info', 9)]).at(-1)?.message).toBe(
      '1 more finding is not shown here; the report has all of them.',
    );
  });

  it('are taken from all repositories, errors before warnings', () => {
    const commands = commandsOf(
      github(
        reportOf([
          { ...REPOSITORY, obligations: many('warning', 12) },
          { ...REPOSITORY, target: 'b', obligations: many('error', 2) },
        ]),
      ),
    );
    expect(counted(commands)).toEqual([2, 10, 1]);
    expect(commands[0]?.name).toBe('error');
  });
});

it('the log ends with the sums', () => {
  expect(github(SEVERAL)).toMatch(/\n3 repositories: 1 error, 1 warning, 1 unclear, 1 could not be read\n$/);
});

/** What holds for every log, whatever the report says. */
function expectHarmless(report: Report): void {
  const log = github(report);
  expect(log).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|##\[/u);
  const commands = commandsOf(log);
  const lines = log.split('\n');
  expect(lines.at(-1)).toBe('');
  expect(lines.at(-2)).toMatch(/^(?:\d+ repositor(?:y|ies))?: [\w ,]+$/);
  expect(commands).toHaveLength(lines.length - 2);
  for (const { name, properties } of commands) {
    expect(['error', 'warning', 'notice']).toContain(name);
    expect(['file', 'line', 'col', 'endLine', 'endColumn', 'title']).toEqual(
      expect.arrayContaining(Object.keys(properties)),
    );
    for (const number of ['line', 'col', 'endLine', 'endColumn']) expect(properties[number] ?? '1').toMatch(/^\d+$/);
  }
  for (const level of ['error', 'warning', 'notice'])
    expect(commands.filter(({ name }) => name === level).length).toBeLessThanOrEqual(10);
}

describe('hostile text', () => {
  it('of a repository never becomes a command of its own', async () => {
    for (const [, report] of await hostileReports()) expectHarmless(report);
  });

  it('of any report never becomes a command of its own', () => {
    fc.assert(fc.property(ANY_REPORT, expectHarmless), { numRuns: 300 });
  });

  it('is read back by the runner as it was shown', () => {
    const [command] = of([unmet({ message: '100%, 50%0A: a,b::c', remedy: '' })]);
    expect(command?.message).toBe('100%, 50%0A: a,b::c');
  });
});
