import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { check, UsageError, type CheckOptions } from '../../src/index.ts';
import {
  EXAMPLE,
  FOREIGN,
  judged,
  LOWERED,
  META,
  reportOn,
  RULES,
  TRUE_EXAMPLE,
} from '../checks/altered-agreements.ts';
import { commandLine } from '../consumer/command-line.ts';
import { parseReport } from '../consumer/report-schema.ts';
import { EXAMPLE_1, haveAgreements, whyNoAgreements } from '../agreement/texts.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';

// The true text that `--agreement`, the library's option or the configuration names.

describe('the true text', () => {
  it('that the caller names must be the agreement, word for word', async () => {
    const folder = temporaryFolder({ altered: LOWERED, binary: new Uint8Array(9) });
    const rejected = (agreement: string, says: RegExp) =>
      expect(judged(EXAMPLE, LOWERED, { agreement })).rejects.toThrow(says);
    await rejected(
      join(folder, 'altered'),
      /altered is not the agreement of example-1: clause 2 adds “70” \(line \d+\) and lacks 1 word$/,
    );
    await rejected(RULES, /is not the agreement of example-1: it contains no known agreement$/);
    await rejected(join(folder, 'missing'), /the agreement .*missing cannot be read$/);
    await rejected(join(folder, 'binary'), /cannot be read \(binary\)$/);
    await expect(judged(EXAMPLE, LOWERED, { agreement: folder })).rejects.toThrow(UsageError);
  });

  it.skipIf(!haveAgreements)(`of another version is called by its name${whyNoAgreements}`, async () => {
    const [llama2, , llama31] = META;
    if (!llama2 || !llama31) throw new Error('no official texts');
    const agreement = join(temporaryFolder({ LICENSE: llama31.text }), 'LICENSE');
    await expect(judged(llama2, llama2.text, { agreement })).rejects.toThrow(
      /is not the agreement of llama-2: it is that of llama-3\.1$/,
    );
  });

  it('is not asked for where no license binds', async () => {
    const report = await check({ 'README.md': '# Phi\n' }, { agreement: RULES });
    expect(report.repositories).toMatchObject([{ lineage: { licenses: [] } }]);
  });

  const configured = async (files: Readonly<Record<string, string>>, options: CheckOptions = {}) => {
    const entry = await reportOn(
      EXAMPLE,
      { LICENSE: LOWERED, '.llama-license-lint.yaml': 'agreement: legal/example.orig\n', ...files },
      options,
    );
    return { changes: entry.obligations[0]?.clauses?.flatMap((row) => row.changes ?? []), notes: entry.notes };
  };

  it('may be named by the configuration', async () => {
    expect(await configured({ 'legal/example.orig': EXAMPLE_1.agreement })).toMatchObject({
      changes: [{ removed: '700', added: '70' }],
      notes: [],
    });
  });

  it.each([
    [
      'altered',
      { 'legal/example.orig': LOWERED },
      'legal/example.orig is not the agreement of example-1: clause 2 adds “70”',
    ],
    ['not there', {}, 'legal/example.orig cannot be read (missing)'],
  ])('that the configuration names is noted when it is %s', async (_, files, why) => {
    const { changes: found, notes } = await configured(files);
    expect(found).toEqual([]);
    expect(notes).toMatchObject([
      {
        code: 'agreement-not-used',
        message: expect.stringContaining(why) as string,
        locations: [{ file: '.llama-license-lint.yaml', line: 1, column: 12 }],
      },
    ]);
  });

  it('that the caller names overrules the configuration', async () => {
    expect(await configured({}, { agreement: TRUE_EXAMPLE })).toMatchObject({
      changes: [{ removed: '700', added: '70' }],
      notes: [],
    });
  });
});

describe('the command line', () => {
  const FLAGS = ['--rules', RULES, '--name', 'baker/Example-Cake'];
  const altered = () =>
    temporaryFolder({
      'README.md': EXAMPLE.card,
      LICENSE: LOWERED.replace(/^ {4}c\. [^]*?\n\n/m, '').replace('4. Names', `4. ${FOREIGN}\n\n5. Names`),
    });

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
    expect((await commandLine([...FLAGS, '--agreement', TRUE_EXAMPLE, folder])).stdout).toContain(
      '\n  clause 2        altered  “70” for “700” (line 23)\n',
    );
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
