import type { LicenseRules, Mirrors } from '../rulebook/rulebook.ts';
import { decodeText } from '../snapshot/decode-text.ts';
import type { Evidence } from '../snapshot/place.ts';
import { TEXT_LIMIT, type RepositoryName, type Snapshot } from '../snapshot/snapshot.ts';
import { anyMayHoldAgreement, findAgreements, type FoundAgreement } from './agreement-files.ts';
import type { Fingerprint } from './agreement/fingerprint.ts';
import { namedBase, type BaseEvidence } from './base-evidence.ts';
import { cardBases } from './card-bases.ts';
import { readCard } from './card/card.ts';
import { adapterBases, configBases } from './config-bases.ts';
import { isModelRepository, isNoModelCard, readDistribution, type Distribution } from './distribution.ts';
import { cardPath, readDocuments } from './documents.ts';
import type { Attestation, AttestationName, Facts } from './facts.ts';
import { readJson, type JsonFile } from './json-file.ts';
import { matchModel, readModelReference } from './model-reference.ts';
import { noticeFiles } from './notice-files.ts';
import { originBases } from './origin-bases.ts';
import { readOrigins } from './origin/read-origins.ts';
import { cardNotes, fileNotes, WHY_UNREAD } from './notes.ts';
import { hasLegalName, isUnreadableLegal, readTextFiles, type TextFile } from './text-files.ts';

/** What flags and the configuration say, and what the facts are held against. */
export interface FactsGiven {
  readonly name: RepositoryName;
  /** Bases that a flag or the configuration names. */
  readonly bases: readonly { readonly id: string; readonly by: 'flag' | 'configuration'; readonly evidence: Evidence }[];
  readonly attestations: Readonly<Partial<Record<AttestationName, Attestation>>>;
  readonly licenses: readonly LicenseRules[];
  readonly mirrors: Mirrors;
  /** Loads the agreements' fingerprints; called only when some text may hold an agreement. */
  readonly fingerprints: () => Promise<readonly Fingerprint[]>;
}

/** Reads everything that the files say. The only part of the facts that touches the snapshot's files. */
export async function readFacts(snapshot: Snapshot, given: FactsGiven): Promise<Facts> {
  const { licenses, mirrors, name } = given;
  const { texts, leftOut } = await readTextFiles(snapshot);
  const { card, cardUnread } = await readRepositoryCard(snapshot, texts);
  const fingerprints = anyMayHoldAgreement(texts) ? await given.fingerprints() : [];
  const agreements = findAgreements(texts, card, fingerprints);
  const adapterConfig = await readJson(snapshot, 'adapter_config.json');
  const config = await readJson(snapshot, 'config.json');
  const broken = [adapterConfig === 'broken' ? 'adapter_config.json' : [], config === 'broken' ? 'config.json' : []].flat();
  const distribution = readDistribution({ files: snapshot.files, card, config: isFile(config) ? config : null, name: name.value }, mirrors);
  const origins = await readOrigins(snapshot, card);
  const bases = [
    ...declaredBases(given),
    ...(card === null || isNoModelCard(card) ? [] : cardBases(card, licenses, mirrors)),
    ...(isFile(adapterConfig) ? adapterBases(adapterConfig, licenses, mirrors) : []),
    ...(isFile(config) ? configBases(config, licenses, mirrors) : []),
    ...originBases(origins, { isModel: isModelRepository(card, distribution, isFile(config)), weights: distribution.weights.length + distribution.adapters.length > 0 }, licenses, mirrors),
    ...nameBase(name, licenses, mirrors),
    ...fileNameBases(distribution, licenses, mirrors),
    ...agreementClaim(agreements, licenses),
  ];
  return {
    name,
    files: snapshot.files,
    card,
    cardUnread,
    documents: readDocuments(texts, card, licenses, fingerprints),
    agreements,
    notices: noticeFiles(texts),
    unreadLicenses: unreadLicenses(snapshot, texts, leftOut),
    distribution,
    bases,
    attestations: given.attestations,
    notes: [...cardNotes(card), ...fileNotes(snapshot.omissions, texts, leftOut, broken)],
  };
}

/** The card; of one that is too large, the beginning, where the front matter stands. */
async function readRepositoryCard(snapshot: Snapshot, texts: readonly TextFile[]): Promise<Pick<Facts, 'card' | 'cardUnread'>> {
  const path = cardPath(snapshot.files.map((file) => file.path));
  // A card that was left out, as a link that leaves the repository is, may say all that is looked for.
  if (path === null) return { card: null, cardUnread: cardPath(snapshot.omissions.map(({ file }) => file)) === null ? null : 'forbidden' };
  const read = texts.find((file) => file.path === path)?.read ?? (await snapshot.text(path));
  if (read.text !== null) return { card: readCard(path, read.text, read.utf8), cardUnread: null };
  const beginning = read.unread === 'too-large' ? await snapshot.bytes(path, 0, TEXT_LIMIT) : null;
  // Cut behind a line's end, so that no character is cut in two.
  const decoded = beginning === null ? read : decodeText(beginning.subarray(0, beginning.lastIndexOf(0x0a) + 1));
  return { card: decoded.text === null ? null : readCard(path, decoded.text, decoded.utf8), cardUnread: read.unread };
}

/** An agreement has some 7 KB; a file that is much smaller holds none, whether it can be read or not. */
const SMALLEST_AGREEMENT = 4096;

function unreadLicenses(snapshot: Snapshot, texts: readonly TextFile[], leftOut: readonly string[]): Facts['unreadLicenses'] {
  const printed = snapshot.files.filter((file) => isUnreadableLegal(file.path)).map(({ path }) => ({ file: path, why: WHY_UNREAD.binary }));
  const beyond = leftOut.filter((path) => (snapshot.files.find((one) => one.path === path)?.size ?? 0) >= SMALLEST_AGREEMENT);
  return [...unreadTexts(snapshot, texts), ...printed, ...beyond.slice(0, 1).map((file) => ({ file, why: 'there are more text files than are read' }))];
}

function unreadTexts(snapshot: Snapshot, texts: readonly TextFile[]): Facts['unreadLicenses'] {
  return texts.flatMap(({ path, read }) => {
    const file = snapshot.files.find((one) => one.path === path);
    const small = (file?.size ?? 0) < SMALLEST_AGREEMENT && (file?.pointer === true || read.unread !== 'pointer');
    return read.text === null && hasLegalName(path) && !small ? [{ file: path, why: WHY_UNREAD[read.unread] }] : [];
  });
}

function isFile(file: JsonFile | 'broken' | null): file is JsonFile {
  return file !== null && file !== 'broken';
}

function declaredBases(given: FactsGiven): BaseEvidence[] {
  return given.bases.flatMap(({ id, by, evidence }) => {
    const base = namedBase(id, { by, relation: null, evidence }, given.licenses, given.mirrors);
    // Who names a base by hand has decided which model it is.
    return base === null ? [] : [{ ...base, certainty: 'stated' as const }];
  });
}

/** The repository's own name counts only when it is a model's full name, at most with a format added. */
function nameBase(name: RepositoryName, licenses: readonly LicenseRules[], mirrors: Mirrors): BaseEvidence[] {
  const reference = readModelReference(name.value);
  const match = reference === null ? null : matchModel(reference, licenses, mirrors);
  if (match === null || match.form === 'derived') return [];
  const evidence = { file: '.', line: null, column: null, says: `name: ${name.value} (from the ${name.from})` };
  return [{ by: 'name', license: match.license, certainty: 'likely', reference: null, match, foreign: false, relation: null, evidence }];
}

/** A GGUF file that bears a model's full name, as quantizers call theirs. */
function fileNameBases(distribution: Distribution, licenses: readonly LicenseRules[], mirrors: Mirrors): BaseEvidence[] {
  const file = distribution.weights.find((path) => /\.gguf$/i.test(path));
  const reference = file === undefined ? null : readModelReference(file.slice(file.lastIndexOf('/') + 1).replace(/(?:-\d{5}-of-\d{5})?\.gguf$/i, ''));
  const match = reference === null ? null : matchModel(reference, licenses, mirrors);
  if (file === undefined || match === null || match.form === 'derived') return [];
  const evidence = { file, line: null, column: null, says: 'bears the full name of the model' };
  return [{ by: 'name', license: match.license, certainty: 'likely', reference: null, match, foreign: false, relation: null, evidence }];
}

/** A repository whose own license file is an agreement claims its terms; beside another license it may be a product's. */
function agreementClaim(agreements: readonly FoundAgreement[], licenses: readonly LicenseRules[]): BaseEvidence[] {
  return agreements.flatMap((found) => {
    const own = /^(?:license|copying)(?:\.txt|\.md)?$/i.test(found.file) && found.in === 'file' && found.part === 'agreement';
    if (!own || !licenses.some((one) => one.license === found.license)) return [];
    const evidence = { file: found.file, line: found.place.line, column: found.place.column, says: `the agreement of ${found.license}` };
    return [{ by: 'agreement', license: found.license, certainty: 'likely', reference: null, match: null, foreign: false, relation: null, evidence }];
  });
}

