import { describe, expect, it } from 'vitest';

import { isUnreadable, type RepositoryReport } from '../../src/report.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { survives } from './survives.ts';

const BASE = 'base_model: meta-llama/Llama-4-Scout-17B-16E';
const FRONT = `---\n${BASE}\n---\n`;
const MANY = 50_000;
/** Nearly the 2 MiB up to which a file is read as text. */
const MUCH = 2_000_000;

async function checked(
  files: Readonly<Record<string, string | Uint8Array>>,
  status: number,
): Promise<RepositoryReport> {
  const {
    repositories: [entry],
  } = await survives([temporaryFolder(files)], status);
  if (entry === undefined || isUnreadable(entry)) throw new Error('the folder could not be read');
  return entry;
}

const outcomeOf = ({ obligations }: RepositoryReport, rule: string) =>
  obligations.find((one) => one.rule === `llama-4/${rule}`)?.outcome;
const filled = (count: number, written: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => written(at)).join('');

describe('a card that cannot be read as it should', () => {
  it('of 50 MB is read to its limit, and what it may say further on is left open', async () => {
    const entry = await checked(
      { 'README.md': Buffer.concat([Buffer.from(FRONT), Buffer.alloc(50_000_000, 'word ')]) },
      1,
    );
    expect(entry.lineage).toMatchObject({ licenses: ['llama-4'], certainty: 'stated' });
    expect(entry.notes).toContainEqual(expect.objectContaining({ code: 'unread' }));
    expect(outcomeOf(entry, 'built-with-llama')).toBe('unclear');
    expect(outcomeOf(entry, 'notice-file')).toBe('unmet');
  });

  it('of bytes is noted', async () => {
    const entry = await checked(
      { 'README.md': Buffer.from(Array.from({ length: 4_096 }, (_, at) => (at * 7_919) % 256)) },
      0,
    );
    expect(entry).toMatchObject({ lineage: { relation: 'unknown' }, notes: [{ code: 'unread' }] });
  });

  it.each<[string, Uint8Array]>([
    ['Latin-1', Buffer.from(`${FRONT}caf\u00e9 \u00a9\n\nBuilt with Llama\n`, 'latin1')],
    ['UTF-16, little end first', Buffer.from(`\ufeff${FRONT}\nBuilt with Llama\n`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${FRONT}\nBuilt with Llama\n`, 'utf16le').swap16()],
  ])('in %s is judged, and noted', async (_, bytes) => {
    const entry = await checked({ 'README.md': bytes }, 1);
    expect(outcomeOf(entry, 'built-with-llama')).toBe('met');
    expect(entry.notes).toMatchObject([{ code: 'not-utf8' }]);
  });
});

describe('front matter', () => {
  const letters = Array.from({ length: 11 }, (_, at) => String.fromCharCode('b'.charCodeAt(0) + at));
  const bomb = letters
    .map(
      (letter, at) =>
        `${letter}: &${letter} [${Array(9)
          .fill(`*${letters[at - 1] ?? 'a'}`)
          .join()}]`,
    )
    .join('\n');

  it.each([
    ['with aliases of aliases', `a: &a [x]\n${bomb}`],
    ['with brackets without end', `x: ${'['.repeat(50_000)}`],
    ['with braces without end', `x: ${'{a: '.repeat(50_000)}`],
    ['with lists without end', `x:\n${'- '.repeat(50_000)}`],
    ['with keys without end', filled(1_500, (at) => `${' '.repeat(at)}a:\n`)],
    ['with tags and merge keys', 'x: !!js/function a\n<<: *y\n__proto__: { z: 1 }'],
    ['with a quotation mark that is never closed', `x: "${'y'.repeat(MANY)}`],
    ['with a tab', 'x:\n\t- y'],
    ['with every key twice', filled(MANY, () => 'x: y\n')],
    ['with a thousand tags', filled(1_000, (at) => `${at === 0 ? 'tags:\n' : ''}- base_model:a/b${at}\n`)],
  ])('%s ends, and the base above is still seen', async (_, lines) => {
    const entry = await checked({ 'README.md': `---\n${BASE}\n${lines}\n---\n\nBuilt with Llama\n` }, 1);
    expect(entry.lineage.bases).toContain('meta-llama/Llama-4-Scout-17B-16E');
    expect(outcomeOf(entry, 'built-with-llama')).toBe('met');
  });

  it('without end is noted', async () => {
    expect((await checked({ 'README.md': `---\n${BASE}\n\n# A title\n\nBuilt with Llama\n` }, 1)).notes).toContainEqual(
      expect.objectContaining({ code: 'front-matter' }),
    );
  });
});

describe('a body', () => {
  it.each([
    ['of one line', 'x'.repeat(MUCH)],
    ['of blank lines', '\n'.repeat(MUCH)],
    ['of carriage returns', '\r'.repeat(MUCH)],
    ['of blanks', `${' '.repeat(MUCH)}x`],
    ['of list items', '- x\n'.repeat(100_000)],
    ['of lists in lists', filled(900, (at) => `${'  '.repeat(at)}- x\n`)],
    ['of quotations in quotations', '>'.repeat(50_000)],
    ['of elements in elements', '<div>'.repeat(MANY)],
    ['of broken tags', '<a '.repeat(MANY)],
    ['of comments that never end', '<!--'.repeat(MANY)],
    ['of brackets', '['.repeat(MUCH)],
    ['of half links', '[a]('.repeat(MANY)],
    ['of emphasis', '*a _b **c '.repeat(MANY)],
    ['of code marks', filled(1_500, (at) => `${'`'.repeat(at)} `)],
    ['of definitions', filled(30_000, (at) => `[a${at}]: http://x/${at}\n`) + filled(30_000, (at) => `[a${at}] `)],
    ['of table cells', `${'|a'.repeat(5_000)}\n${'|-'.repeat(5_000)}\n${`${'|b'.repeat(5_000)}\n`.repeat(80)}`],
    ['of addresses', 'https://www.llama.com/'.repeat(40_000)],
    ['of headings', '# risk\n'.repeat(20_000)],
    ['of asked displays', `${'display '.repeat(1_200)}Built with Llama\n\n`.repeat(200)],
  ])('%s is read in bounded time and memory', async (_, body) => {
    expect((await checked({ 'README.md': `${FRONT}${body}\n` }, 1)).lineage.certainty).toBe('stated');
  });

  // Shapes that a pattern with two ways to match takes quadratic time for, or worse.
  it.each([
    [
      'with one base seven thousand times',
      { 'README.md': `---\nbase_model:\n${'- meta-llama/Llama-4-Scout-17B-16E\n'.repeat(7_000)}---\n` },
    ],
    [
      'with nine thousand tags',
      { 'README.md': `---\n${BASE}\ntags:\n${filled(9_000, (at) => `- base_model:a/b${at}\n`)}---\n` },
    ],
    ['of forty slashes', { 'README.md': `${FRONT}${'/'.repeat(40)}\n` }],
    ['of a hundred ampersands', { 'README.md': `${FRONT}${'&amp;'.repeat(100)}\n` }],
    ['of one phrase over and over', { 'README.md': `${FRONT}${'Built with Llama '.repeat(40_000)}\n` }],
    ['of denials', { 'README.md': `${FRONT}${'not '.repeat(250_000)}. endorsed by Meta\n` }],
    ['of asterisks', { 'README.md': `${FRONT}a${'*'.repeat(400_000)}b\n` }],
    ['of asterisks in a Notice file', { 'README.md': FRONT, Notice: `a${'*'.repeat(400_000)}b\n` }],
  ])('%s is read in bounded time', async (_, files) => {
    expect((await survives([temporaryFolder(files)], 1)).summary.unreadable).toBe(0);
  });
});
