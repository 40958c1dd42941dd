import type { Snapshot } from '../snapshot/snapshot.ts';
import { agreementsInCard, agreementsInTexts, anyMayHoldAgreement } from '../facts/agreement-files.ts';
import { factsOf } from '../facts/facts-of.ts';
import type { Facts } from '../facts/facts.ts';
import { readJson } from '../provenance/json-file.ts';
import { cardOrigin, readOriginFiles } from '../provenance/read-files.ts';
import { readRemote } from './read-remote.ts';
import { readRepositoryCard } from '../facts/repository-card.ts';
import { readTextFiles } from '../facts/text-files.ts';
import type { FactsInput } from './facts-input.ts';

/**
 * Reads everything that the files say; where each file that is read is counted, only those that can change something.
 * The only part of the facts that touches the snapshot's files. Throws only a `TargetError`, when its server fails.
 */
export async function readFacts(snapshot: Snapshot, input: FactsInput): Promise<Facts> {
  if (snapshot.counted === true) return readRemote(snapshot, input);
  const { texts, leftOut } = await readTextFiles(snapshot);
  const { card, cardUnread } = await readRepositoryCard(snapshot, texts);
  const fingerprints = anyMayHoldAgreement(texts) ? await input.fingerprints() : [];
  const [adapterConfig, config, origins] = await Promise.all([
    readJson(snapshot, 'adapter_config.json'),
    readJson(snapshot, 'config.json'),
    readOriginFiles(snapshot),
  ]);
  return input.follow(
    factsOf(
      snapshot,
      {
        card,
        cardUnread,
        texts,
        leftOut,
        fingerprints,
        adapterConfig,
        config,
        origins,
        cardSays: card === null ? [] : cardOrigin(card, input.name.value),
        agreements: [...agreementsInTexts(texts, card, fingerprints), ...agreementsInCard(card, fingerprints)],
        gated: false,
        keptBack: [],
      },
      input,
    ),
  );
}
