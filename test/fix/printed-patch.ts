import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { expect } from 'vitest';

import { fixReport } from '../../src/fix-report.ts';
import type { FixPlan } from '../../src/fix.ts';
import { isHarmless } from '../../src/reporters/escape-terminal.ts';
import { prettyFix } from '../../src/reporters/pretty/fix.ts';
import { patchText } from '../../src/file-writer/unified-diff.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';

/** What is printed for a program, all of it, not only the diff. */
export function printed(plan: FixPlan): string {
  const patch = patchText(plan.changes);
  return prettyFix(fixReport(plan, false, null), { color: false, quiet: false, width: 80, patch });
}

/** What `git apply` or `patch` makes of a text in a folder with the files as they were; null where it takes nothing. */
export function applied(
  text: string,
  { changes }: Pick<FixPlan, 'changes'>,
  tool: 'git' | 'patch',
): Map<string, Buffer | null> | null {
  const folder = temporaryFolder();
  for (const { path, before } of changes) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (before !== null) writeFileSync(join(folder, path), before);
  }
  const args = tool === 'git' ? ['apply', '--whitespace=nowarn'] : ['--batch', '--binary', '--strip=1'];
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: join(folder, '..') };
  const { status, error } = spawnSync(tool, args, { cwd: folder, env, input: text });
  if (error !== undefined) throw error;
  const now = new Map(changes.map(({ path }) => [path, read(join(folder, path))]));
  if (status === 0) return now;
  for (const { path, before } of changes)
    expect(now.get(path) ?? null).toEqual(before === null ? null : Buffer.from(before));
  return null;
}

function read(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

/** Expects that what is printed is an exact patch, or none at all. */
export function expectPrintedPatch(plan: FixPlan): void {
  if (plan.changes.length === 0) return;
  const patch = patchText(plan.changes);
  const after = new Map(plan.changes.map((change) => [change.path, Buffer.from(change.after)]));
  const exact = patch !== null && isHarmless(patch);
  expect(applied(printed(plan), plan, 'git')).toEqual(exact ? after : null);
}
