import type { Snapshot } from '../snapshot/snapshot.ts';
import { agreementsInCard, agreementsInTexts, anyMayHoldAgreement } from '../facts/agreement-files.ts';
import type { Fingerprint } from '../agreement/fingerprint.ts';
import { factsOf, type Declarations } from '../facts/facts-of.ts';
import type { Facts } from '../facts/facts.ts';
import { readJson } from '../provenance/json-file.ts';
import type { DeclaredRelation } from '../lineage/lineage.ts';
import { cardOrigin, readOriginFiles } from '../provenance/read-files.ts';
import { readRemote } from './read-remote.ts';
import { readRepositoryCard } from '../facts/repository-card.ts';
import { readTextFiles, type TextKind } from '../facts/text-files.ts';

/** What flags and the configuration say, and how the next files to read are found. */
export interface FactsInput extends Declarations {
  readonly relation: DeclaredRelation;
  /** Loads the agreements' fingerprints; called only when some text may hold an agreement. */
  readonly fingerprints: () => Promise<readonly Fingerprint[]>;
  /** Adds what the Hub says of the bases' own bases; gives the facts back as they are where nobody is to be asked. */
  readonly follow: (facts: Facts) => Promise<Facts>;
  /** The texts that could still change how a duty is judged on such facts; asked where each file that is read is counted. */
  readonly openTexts: (facts: Facts) => Promise<ReadonlySet<TextKind>>;
}

/**
 * Reads everything that the files say; where each file that is read is counted, only those that can change something.
 * The only part of the facts that touches the snapshot's files. Throws only a `TargetError`, when its server fails.
 */
export async function readFacts(snapshot: Snapshot, input: FactsInput): Promise<Facts> {
  if (snapshot.counted === true) return readRemote(snapshot, input);
  const { texts, leftOut } = await readTextFiles(snapshot);
  const { card, cardUnread } = await readRepositoryCard(snapshot, texts);
  const fingerprints = anyMayHoldAgreement(texts) ? await input.fingerprints() : [];
  const [adapterConfig, config, origins] = await Promise.all([readJson(snapshot, 'adapter_config.json'), readJson(snapshot, 'config.json'), readOriginFiles(snapshot)]);
  return input.follow(factsOf(snapshot, {
    card, cardUnread, texts, leftOut, fingerprints, adapterConfig, config, origins,
    cardSays: card === null ? [] : cardOrigin(card),
    agreements: [...agreementsInTexts(texts, card, fingerprints), ...agreementsInCard(card, fingerprints)],
    gated: false,
    keptBack: [],
  }, input));
}
