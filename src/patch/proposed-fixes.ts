import { placer } from '../card/positions.ts';
import type { Facts } from '../facts/facts.ts';
import type { Edit } from '../fixes/edit.ts';
import { describeEdit } from '../fixes/wording.ts';
import type { Fix } from '../report.ts';
import { RANGE_LIMIT, takenPaths, type Snapshot } from '../snapshot/snapshot.ts';
import { makeTextPatches } from './patches.ts';

/**
 * The fixes of one duty as replacements in files: the safe edits, and separately those that change the author's own
 * words. Copies of agreements are not included, because their text is not available here.
 */
export async function proposedFixes(edits: readonly Edit[], facts: Facts, snapshot: Snapshot): Promise<Fix[]> {
  const fixes: Fix[] = [];
  for (const safe of [true, false]) {
    const { files } = await makeTextPatches(
      edits.filter((edit) => edit.safe === safe),
      {
        facts,
        taken: takenPaths(snapshot),
        read: (path) => snapshot.bytes(path, 0, RANGE_LIMIT),
        agreements: new Map(),
      },
    );
    if (files.length === 0) continue;
    const says = [
      ...new Set(files.flatMap((file) => file.edits.map((edit) => `${file.path}: ${describeEdit(edit)}`))),
    ].join('; ');
    const replacements = files.flatMap(({ path, text, splices }) => {
      const place = placer(path, text);
      return splices.map((splice) => ({ ...place(splice.start, splice.end), text: splice.text }));
    });
    fixes.push({ says, safe, replacements });
  }
  return fixes;
}
