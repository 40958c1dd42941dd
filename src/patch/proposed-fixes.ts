import { placer } from '../card/positions.ts';
import type { Facts } from '../facts/facts.ts';
import type { Edit } from '../fixes/edit.ts';
import { describeEdit } from '../fixes/wording.ts';
import type { ProposedFix } from '../report.ts';
import { RANGE_LIMIT, takenPaths, type Snapshot } from '../snapshot/snapshot.ts';
import { draftSplices } from './draft.ts';

/**
 * What would mend one duty alone, as places in the files: what is safe, and apart from it what changes the author's own
 * words. An agreement is not among it: its text is not at hand.
 */
export async function proposedFixes(edits: readonly Edit[], facts: Facts, snapshot: Snapshot): Promise<ProposedFix[]> {
  const fixes: ProposedFix[] = [];
  for (const safe of [true, false]) {
    const { files } = await draftSplices(
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
