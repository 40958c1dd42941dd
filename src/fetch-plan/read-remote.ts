import type { Snapshot } from '../snapshot/snapshot.ts';
import {
  agreementsInCard,
  agreementsInTexts,
  anyMayHoldAgreement,
  type FoundAgreement,
} from '../facts/agreement-files.ts';
import { RequestedFiles } from './requested-files.ts';
import { factsOf, type FilesRead } from '../facts/facts-of.ts';
import type { Facts } from '../facts/facts.ts';
import { readJson } from '../provenance/json-file.ts';
import { readOpenConfig, readOpenOrigins } from './lineage.ts';
import { openTexts } from './texts.ts';
import { readMergeRecipes } from '../provenance/merge-recipe.ts';
import { readModelfiles } from '../provenance/modelfile.ts';
import { cardOrigin, NO_ORIGIN_FILES } from '../provenance/read-files.ts';
import type { FactsInput } from './facts-input.ts';
import { readRepositoryCard } from '../facts/repository-card.ts';
import { isNeverRead, readTexts, textCandidates, type TextFile } from '../facts/text-files.ts';

/**
 * Reads the files of a repository where each is a request that the server counts: in stages, in each of them only what
 * can change something, all at once. Of a gated repository no more than the first is asked for. Throws only a
 * `TargetError`, when the server fails.
 */
export async function readRemote(counted: Snapshot, input: FactsInput): Promise<Facts> {
  const asked = new RequestedFiles(counted);
  const { snapshot } = asked;
  let read = await readFirst(snapshot, input.name.value);
  await asked.tryGate();
  const learn = (more: Partial<FilesRead>) =>
    (read = { ...read, ...more, gated: asked.gated, keptBack: asked.keptBack });
  learn(await withTexts(snapshot, read, [], input));
  if (!read.gated) learn({ config: await readOpenConfig(snapshot, read, input) });
  if (!read.gated) learn({ origins: await readOpenOrigins(snapshot, read, input) });
  while (!read.gated) {
    const { next, leftOut } = await openTexts(snapshot, read, input);
    learn({ leftOut });
    if (next.length === 0) break;
    learn(await withTexts(snapshot, read, await readTexts(snapshot, next), input));
  }
  return input.follow(factsOf(snapshot, read, input));
}

/** What may state the base or the relation: the card, the adapter's configuration, the small and rare files of other tools. */
async function readFirst(snapshot: Snapshot, repository: string): Promise<FilesRead> {
  // To learn why these cannot be read costs nothing.
  const never = textCandidates(snapshot.files)
    .filter(isNeverRead)
    .map(({ path }) => path);
  const [{ card, cardUnread, file }, adapterConfig, recipes, modelfiles, texts] = await Promise.all([
    readRepositoryCard(snapshot, []),
    readJson(snapshot, 'adapter_config.json'),
    readMergeRecipes(snapshot),
    readModelfiles(snapshot),
    readTexts(snapshot, never),
  ]);
  return {
    card,
    cardUnread,
    adapterConfig,
    config: null,
    origins: { ...NO_ORIGIN_FILES, recipes, modelfiles },
    cardSays: card === null ? [] : cardOrigin(card, repository),
    texts: file === null ? texts : [file, ...texts.filter(({ path }) => path !== file.path)],
    leftOut: [],
    agreements: [],
    fingerprints: [],
    gated: false,
    keptBack: [],
  };
}

/** With what further texts hold; all of them in the order in which they are looked through where all are read. */
async function withTexts(
  snapshot: Snapshot,
  read: FilesRead,
  more: readonly TextFile[],
  input: FactsInput,
): Promise<Partial<FilesRead>> {
  const order = new Map(textCandidates(snapshot.files).map(({ path }, at) => [path, at]));
  const texts = [...read.texts, ...more].sort((a, b) => (order.get(a.path) ?? 0) - (order.get(b.path) ?? 0));
  const fingerprints = anyMayHoldAgreement(texts) ? await input.fingerprints() : [];
  return { texts, fingerprints, agreements: agreementsOf(texts, read, more, fingerprints) };
}

/** Each text is compared with the agreements once. */
function agreementsOf(
  texts: readonly TextFile[],
  read: FilesRead,
  more: readonly TextFile[],
  fingerprints: FilesRead['fingerprints'],
): FoundAgreement[] {
  const known = read.fingerprints.length > 0 ? read.agreements : agreementsInCard(read.card, fingerprints);
  const found = [...known, ...agreementsInTexts(more, read.card, fingerprints)];
  const inTexts = texts.flatMap(({ path }) =>
    path === read.card?.file ? [] : found.filter(({ file }) => file === path),
  );
  return [...inTexts, ...found.filter(({ file }) => file === read.card?.file)];
}
