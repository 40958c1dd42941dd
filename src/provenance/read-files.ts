import { cardProse } from '../prose/card-prose.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Card } from '../card/card.ts';
import type { BaseStatement, LicenseStatement, Origin } from '../evidence/statement.ts';
import { axolotlBlock } from './axolotl-block.ts';
import { cardMentions } from '../prose/card-mentions.ts';
import { cardOutputs } from '../prose/card-outputs.ts';
import { cardSentences } from '../prose/card-sentences.ts';
import { readFolderSettings } from './folder-settings.ts';
import { readGguf, type GgufHeader } from './gguf.ts';
import { ggufFiles, ggufOrigin, MAX_ADAPTER_BYTES } from './gguf-bases.ts';
import type { Llama4Shape } from './llama4-architecture.ts';
import { readMergeRecipes } from './merge-recipe.ts';
import { readModelfiles } from './modelfile.ts';
import { readProgramCode } from './program-code.ts';
import {
  NO_SAFETENSORS,
  readSafetensorsHeaders,
  readSafetensorsOrigin,
  type SafetensorsOrigin,
} from './safetensors-bases.ts';
import { readTrainerConfigs } from './trainer-config.ts';

/** What all files and the card's body say about the model's origin. */
export interface Origins extends Origin {
  readonly gguf: readonly GgufHeader[];
  readonly llama4Shape: Llama4Shape;
  /** The file that shows the shape, or null. */
  readonly shapeFrom: string | null;
}

/** What the files other than the card say, by kind. */
export interface OriginFiles {
  readonly gguf: readonly GgufHeader[];
  readonly safetensors: SafetensorsOrigin;
  readonly folders: Origin;
  readonly recipes: Origin;
  readonly modelfiles: Origin;
  readonly trainers: Origin;
  readonly programs: Origin;
}

const NOTHING: Origin = { bases: [], licenses: [] };
/** The value if no such file was read. */
export const NO_ORIGIN_FILES: OriginFiles = {
  gguf: [],
  safetensors: NO_SAFETENSORS,
  folders: NOTHING,
  recipes: NOTHING,
  modelfiles: NOTHING,
  trainers: NOTHING,
  programs: NOTHING,
};

/** A kind of lineage evidence beside the card, `config.json` and `adapter_config.json`. */
export type OriginKind =
  | keyof OriginFiles
  | 'small-gguf' // the first keys of one GGUF file that is small enough for an adapter
  | 'safetensors-headers'; // without the index

/**
 * Reads these kinds of lineage evidence; the others stay as they are. Only the headers of weight files are read. Never
 * throws, whatever the files contain.
 */
export async function readOriginFiles(
  snapshot: Snapshot,
  kinds: ReadonlySet<string>,
  known: OriginFiles,
): Promise<OriginFiles> {
  const wanted = <T>(kind: OriginKind, read: (from: Snapshot) => Promise<T>): Promise<T> | null =>
    kinds.has(kind) ? read(snapshot) : null;
  const [gguf, safetensors, folders, recipes, modelfiles, trainers, programs] = await Promise.all([
    wanted('gguf', readGgufs) ?? wanted('small-gguf', readSmallGguf) ?? known.gguf,
    wanted('safetensors', readSafetensorsOrigin) ??
      wanted('safetensors-headers', readSafetensorsHeaders) ??
      known.safetensors,
    wanted('folders', readFolderSettings) ?? known.folders,
    wanted('recipes', readMergeRecipes) ?? known.recipes,
    wanted('modelfiles', readModelfiles) ?? known.modelfiles,
    wanted('trainers', readTrainerConfigs) ?? known.trainers,
    wanted('programs', readProgramCode) ?? known.programs,
  ]);
  return { gguf, safetensors, folders, recipes, modelfiles, trainers, programs };
}

const FIRST_KEYS_BYTES = 256 * 1024;

/** The keys that tell the base stand before the tokens, save in files of odd tools. */
async function readGgufs(snapshot: Snapshot): Promise<GgufHeader[]> {
  const headers = await Promise.all(
    ggufFiles(snapshot.files).map(async (path) => {
      if (snapshot.counted !== true) return readGguf(snapshot, path);
      const header = await readGguf(snapshot, path, FIRST_KEYS_BYTES);
      return header === null || header.whole || ggufOrigin(header).bases.length > 0 ? header : readGguf(snapshot, path);
    }),
  );
  return headers.filter((header) => header !== null);
}

/** The header decides what a GGUF file is, whatever the card says. */
async function readSmallGguf(snapshot: Snapshot): Promise<GgufHeader[]> {
  const [small] = ggufFiles(snapshot.files.filter(({ size }) => size <= MAX_ADAPTER_BYTES));
  const header = small === undefined ? null : await readGguf(snapshot, small, FIRST_KEYS_BYTES);
  return header === null ? [] : [header];
}

/** What the files and the card's body say together, the most certain kinds first. */
export function originsOf(
  { gguf, safetensors, folders, recipes, modelfiles, trainers, programs }: OriginFiles,
  card: readonly BaseStatement[],
): Origins {
  const files = [...gguf.map(ggufOrigin), safetensors, folders, recipes, modelfiles, trainers, programs];
  const bases = [...files.flatMap((origin) => origin.bases), ...card];
  const licenses: readonly LicenseStatement[] = files.flatMap((origin) => origin.licenses);
  return { bases, licenses, gguf, llama4Shape: safetensors.llama4Shape, shapeFrom: safetensors.shapeFrom };
}

/**
 * What the card's body says: sentences, an axolotl configuration, labeled lines and rows, training data. The
 * repository's name is one of the names that the card can have for its own model.
 */
export function cardOrigin(card: Card, repository: string | null = null): readonly BaseStatement[] {
  const prose = cardProse(card, repository);
  const mentions = cardMentions(prose);
  const outputs = cardOutputs(prose).filter(
    ({ written }) => !mentions.some((one) => one.by === 'outputs' && one.written === written),
  );
  return [...cardSentences(prose), ...axolotlBlock(card), ...mentions, ...outputs];
}
