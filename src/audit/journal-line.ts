import { UsageError } from '../errors/usage-error.ts';
import {
  ERROR_CODES,
  OUTCOMES,
  RELATIONS,
  SEVERITIES,
  type ReportedLicense,
  type RepositoryReport,
  type UnreadableReport,
} from '../report.ts';
import type { HubModel } from '../snapshot/hub-model.ts';
import { isInDivision, type Shard } from './shard.ts';
import {
  absent,
  count,
  either,
  fields,
  isObject,
  isShallow,
  listOf,
  nothing,
  oneOf,
  text as word,
  truth,
  type Shape,
} from './decode.ts';

// A journal is NDJSON: a header; the targets with the metadata of their listing; the licenses that can bind them; a
// line that ends the listing; then one line for each finished repository.

export const JOURNAL_VERSION = 1;

/** The entry of a repository in a report. */
export type Entry = RepositoryReport | UnreadableReport;

/** The scope of the audit. Journals of one audit have the same `key`. */
export interface Asked {
  /** The scope in words. */
  readonly name: string;
  /** The same for the same targets, on every machine. */
  readonly key: string;
}

/** The options that bear on how a repository is judged. */
export interface Judgement {
  /** Hashes of the additional rule files. */
  readonly rules: readonly string[];
  readonly trustConfig: boolean;
  readonly offline: boolean;
  readonly follow: boolean | null;
}

export interface Header {
  readonly journal: typeof JOURNAL_VERSION;
  readonly tool: { readonly name: string; readonly version: string };
  readonly asked: Asked;
  readonly judgement: Judgement;
  readonly shard: Shard | null;
}

/** A repository to audit, with the metadata of its listing. */
export interface AuditTarget {
  readonly target: string;
  /** The listed revision; null if the listing has none. */
  readonly revision: string | null;
  readonly hub?: HubModel;
}

/** `position` counts all targets of the listing, including those of other shards. */
export interface ListedLine extends AuditTarget {
  readonly position: number;
}

export interface DoneLine {
  readonly done: string;
  /** The time, in ISO 8601 and UTC. */
  readonly finished: string;
  readonly entry: Entry;
}

export type Line =
  | { readonly kind: 'listed'; readonly line: ListedLine }
  | { readonly kind: 'all-listed' }
  | { readonly kind: 'license'; readonly license: ReportedLicense }
  | { readonly kind: 'done'; readonly line: DoneLine };

/** The line that ends the listing. */
export const ALL_LISTED = { allListed: true };

/** The start of every journal that this program writes. */
export const BEGINNING = '{"journal":';

const textOrNull = either(word, nothing);
const isShard: Shape = (value) => fields({ index: count, of: count })(value) && isInDivision(value as Shard);
const isHeader = fields({
  tool: fields({ name: word, version: word }),
  asked: fields({ name: word, key: word }),
  judgement: fields({ rules: listOf(word), trustConfig: truth, offline: truth, follow: either(truth, nothing) }),
  shard: either(isShard, nothing),
});
const isModel = fields({
  id: word,
  sha: textOrNull,
  private: truth,
  gated: truth,
  disabled: truth,
  tags: listOf(word),
  cardData: either(isObject, nothing),
  baseModels: either(fields({ relation: textOrNull, ids: listOf(word) }), nothing),
});
const isListed = fields({ target: word, position: count, revision: textOrNull, hub: either(isModel, absent) });
const isLicense = fields({
  license: word,
  name: word,
  published: word,
  rules: listOf(fields({ rule: word, clause: word, title: word })),
});
const isObligation = fields({
  rule: word,
  clause: word,
  outcome: oneOf(...OUTCOMES),
  severity: oneOf(...SEVERITIES),
  message: word,
  remedy: word,
  waived: either(fields({ reason: word, until: textOrNull }), nothing),
});
/** The fields that every entry has. */
const ABOUT = { target: word, source: oneOf('local', 'memory', 'github', 'hub') };
const isReport = fields({
  ...ABOUT,
  error: absent,
  revision: textOrNull,
  name: fields({ value: word, page: either(word, absent) }),
  lineage: fields({
    licenses: listOf(word),
    relation: oneOf(...RELATIONS),
    certainty: textOrNull,
    bases: listOf(word),
  }),
  obligations: listOf(isObligation),
});
const isUnreadable = fields({ ...ABOUT, error: fields({ code: oneOf(...ERROR_CODES), message: word, hint: word }) });
/** An entry has at most this many levels of lists and objects. */
const MAX_LEVELS = 16;

/** The header of a journal. Throws a `UsageError` if the file is not a journal, or is of another version. */
export function headerIn(text: string, path: string): Header {
  const value = objectIn(text);
  if (value === null || !('journal' in value)) throw noJournal(path);
  if (value['journal'] !== JOURNAL_VERSION)
    throw new UsageError(
      `${path} was written by another version of this program`,
      'start a new audit with another --journal',
    );
  if (!isHeader(value)) throw noJournal(path);
  return value as unknown as Header;
}

/** The error for a file that is not a journal, and is therefore neither read nor overwritten. */
export function noJournal(path: string): UsageError {
  return new UsageError(`${path} is not the journal of an audit`, 'name the file that --journal wrote');
}

/** A line after the header; null for one that does not belong in a journal. */
export function lineIn(text: string): Line | null {
  const value = objectIn(text);
  if (value === null) return null;
  if (isListed(value)) return { kind: 'listed', line: value as unknown as ListedLine };
  if (value['allListed'] === true) return { kind: 'all-listed' };
  if (isLicense(value['license'])) return { kind: 'license', license: value['license'] as ReportedLicense };
  return word(value['done']) && word(value['finished']) && isEntry(value['entry'])
    ? { kind: 'done', line: value as unknown as DoneLine }
    : null;
}

/** True if a value has the fields of an entry that reports use. */
export function isEntry(value: unknown): value is Entry {
  return (isReport(value) || isUnreadable(value)) && isShallow(value, MAX_LEVELS);
}

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
