import type { FileKind, Stage } from '../facts/stage.ts';
import { allTexts, isNeverRead, textCandidates } from '../facts/text-files.ts';
import type { Known, Subject } from './known.ts';
import { isConfigOpen, openOrigins } from './lineage.ts';
import { openTexts } from './texts.ts';

const ALL: readonly FileKind[] = [
  ...(['card', 'adapter-config', 'config', 'gguf', 'safetensors'] as const),
  ...(['folders', 'recipes', 'modelfiles', 'trainers', 'programs'] as const),
];

/**
 * What may state the base or the relation: the card, the adapter's configuration, the small and rare files of other
 * tools.
 */
const FIRST: readonly FileKind[] = ['card', 'adapter-config', 'recipes', 'modelfiles'];

/**
 * What is read of a repository, stage by stage: each `yield` takes what is known once that stage is read. Where each
 * file that is read is counted, a stage holds only the files that can still change something, and a gated repository is
 * asked for no more than the first; else one stage holds all that is ever read. Pure.
 */
export function* stagesOf(subject: Subject): Generator<Stage, Known, Known> {
  const { files, counted } = subject.snapshot;
  if (counted !== true) return yield { kinds: ALL, ...allTexts(files) };
  // To learn why these cannot be read costs nothing.
  const never = textCandidates(files).filter(isNeverRead);
  let known = yield { kinds: FIRST, texts: never.map(({ path }) => path), leftOut: [] };
  if (!known.read.gated && isConfigOpen(subject, known)) known = yield { kinds: ['config'], texts: [], leftOut: [] };
  const kinds = known.read.gated ? [] : openOrigins(subject, known);
  if (kinds.length > 0) known = yield { kinds, texts: [], leftOut: [] };
  while (!known.read.gated) {
    const { texts, leftOut } = openTexts(subject, known);
    if (texts.length > 0 || leftOut.length > 0) known = yield { kinds: [], texts, leftOut };
    if (texts.length === 0) break;
  }
  return known;
}
