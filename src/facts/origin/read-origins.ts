import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Card } from '../card/card.ts';
import type { BaseStatement, LicenseStatement, Origin } from '../statement.ts';
import { axolotlBlock } from './axolotl-block.ts';
import { cardMentions } from './card-mentions.ts';
import { cardOutputs } from './card-outputs.ts';
import { cardSentences } from './card-sentences.ts';
import { readGguf, type GgufHeader } from './gguf.ts';
import { ggufFiles, ggufOrigin } from './gguf-origin.ts';
import type { Llama4Shape } from './llama4-shape.ts';
import { readMergeRecipes } from './merge-recipe.ts';
import { readModelfiles } from './modelfile.ts';
import { readProgramCode } from './program-code.ts';
import { readSafetensorsOrigin } from './safetensors-origin.ts';
import { readTrainerConfigs } from './trainer-config.ts';

/** What all files and the card's body say about where the model comes from. */
export interface Origins extends Origin {
  readonly gguf: readonly GgufHeader[];
  readonly llama4Shape: Llama4Shape;
  /** The file that tells the shape, or null. */
  readonly shapeFrom: string | null;
}

/**
 * Reads every kind of lineage evidence beside the front matter, `config.json` and `adapter_config.json`. Of weight files
 * no more than the header is read. Never throws for what a file holds.
 */
export async function readOrigins(snapshot: Snapshot, card: Card | null): Promise<Origins> {
  const gguf: GgufHeader[] = [];
  for (const path of ggufFiles(snapshot.files)) {
    const header = await readGguf(snapshot, path);
    if (header !== null) gguf.push(header);
  }
  const safetensors = await readSafetensorsOrigin(snapshot);
  const files: readonly Origin[] = [
    ...gguf.map(ggufOrigin),
    safetensors,
    await readMergeRecipes(snapshot),
    await readModelfiles(snapshot),
    await readTrainerConfigs(snapshot),
    await readProgramCode(snapshot),
  ];
  const bases: readonly BaseStatement[] = [...files.flatMap((origin) => origin.bases), ...(card === null ? [] : cardOrigin(card))];
  const licenses: readonly LicenseStatement[] = files.flatMap((origin) => origin.licenses);
  return { bases, licenses, gguf, llama4Shape: safetensors.llama4Shape, shapeFrom: safetensors.shapeFrom };
}

/** What the card's body says: sentences, the axolotl configuration in it, labeled lines and rows, training data. */
export function cardOrigin(card: Card): readonly BaseStatement[] {
  return [...cardSentences(card), ...axolotlBlock(card), ...cardMentions(card), ...cardOutputs(card)];
}
