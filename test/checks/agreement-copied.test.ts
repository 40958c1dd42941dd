import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { check, isUnreadable, UsageError, type CheckOptions, type ClauseRow, type Obligation, type RepositoryReport } from '../../src/index.ts';
import { words } from '../../src/facts/agreement/words.ts';
import { commandLine } from '../consumer/command-line.ts';
import { parseReport, schemaErrors } from '../consumer/report-schema.ts';
import { EXAMPLE_1, EXAMPLE_2, fingerprintOf, haveAgreements, INVENTED, OFFICIAL, SHIPPED, whyNoAgreements, type Sample } from '../facts/agreement/texts.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';

// An agreement that somebody changed: which clauses, by which words, and with the true text at hand, from which.

const RULES = join(import.meta.dirname, '../licenses/example-1/example-1.yaml');
const TRUE_EXAMPLE = join(import.meta.dirname, '../licenses/example-1/LICENSE');
const FOREIGN = 'You also owe us a crate of ripe zebras on every first Monday, and you will paint the fence when we ask you to.';

/** An agreement, and a repository that has to hand it on. */
interface Subject extends Sample {
  readonly card: string;
  readonly options: CheckOptions;
  readonly rule: string;
}

const EXAMPLE: Subject = {
  license: 'example-1', part: 'agreement', text: EXAMPLE_1.agreement, rule: 'example-1/page-in-basket',
  card: '---\nbase_model: example-authors/Orchard-1-Apple\nlicense: example1\n---\n# Cake\n', options: { rules: [RULES], name: 'baker/Example-Cake' },
};

const BASES: Readonly<Record<string, string>> = {
  'llama-2': 'Llama-2-7b-hf', 'llama-3': 'Meta-Llama-3-8B', 'llama-3.1': 'Llama-3.1-8B', 'llama-3.2': 'Llama-3.2-1B', 'llama-3.3': 'Llama-3.3-70B-Instruct', 'llama-4': 'Llama-4-Scout-17B-16E',
};

const META: readonly Subject[] = OFFICIAL.filter(({ part }) => part === 'agreement').map((sample) => ({
  ...sample, rule: `${sample.license}/agreement-copy`, card: `---\nbase_model: meta-llama/${BASES[sample.license] ?? ''}\n---\n# Bread\n`, options: { name: 'acme/Llama-Bread' },
}));

async function reportOn(subject: Subject, files: Readonly<Record<string, string>>, options: CheckOptions = {}): Promise<RepositoryReport> {
  const report = await check({ 'README.md': subject.card, ...files }, { ...subject.options, ...options });
  expect(schemaErrors(report)).toEqual([]);
  const [entry] = report.repositories;
  if (entry === undefined || isUnreadable(entry)) throw new Error('the files could not be read');
  return entry;
}

async function judged(subject: Subject, license: string, options: CheckOptions = {}): Promise<Obligation> {
  const found = (await reportOn(subject, { LICENSE: license }, options)).obligations.find(({ rule }) => rule === subject.rule);
  if (found === undefined) throw new Error(`${subject.rule} was not judged`);
  return found;
}

/** The rows that are not intact. */
async function changed(subject: Subject, license: string, options: CheckOptions = {}): Promise<readonly ClauseRow[]> {
  const { outcome, clauses = [] } = await judged(subject, license, options);
  expect(outcome).toBe('unmet');
  return clauses.filter(({ state }) => state !== 'intact');
}

function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function changes(subject: Subject, numRuns: number): void {
  const { text } = subject;
  const { starts, ends } = words(text);
  const { clauses } = fingerprintOf(subject, [...INVENTED, ...SHIPPED]);
  const clauseAt = (word: number): string => clauses.find(({ start, end }) => word >= start && word < end)?.clause ?? 'none';
  const word = (at: number): string => text.slice(starts[at], ends[at]).replace(/\s+/g, ' ');
  const splice = (start: number, end: number, instead: string): string => text.slice(0, starts[start]) + instead + text.slice(ends[end - 1]);
  const trueText = (): CheckOptions => ({ agreement: join(temporaryFolder({ 'true.txt': `# The license\n\n${text}\n` }), 'true.txt') });
  // Beside the first and the last words nothing tells a change from a page's own words, unless the true text does.
  const inner = fc.integer({ min: 8, max: starts.length - 9 });
  const any = fc.integer({ min: 1, max: starts.length - 2 });

  it('has no table when it is a copy', async () => {
    expect(await judged(subject, text)).toMatchObject({ outcome: 'met' });
    expect(await judged(subject, text)).not.toHaveProperty('clauses');
    expect(await judged(subject, text, trueText())).not.toHaveProperty('clauses');
  });

  it('lists every clause in order', async () => {
    const { clauses: rows = [] } = await judged(subject, splice(20, 21, 'zebra'));
    expect(rows.map(({ clause }) => clause)).toEqual(clauses.map(({ clause }) => clause));
  });

  it('names the clause and the new word where one word is replaced', async () => {
    await fc.assert(fc.asyncProperty(inner, async (at) => {
      const altered = splice(at, at + 1, 'zebra');
      expect(await changed(subject, altered)).toEqual([{ clause: clauseAt(at), state: 'altered', missingWords: 1, added: [{ words: 'zebra', ...position(altered, starts[at] ?? 0) }] }]);
    }), { numRuns });
  });

  it('names the old word as well with the true text', async () => {
    const options = trueText();
    await fc.assert(fc.asyncProperty(any, async (at) => {
      const altered = splice(at, at + 1, 'zebra');
      const place = position(altered, starts[at] ?? 0);
      expect(await changed(subject, altered, options)).toEqual([
        { clause: clauseAt(at), state: 'altered', missingWords: 1, added: [{ words: 'zebra', ...place }], changes: [{ removed: word(at), added: 'zebra', ...place }] },
      ]);
    }), { numRuns });
  });

  it('tells two replaced words apart with the true text', async () => {
    const options = trueText();
    // Where the word between them is one of them, either may have stayed.
    await fc.assert(fc.asyncProperty(inner.filter((at) => ![word(at), word(at + 2)].some((one) => one.toLowerCase() === word(at + 1).toLowerCase())), async (at) => {
      const altered = `${text.slice(0, starts[at])}zebra${text.slice(ends[at], starts[at + 2])}yak${text.slice(ends[at + 2])}`;
      const found = (await changed(subject, altered, options)).flatMap((row) => row.changes ?? []);
      expect(found.map(({ removed, added }) => [removed, added])).toEqual([[word(at), 'zebra'], [word(at + 2), 'yak']]);
    }), { numRuns });
  });

  it('counts a word that was taken out, and quotes it with the true text', async () => {
    const options = trueText();
    await fc.assert(fc.asyncProperty(inner.filter((at) => word(at) !== word(at - 1) && word(at) !== word(at + 1)), async (at) => {
      const rows = await changed(subject, splice(at, at + 1, ''), options);
      expect(rows.reduce((sum, { missingWords }) => sum + missingWords, 0)).toBe(1);
      expect(rows.flatMap((row) => row.changes?.map(({ removed, added }) => [removed, added]))).toEqual([[word(at), null]]);
    }), { numRuns });
  });

  it('quotes a word that was put in', async () => {
    await fc.assert(fc.asyncProperty(inner, async (at) => {
      const altered = `${text.slice(0, starts[at])}zebra ${text.slice(starts[at])}`;
      const [row, ...others] = await changed(subject, altered);
      expect(others).toEqual([]);
      expect(row).toMatchObject({ state: 'altered', missingWords: 0, added: [{ words: 'zebra', ...position(altered, starts[at] ?? 0) }] });
      expect([clauseAt(at - 1), clauseAt(at)]).toContain(row?.clause);
    }), { numRuns });
  });

  it.each(clauses.filter(({ clause, start, end }) => clause !== 'preamble' && end - start >= 12))('says that clause $clause is absent', async ({ clause, start, end }) => {
    expect(await changed(subject, splice(start, end, ''))).toEqual([{ clause, state: 'absent', missingWords: end - start, added: [] }]);
    const [row] = await changed(subject, splice(start, end, ''), trueText());
    expect(row?.changes).toMatchObject([{ removed: expect.stringContaining(word(start)) as string, added: null }]);
  });

  it.each(clauses.slice(2))('shows a foreign clause before clause $clause where it stands', async ({ start }) => {
    const altered = `${text.slice(0, starts[start])}${FOREIGN}\n\n${text.slice(starts[start])}`;
    const { clauses: rows = [] } = await judged(subject, altered);
    const at = rows.findIndex(({ state }) => state === 'foreign');
    expect(rows[at]).toEqual({ clause: null, state: 'foreign', missingWords: 0, added: [{ words: FOREIGN.slice(0, -1), ...position(altered, starts[start] ?? 0) }] });
    expect(rows[at - 1]?.clause).toBe(clauseAt(start - 1));
    expect(rows.filter(({ state }) => state !== 'intact')).toHaveLength(1);
  });

  it('shows a foreign clause behind the last one', async () => {
    const next = Number(clauses.findLast(({ clause }) => /^\d+$/.test(clause))?.clause) + 1;
    const rows = await changed(subject, `${text.trimEnd()}\n\n${next}. ${FOREIGN}\n`, trueText());
    expect(rows).toMatchObject([{ clause: null, state: 'foreign', added: [{ words: FOREIGN.slice(0, -1) }], changes: [{ removed: null, added: FOREIGN.slice(0, -1) }] }]);
  });

  it('counts what was cut off at the end', async () => {
    const half = Math.floor(starts.length / 2);
    const rows = await changed(subject, text.slice(0, starts[half]));
    expect(rows.reduce((sum, { missingWords }) => sum + missingWords, 0)).toBe(starts.length - half);
    expect(rows.slice(1).every(({ state }) => state === 'absent')).toBe(true);
  });
}

describe('an altered copy of an invented agreement', () => {
  changes(EXAMPLE, 60);
});

describe.skipIf(!haveAgreements)(`an altered copy of an official agreement${whyNoAgreements}`, () => {
  describe.each(META)('$license', (subject) => {
    changes(subject, 8);
  });
});

const LOWERED = EXAMPLE_1.agreement.replace('700 million', '70 million');

describe('the table', () => {
  it('goes with an altered agreement in the card, and with one at the gate', async () => {
    const card = await reportOn({ ...EXAMPLE, card: `${EXAMPLE.card}\n${LOWERED}` }, {});
    expect(card.obligations[0]).toMatchObject({ outcome: 'unmet' });
    expect(card.obligations[0]?.clauses?.find(({ state }) => state === 'altered')).toMatchObject({ clause: '2', added: [{ words: '70', line: 6 + position(LOWERED, LOWERED.indexOf('70 million')).line }] });
    const prompt = LOWERED.replace(/^/gm, '  ');
    const gate = await reportOn({ ...EXAMPLE, card: EXAMPLE.card.replace('license: example1\n', `license: example1\nextra_gated_prompt: |\n${prompt}\n`) }, {});
    expect(gate.obligations[0]).toMatchObject({ outcome: 'unclear' });
    expect(gate.obligations[0]?.clauses?.find(({ state }) => state === 'altered')).toMatchObject({ clause: '2', added: [{ words: '70', line: gate.obligations[0].locations[0]?.line }] });
  });

  it('tells words that end a clause from a clause of their own', async () => {
    const inside = EXAMPLE_1.agreement.replace('and so is the recipe.', 'and so is the recipe. But not the oven.');
    expect(await changed(EXAMPLE, inside)).toMatchObject([{ clause: '4.b', state: 'altered', added: [{ words: 'But not the oven' }] }]);
    const labeled = EXAMPLE_1.agreement.replace('and so is the recipe.', 'and so is the recipe.\n    c) But not the oven.');
    expect(await changed(EXAMPLE, labeled)).toMatchObject([{ clause: null, state: 'foreign', added: [{ words: 'But not the oven' }] }]);
    const page = labeled.split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line) => `<p>${line}</p>`).join('');
    expect(await changed(EXAMPLE, page)).toMatchObject([{ clause: null, state: 'foreign' }]);
  });

  it('does not fall apart where a clause was rewritten', async () => {
    const rewritten = EXAMPLE_1.agreement.replace(/You may pick, taste[^]*?this Agreement\./, 'Nobody takes an apple from the Orchard, nor sells one that fell, without a paid seat on the ladder of the Example Authors.');
    const [row, ...others] = await changed(EXAMPLE, rewritten, { agreement: TRUE_EXAMPLE });
    expect(others).toEqual([]);
    expect(row).toMatchObject({ clause: '1.a', state: 'altered', changes: [{ removed: expect.stringMatching(/^You may pick/) as string, added: expect.stringMatching(/^Nobody/) as string }] });
  });

  it('keeps a page’s own words apart from a change in the title', async () => {
    const retitled = `# Example 1 community license\n\n${EXAMPLE_1.agreement.replace('COMMUNITY LICENSE AGREEMENT', 'COMMUNITY LICENSE CONTRACT')}`;
    const [row, ...others] = await changed(EXAMPLE, retitled, { agreement: TRUE_EXAMPLE });
    expect(others).toEqual([]);
    expect(row).toMatchObject({ clause: 'preamble', changes: [{ removed: 'AGREEMENT', added: 'CONTRACT', line: 3 }] });
  });

  it('is nothing where no agreement was found', async () => {
    expect(await judged(EXAMPLE, 'See the license.\n')).not.toHaveProperty('clauses');
  });
});

describe('the true text', () => {
  it('that the caller names must be the agreement, word for word', async () => {
    const folder = temporaryFolder({ altered: LOWERED, other: EXAMPLE_2.agreement.replaceAll('Example 2', 'Example 9'), binary: new Uint8Array(9) });
    const rejected = async (agreement: string) => expect(judged(EXAMPLE, LOWERED, { agreement })).rejects;
    await (await rejected(join(folder, 'altered'))).toThrow(/altered is not the agreement of example-1: clause 2 adds “70” \(line \d+\) and lacks 1 word$/);
    await (await rejected(RULES)).toThrow(/is not the agreement of example-1: no agreement was recognized in it$/);
    await (await rejected(join(folder, 'missing'))).toThrow(/the agreement .*missing cannot be read$/);
    await (await rejected(join(folder, 'binary'))).toThrow(/cannot be read \(binary\)$/);
    await (await rejected(folder)).toThrow(UsageError);
  });

  it.skipIf(!haveAgreements)(`of another version is called by its name${whyNoAgreements}`, async () => {
    const [llama2, , llama31] = META;
    if (!llama2 || !llama31) throw new Error('no official texts');
    const agreement = join(temporaryFolder({ LICENSE: llama31.text }), 'LICENSE');
    await expect(judged(llama2, llama2.text, { agreement })).rejects.toThrow(/is not the agreement of llama-2: it is that of llama-3\.1$/);
  });

  it('is not asked for where no license binds', async () => {
    const report = await check({ 'README.md': '# Phi\n' }, { agreement: RULES });
    expect(report.repositories).toMatchObject([{ lineage: { licenses: [] } }]);
  });

  const configured = async (files: Readonly<Record<string, string>>, options: CheckOptions = {}) => {
    const entry = await reportOn(EXAMPLE, { LICENSE: LOWERED, '.llama-license-lint.yaml': 'agreement: legal/example.orig\n', ...files }, options);
    return { changes: entry.obligations[0]?.clauses?.flatMap((row) => row.changes ?? []), notes: entry.notes };
  };

  it('may be named by the configuration', async () => {
    expect(await configured({ 'legal/example.orig': EXAMPLE_1.agreement })).toMatchObject({ changes: [{ removed: '700', added: '70' }], notes: [] });
  });

  it.each([
    ['altered', { 'legal/example.orig': LOWERED }, 'legal/example.orig is not the agreement of example-1: clause 2 adds “70”'],
    ['not there', {}, 'legal/example.orig cannot be read (missing)'],
  ])('that the configuration names is noted when it is %s', async (_, files, why) => {
    const { changes: found, notes } = await configured(files);
    expect(found).toEqual([]);
    expect(notes).toMatchObject([{ code: 'agreement-not-used', message: expect.stringContaining(why) as string, locations: [{ file: '.llama-license-lint.yaml', line: 1, column: 12 }] }]);
  });

  it('that the caller names overrules the configuration', async () => {
    expect(await configured({}, { agreement: TRUE_EXAMPLE })).toMatchObject({ changes: [{ removed: '700', added: '70' }], notes: [] });
  });
});

describe('the command line', () => {
  const FLAGS = ['--rules', RULES, '--name', 'baker/Example-Cake'];
  const altered = () => temporaryFolder({ 'README.md': EXAMPLE.card, LICENSE: LOWERED.replace(/^ {4}c\. [^]*?\n\n/m, '').replace('4. Names', `4. ${FOREIGN}\n\n5. Names`) });

  it('prints the table below the finding, within 80 columns', async () => {
    const { status, stdout } = await commandLine([...FLAGS, altered()]);
    expect(status).toBe(1);
    expect(stdout).toContain(`
  clause 2        altered  adds “70” (line 23); lacks 1 word
         after 3  foreign  adds “You also owe us a crate of ripe zebras on every
                           first Monday, and you will paint the fence when we
                           ask you to” (line 27)
         4.c      absent   lacks all 22 words
         13 of 15 clauses are intact
`);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('quotes both sides with --agreement, and prints the same data as JSON', async () => {
    const folder = altered();
    expect((await commandLine([...FLAGS, '--agreement', TRUE_EXAMPLE, folder])).stdout).toContain('\n  clause 2        altered  “70” for “700” (line 23)\n');
    const { stdout } = await commandLine([...FLAGS, '--agreement', TRUE_EXAMPLE, '--format', 'json', folder]);
    expect(parseReport(stdout)).toEqual(await check(folder, { ...EXAMPLE.options, agreement: TRUE_EXAMPLE }));
  });

  it('ends with 2 when the file is not the agreement', async () => {
    const folder = altered();
    const { status, stdout, stderr } = await commandLine([...FLAGS, '--agreement', join(folder, 'LICENSE'), folder]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('LICENSE is not the agreement of example-1: clause 2 adds “70”');
  });

  it('knows the license as it lies here', () => {
    expect(readFileSync(TRUE_EXAMPLE, 'utf8')).toBe(EXAMPLE_1.agreement);
  });
});
