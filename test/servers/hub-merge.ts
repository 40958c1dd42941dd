import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { temporaryFolder } from '../sources/temporary-folder.ts';
import { blobOid, bytesOf, isLarge, type HubContent } from './hub-content.ts';
import type { HubFile, HubFiles } from './hub-repository.ts';

// What Git makes of two branches: file by file, with `git merge-file` where both have changed one.

export interface Merge {
  readonly files: HubFiles;
  /** Paths that cannot be merged. */
  readonly conflicts: readonly string[];
}

/** The changes of `theirs` upon `ours`, which both come from `base`. */
export function merged(base: HubFiles, ours: HubFiles, theirs: HubFiles): Merge {
  const files = new Map(ours);
  const conflicts: string[] = [];
  for (const path of new Set([...base.keys(), ...theirs.keys()])) {
    const [from, mine, other] = [base.get(path), ours.get(path), theirs.get(path)];
    if (isSame(from, other) || isSame(mine, other)) continue;
    if (isSame(from, mine)) {
      if (other === undefined) files.delete(path);
      else files.set(path, other);
      continue;
    }
    const content =
      mine === undefined || other === undefined ? null : mergedText(from?.content ?? '', mine.content, other.content);
    if (content === null || mine === undefined) conflicts.push(path);
    else files.set(path, { ...mine, content });
  }
  return { files, conflicts };
}

function isSame(one: HubFile | undefined, other: HubFile | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return blobOid(one.content) === blobOid(other.content);
}

/** Null for a conflict. */
function mergedText(...texts: readonly [base: HubContent, ours: HubContent, theirs: HubContent]): Buffer | null {
  if (texts.some(isLarge)) return null;
  const folder = temporaryFolder();
  const names = ['base', 'ours', 'theirs'].map((name) => join(folder, name));
  for (const [at, name] of names.entries()) writeFileSync(name, bytesOf(texts[at] ?? ''));
  const [base = '', ours = '', theirs = ''] = names;
  const { status, stdout } = spawnSync('git', ['merge-file', '-p', ours, base, theirs]);
  return status === 0 ? stdout : null;
}
