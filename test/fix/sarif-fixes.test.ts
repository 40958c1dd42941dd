import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Fix, Log, Result } from 'sarif';
import { describe, expect, it } from 'vitest';

import { commandLine, ROOT } from '../consumer/command-line.ts';
import { parseReport } from '../consumer/report-schema.ts';
import { sarifErrors } from '../reporters/sarif/schema.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';

// A code scanning tool offers a result's fix. Made by its letter, and nothing else, it meets the duty.

const FLAGS = ['--rules', join(ROOT, 'test/licenses/example-1/example-1.yaml'), '--name', 'baker/Example-Cake'];
const CARD =
  '---\r\nbase_model: example-authors/Orchard-1-Apple\r\nlicense: "apache-2.0" # mine\r\n---\r\n\r\n# Käse\r\n\r\nIt is sweet.\r\n';

async function results(folder: string): Promise<readonly Result[]> {
  const { stdout } = await commandLine(['check', ...FLAGS, '--format', 'sarif', '.'], { cwd: folder });
  const log: unknown = JSON.parse(stdout);
  expect(sarifErrors(log)).toEqual([]);
  return (log as Log).runs[0]?.results ?? [];
}

async function outcome(folder: string, rule: string): Promise<string | undefined> {
  const { stdout } = await commandLine(['check', ...FLAGS, '--format', 'json', '.'], { cwd: folder });
  const [entry] = parseReport(stdout).repositories;
  return entry === undefined || 'error' in entry
    ? undefined
    : entry.obligations.find((duty) => duty.rule === rule)?.outcome;
}

/** As a tool does it: places count lines and UTF-16 columns; from the last to the first, so that they stay right. */
function make(folder: string, { artifactChanges }: Fix): void {
  for (const { artifactLocation, replacements } of artifactChanges) {
    const path = join(folder, decodeURIComponent(artifactLocation.uri ?? ''));
    let text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    for (const { deletedRegion, insertedContent } of replacements.toReversed()) {
      const starts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((end) => end.index + end[0].length)];
      const at = (line = 1, column = 1) => (starts[line - 1] ?? text.length) + column - 1;
      text =
        text.slice(0, at(deletedRegion.startLine, deletedRegion.startColumn)) +
        (insertedContent?.text ?? '') +
        text.slice(at(deletedRegion.endLine, deletedRegion.endColumn));
    }
    writeFileSync(path, text);
  }
}

describe('a fix in SARIF', () => {
  it.each(['slip', 'picked-from-example', 'house-rules', 'closed-on-the-moon', 'label'])(
    'for %s meets the duty when it is made',
    async (rule) => {
      const folder = temporaryFolder({ 'README.md': CARD, 'model.safetensors': '' });
      const id = `example-1/${rule}`;
      const result = (await results(folder)).find(({ ruleId }) => ruleId === id);
      const [fix, ...others] = result?.fixes ?? [];
      if (fix === undefined) throw new Error(`${id} has no fix`);
      expect(others).toEqual([]);
      expect(fix.description?.text?.includes('changes what the author wrote')).toBe(rule === 'label');
      expect(await outcome(folder, id)).toBe('unmet');
      make(folder, fix);
      expect(await outcome(folder, id)).toBe('met');
      expect(readFileSync(join(folder, 'README.md'), 'utf8')).not.toMatch(/[^\r]\n/);
    },
  );

  it('stands only where an edit can mend something', async () => {
    const folder = temporaryFolder({
      'README.md': CARD,
      'model.safetensors': '',
      '.llama-license-lint.yaml': 'waivers: [{ rule: example-1/slip, reason: later }]\n',
    });
    const withFixes = (await results(folder)).filter(({ fixes }) => fixes !== undefined).map(({ ruleId }) => ruleId);
    expect(withFixes).not.toContain('example-1/page-in-basket');
    expect(withFixes).not.toContain('example-1/slip');
  });
});
