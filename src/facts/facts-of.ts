import type { ModelCatalog } from '../models/model-catalog.ts';
import type { LicenseRules } from '../rulebook/rulebook.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { agreementEvidence, type FoundAgreement } from './agreement-files.ts';
import type { Fingerprint } from '../agreement/fingerprint.ts';
import { namedBase, type BaseEvidence } from '../provenance/base-evidence.ts';
import { cardBases } from '../provenance/card-bases.ts';
import { adapterBases, architectureOf, configBases, isOtherArchitecture } from '../provenance/config-bases.ts';
import { isModelRepository, isNoModelCard, readDistribution } from '../provenance/distribution.ts';
import { furtherCards, readDocuments } from './documents.ts';
import type { Card } from '../card/card.ts';
import type { Declarations } from './declarations.ts';
import type { Facts } from './facts.ts';
import { hubBases } from '../provenance/hub-bases.ts';
import { jsonOf, type JsonFile, type JsonRead } from '../provenance/json-file.ts';
import { fileNameBases, nameBase, titleBase } from '../provenance/name-bases.ts';
import { cardNotes, fileNotes, WHY_UNREAD } from './notes.ts';
import { noticeFiles } from './notice-files.ts';
import { fileBases } from '../provenance/file-bases.ts';
import { originsOf, type OriginFiles } from '../provenance/read-files.ts';
import type { BaseStatement } from '../evidence/statement.ts';
import { hasLegalName, isUnreadableLegal, type TextFile } from './text-files.ts';

/** The files of a repository that have been read. */
export interface FilesRead extends Pick<Facts, 'card' | 'cardUnread' | 'gated' | 'keptBack'> {
  /** What the card's body says about the base. */
  readonly cardSays: readonly BaseStatement[];
  /** Includes the card; the most promising files come first. */
  readonly texts: readonly TextFile[];
  readonly leftOut: readonly string[];
  readonly agreements: readonly FoundAgreement[];
  readonly fingerprints: readonly Fingerprint[];
  readonly adapterConfig: JsonRead;
  readonly config: JsonRead;
  readonly origins: OriginFiles;
}

/** What the files say, as far as they were read. Pure: the same files give the same facts. */
export function factsOf(
  snapshot: Pick<Snapshot, 'files' | 'omissions' | 'partial' | 'hub'>,
  read: FilesRead,
  declared: Declarations,
  catalog: ModelCatalog,
): Facts {
  const { name } = declared;
  const { licenses, mirrors } = catalog;
  const { card, cardUnread, texts, leftOut, agreements, gated, keptBack } = read;
  const config = jsonOf(read.config);
  const distribution = readDistribution(
    { files: snapshot.files, card, config, gguf: read.origins.gguf, name: name.value },
    mirrors,
  );
  const documents = readDocuments(texts, card, licenses, read.fingerprints);
  const settings = { 'adapter_config.json': read.adapterConfig, 'config.json': read.config };
  return {
    name,
    files: snapshot.files,
    card,
    cardUnread,
    documents,
    agreements,
    notices: noticeFiles(texts),
    unreadLicenses: unreadLicenses(snapshot, texts, leftOut),
    gated,
    keptBack,
    ...(snapshot.partial === undefined ? {} : { partial: snapshot.partial }),
    distribution,
    architecture: config === null ? null : architectureOf(config),
    bases: basesOf(snapshot, read, declared, catalog, distribution, furtherCards(documents, card)),
    attestations: declared.attestations,
    notes: [...cardNotes(card), ...fileNotes({ omissions: snapshot.omissions, texts, leftOut, settings })],
  };
}

function basesOf(
  snapshot: Pick<Snapshot, 'files' | 'hub'>,
  read: FilesRead,
  declared: Declarations,
  catalog: ModelCatalog,
  distribution: Facts['distribution'],
  cards: readonly Card[],
): BaseEvidence[] {
  const { licenses, mirrors } = catalog;
  const { card } = read;
  const [config, adapterConfig] = [jsonOf(read.config), jsonOf(read.adapterConfig)];
  const held = {
    isModel: isModelRepository(card, distribution, config !== null),
    weights: distribution.weights.length + distribution.adapters.length > 0,
  };
  const bases = [
    ...declaredBases(declared, catalog),
    ...(card === null || isNoModelCard(card) ? [] : cardBases(card, licenses, mirrors)),
    ...cards.flatMap((further) => (isNoModelCard(further) ? [] : cardBases(further, licenses, mirrors))),
    ...(adapterConfig === null ? [] : adapterBases(adapterConfig, licenses, mirrors)),
    ...(config === null ? [] : configBases(config, licenses, mirrors)),
    ...fileBases(originsOf(read.origins, read.cardSays), held, licenses, mirrors),
    ...nameBase(declared.name, licenses, mirrors),
    ...fileNameBases(distribution, licenses, mirrors),
    ...agreementClaim(read.agreements, licenses),
  ];
  const named = [...bases, ...saidByHub(snapshot, read, bases, catalog)];
  if (card === null || !held.isModel || !titleTells(snapshot, held.weights, config)) return named;
  const claims = named.filter(({ by }) => by === 'license' || by === 'agreement');
  // If a base is named, the title counts only for the license that the repository also claims.
  const title = titleBase(card, licenses, mirrors).filter(
    ({ license }) => claims.length === named.length || claims.some((one) => one.license === license),
  );
  return [...named, ...title];
}

/** Files that a repository with only a card may also have. */
const BESIDE_A_CARD = /^(?:\.[^/]*|[^/]*\.(?:md|txt|pdf|png|jpe?g|svg)|licen[cs]e|notice)$/i;

/** True if the title names these weights, and not figures, a tokenizer or another architecture. */
function titleTells({ files }: Pick<Snapshot, 'files'>, weights: boolean, config: JsonFile | null): boolean {
  if (config !== null) return !isOtherArchitecture(config);
  return weights || files.every(({ path }) => BESIDE_A_CARD.test(path));
}

/**
 * The Hub may know bases that the card no longer names. Its license counts only if the card cannot be read.
 */
function saidByHub(
  { hub }: Pick<Snapshot, 'hub'>,
  { card, cardUnread }: FilesRead,
  bases: readonly BaseEvidence[],
  { licenses, mirrors }: ModelCatalog,
): BaseEvidence[] {
  if (hub === undefined || statesBase(bases) || (card !== null && isNoModelCard(card))) return [];
  const named = new Set(bases.map(({ reference }) => reference?.id.toLowerCase()));
  const said = hubBases(hub, licenses, mirrors).filter(
    ({ reference }) => reference === null || !named.has(reference.id.toLowerCase()),
  );
  return card === null && cardUnread !== null ? said : said.filter(({ by }) => by === 'hub');
}

/** True if something states the base model, whoever made that model. */
export function statesBase(bases: readonly BaseEvidence[]): boolean {
  return bases.some(
    ({ reference, certainty, relation }) => reference !== null && certainty === 'stated' && relation !== 'outputs',
  );
}

/** An agreement has about 7 KB; a much smaller file cannot hold one. */
export const MIN_AGREEMENT_BYTES = 4096;

function unreadLicenses(
  snapshot: Pick<Snapshot, 'files'>,
  texts: readonly TextFile[],
  leftOut: readonly string[],
): Facts['unreadLicenses'] {
  const printed = snapshot.files
    .filter((file) => isUnreadableLegal(file.path))
    .map(({ path }) => ({ file: path, why: WHY_UNREAD.binary }));
  const beyond = leftOut.filter(
    (path) => (snapshot.files.find((one) => one.path === path)?.size ?? 0) >= MIN_AGREEMENT_BYTES,
  );
  return [
    ...unreadTexts(snapshot, texts),
    ...printed,
    ...beyond.slice(0, 1).map((file) => ({ file, why: 'there are more text files than are read' })),
  ];
}

function unreadTexts(snapshot: Pick<Snapshot, 'files'>, texts: readonly TextFile[]): Facts['unreadLicenses'] {
  return texts.flatMap(({ path, read }) => {
    const file = snapshot.files.find((one) => one.path === path);
    const small = (file?.size ?? 0) < MIN_AGREEMENT_BYTES && (file?.pointer === true || read.unread !== 'pointer');
    return read.text === null && hasLegalName(path) && !small ? [{ file: path, why: WHY_UNREAD[read.unread] }] : [];
  });
}

function declaredBases({ bases }: Declarations, { licenses, mirrors }: ModelCatalog): BaseEvidence[] {
  return bases.flatMap(({ id, by, evidence }) => {
    const base = namedBase(id, { by, relation: null, evidence }, licenses, mirrors);
    // A person who names a base has decided which model it is.
    return base === null ? [] : [{ ...base, certainty: 'stated' as const }];
  });
}

const OWN_LICENSE = /^(?:license|copying)(?:\.txt|\.md)?$/i;

/** True for the file that states the license of the repository itself. */
export function isOwnLicense(path: string): boolean {
  return OWN_LICENSE.test(path);
}

/**
 * A repository whose own license file is an agreement claims its terms; beside another license it may be a product's.
 */
function agreementClaim(agreements: readonly FoundAgreement[], licenses: readonly LicenseRules[]): BaseEvidence[] {
  return agreements
    .filter(({ file, in: kind, part, license }) => {
      const own = isOwnLicense(file) && kind === 'file' && part === 'agreement';
      return own && licenses.some((one) => one.license === license);
    })
    .map(agreementEvidence);
}
