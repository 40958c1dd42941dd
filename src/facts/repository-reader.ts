import type { Fingerprint } from '../agreement/fingerprint.ts';
import { readJson } from '../provenance/json-file.ts';
import { cardOrigin, NO_ORIGIN_FILES, readOriginFiles } from '../provenance/read-files.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { agreementsInCard, agreementsInTexts, mayHoldAgreements } from './agreement-files.ts';
import type { FilesRead } from './facts-of.ts';
import { readRepositoryCard } from './repository-card.ts';
import { RequestedFiles } from './requested-files.ts';
import type { Stage } from './stage.ts';
import { readTexts, textCandidates } from './text-files.ts';

const NOTHING_READ: FilesRead = {
  card: null,
  cardUnread: null,
  cardSays: [],
  texts: [],
  leftOut: [],
  agreements: [],
  fingerprints: [],
  adapterConfig: null,
  config: null,
  origins: NO_ORIGIN_FILES,
  gated: false,
  keptBack: [],
};

/**
 * Reads a repository's files stage by stage. Each file is asked for once, and each text is parsed and compared with the
 * agreements once.
 */
export class RepositoryReader {
  readonly #requested: RequestedFiles;
  /** The repository's name: the card may use it for its model. */
  readonly #name: string;
  /** Loads the agreements' fingerprints; called only if a text may hold an agreement. */
  readonly #fingerprints: () => Promise<readonly Fingerprint[]>;
  /** The position of each text in the order of reading. */
  readonly #order: ReadonlyMap<string, number>;
  #read = NOTHING_READ;

  constructor(snapshot: Snapshot, name: string, fingerprints: () => Promise<readonly Fingerprint[]>) {
    this.#requested = new RequestedFiles(snapshot);
    this.#name = name;
    this.#fingerprints = fingerprints;
    this.#order = new Map(textCandidates(snapshot.files).map(({ path }, at) => [path, at]));
  }

  /** Reads a stage, and returns everything read so far. Throws only a `TargetError`, if the server fails. */
  async read(stage: Stage): Promise<FilesRead> {
    const { snapshot } = this.#requested;
    const [before, kinds] = [this.#read, new Set(stage.kinds)];
    const [repositoryCard, adapterConfig, config, origins, named] = await Promise.all([
      kinds.has('card') ? readRepositoryCard(snapshot) : null,
      kinds.has('adapter-config') ? readJson(snapshot, 'adapter_config.json') : before.adapterConfig,
      kinds.has('config') ? readJson(snapshot, 'config.json') : before.config,
      readOriginFiles(snapshot, kinds, before.origins),
      readTexts(snapshot, stage.texts),
    ]);
    await this.#requested.probeAccess();
    const { card, cardUnread } = repositoryCard ?? before;
    const cardFile = repositoryCard?.file ?? null;
    const more = cardFile === null ? named : [cardFile, ...named.filter(({ path }) => path !== cardFile.path)];
    const newCard = repositoryCard === null ? null : card;
    const fingerprints = mayHoldAgreements(more, newCard) ? await this.#fingerprints() : before.fingerprints;
    const agreements = [
      ...before.agreements,
      ...agreementsInTexts(more, card, fingerprints),
      ...agreementsInCard(newCard, fingerprints),
    ];
    this.#read = {
      card,
      cardUnread,
      cardSays: newCard === null ? before.cardSays : cardOrigin(newCard, this.#name),
      texts: sortedBy([...before.texts, ...more], ({ path }) => this.#rank(path)),
      leftOut: stage.leftOut,
      agreements: sortedBy(agreements, ({ file }) => (file === card?.file ? LAST : this.#rank(file))),
      fingerprints,
      adapterConfig,
      config,
      origins,
      gated: this.#requested.gated,
      keptBack: this.#requested.keptBack,
    };
    return this.#read;
  }

  #rank(path: string): number {
    return this.#order.get(path) ?? 0;
  }
}

/** Agreements in the card come after those in separate files. */
const LAST = Number.MAX_SAFE_INTEGER;

function sortedBy<T>(all: readonly T[], rank: (one: T) => number): T[] {
  return [...all].sort((a, b) => rank(a) - rank(b));
}
