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
 * Files that may state the base or the relation: the card, the adapter's configuration, and small, rare files of other
 * tools.
 */
const FIRST: readonly FileKind[] = ['card', 'adapter-config', 'recipes', 'modelfiles'];

/**
 * Plans what to read, stage by stage: each `yield` returns what is known after that stage. If each file costs a
 * request, a stage holds only files that can still change the outcome, and a gated repository gets only the first
 * stage. Otherwise, one stage holds every file. Pure.
 */
export function* stagesOf(subject: Subject): Generator<Stage, Known, Known> {
  const { files, counted } = subject.snapshot;
  if (counted !== true) return yield { kinds: ALL, ...allTexts(files) };
  // The reason why these are not read is known without a request.
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
