import { describe, expect, it } from 'vitest';

import { fixReport } from '../../src/fix-report.ts';
import { prettyFix } from '../../src/reporters/pretty/fix.ts';
import type { Patch } from '../../src/patch/patches.ts';
import type { FixPlan } from '../../src/fix.ts';
import { planFix } from '../../src/fix.ts';
import { openMemory } from '../../src/sources/memory.ts';
import { applied, printed } from './printed-patch.ts';

// A diff that is printed is a patch to the byte, or nothing that a tool applies.

const SCOUT = 'meta-llama/Llama-4-Scout-17B-16E';
const AGREEMENT = `Our own words for a license.\n${'\tA clause, as long as they are. '.repeat(60)}\n\u2028${'A line.\n'.repeat(60)}`;

async function planned(card: string | Uint8Array): Promise<FixPlan> {
  const files = { 'README.md': card, 'model.safetensors': '' };
  const plan = await planFix(openMemory(files, 'me/Llama-Cake'), { bases: [SCOUT] }, () =>
    Promise.resolve({ text: null, tried: [] }),
  );
  const agreement: Patch = {
    path: 'LICENSE',
    before: null,
    after: Buffer.from(AGREEMENT),
    edits: [{ kind: 'agreement', license: 'llama-4', rule: 'llama-4/agreement-copy', safe: true }],
  };
  return { ...plan, changes: [agreement, ...plan.changes] };
}

function onTerminal(plan: FixPlan): string {
  return prettyFix(fixReport(plan, false, null), { color: false, quiet: false, width: 80, patch: null });
}

const LONG = `# Cake\n\n${'A sentence of many. '.repeat(100)}\n`;
const CARDS: [string, string | Uint8Array][] = [
  ['with long lines', LONG],
  ['with tabs', '# Cake\n\n\tcode\twith tabs\n'],
  ['with Windows line ends', LONG.replaceAll('\n', '\r\n')],
  ['with a byte order mark', `\ufeff${LONG}`],
  ['without a last line end', '# Cake\n\nSweet.'],
  ['with lines that look like a patch', '# Cake\n\n--- a/LICENSE\n+++ b/LICENSE\n@@ -1 +1 @@\n-a\n+b\n'],
];

const HOSTILE: [string, string | Uint8Array][] = [
  ['an escape sequence', '# Cake\n\n\u001b[2Jgone\n'],
  ['a carriage return in a line', '# Cake\n\nhidden\rseen\n'],
  ['a bidirectional override', '# Cake\n\nabc\u202edef\n'],
  ['a workflow command', '# Cake\n\n::error::made up\n'],
];

describe('what is printed for a program', () => {
  it.each(CARDS)('is a patch to the byte, of a card %s', async (_, card) => {
    const plan = await planned(card);
    const expected = new Map(plan.changes.map(({ path, after }) => [path, Buffer.from(after)]));
    for (const tool of ['git', 'patch'] as const) expect(applied(printed(plan), plan, tool), tool).toEqual(expected);
  });

  it.each([...HOSTILE, ['text in UTF-16', Buffer.from(`\ufeff${LONG}`, 'utf16le')] as [string, Uint8Array]])(
    'is no patch where it holds %s',
    async (_, card) => {
      const plan = await planned(card);
      for (const tool of ['git', 'patch'] as const) expect(applied(printed(plan), plan, tool), tool).toBeNull();
      expect(printed(plan)).not.toMatch(/[^\P{Cc}\n]|\u202e|(?<!\S)::/u);
    },
  );
});

describe('what is shown on a terminal', () => {
  it.each([...CARDS, ...HOSTILE])('is no patch, of a card %s', async (_, card) => {
    const plan = await planned(card);
    for (const tool of ['git', 'patch'] as const) expect(applied(onTerminal(plan), plan, tool), tool).toBeNull();
  });

  it('says of a whole agreement only that it is added, and shows the other changes with their places', async () => {
    const text = onTerminal(await planned('# Cake\n\nSweet.\n'));
    expect(text).toContain('LICENSE: new file, 62 lines: the whole agreement of llama-4;');
    expect(text).not.toContain('A clause');
    expect(text).toMatch(/\nREADME\.md:1\n {2}\+ ---\n/);
  });

  it('says where more is in the patch than is shown', async () => {
    expect(onTerminal(await planned(LONG)).replace(/\s+/g, ' ')).toContain('--diff FILE writes the exact patch');
    expect(onTerminal(await planned('# Cake\n\nSweet.\n'))).not.toContain('exact patch');
  });
});

it('the diffs of the JSON report are exact as well', async () => {
  const plan = await planned(`\ufeff${LONG}`);
  const diffs = fixReport(plan, false, null)
    .fix.files.map(({ diff }) => diff)
    .join('');
  expect(applied(diffs, plan, 'git')?.get('README.md')).toEqual(Buffer.from(plan.changes.at(-1)?.after ?? ''));
});
