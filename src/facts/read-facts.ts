import type { LicenseRules, Mirrors } from '../rulebook/rulebook.ts';
import type { Evidence } from '../snapshot/place.ts';
import type { RepositoryName, Snapshot } from '../snapshot/snapshot.ts';
import { agreementsInCard, agreementsInTexts, anyMayHoldAgreement } from './agreement-files.ts';
import type { Fingerprint } from './agreement/fingerprint.ts';
import { factsOf } from './facts-of.ts';
import type { Attestation, AttestationName, Facts } from './facts.ts';
import { readJson } from './json-file.ts';
import type { DeclaredRelation } from './lineage.ts';
import { cardOrigin, readOriginFiles } from './origin/read-origins.ts';
import { readRemote } from './read-counted.ts';
import { readRepositoryCard } from './repository-card.ts';
import { readTextFiles, type TextKind } from './text-files.ts';

/** What flags and the configuration say, and what the facts are held against. */
export interface FactsInput {
  readonly name: RepositoryName;
  /** Bases that a flag or the configuration names. */
  readonly bases: readonly { readonly id: string; readonly by: 'flag' | 'configuration'; readonly evidence: Evidence }[];
  readonly relation: DeclaredRelation;
  readonly attestations: Readonly<Partial<Record<AttestationName, Attestation>>>;
  readonly licenses: readonly LicenseRules[];
  readonly mirrors: Mirrors;
  /** Loads the agreements' fingerprints; called only when some text may hold an agreement. */
  readonly fingerprints: () => Promise<readonly Fingerprint[]>;
  /** Such facts with what the Hub tells of the bases' own bases; as they are where nobody is to be asked. */
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
