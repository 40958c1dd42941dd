import { UsageError } from '../config/usage-error.ts';
import type { ReportedLicense, RepositoryReport, UnreadableReport } from '../report.ts';
import type { HubModel } from '../snapshot/hub-model.ts';
import type { Shard } from './shard.ts';

// A journal is NDJSON: a header; the targets with what their listing told of them; the licenses that may bind them; a
// line that says that these are all; then, as they come, one line for each finished repository.

export const JOURNAL_VERSION = 1;

/** The entry of a repository in a report. */
export type Entry = RepositoryReport | UnreadableReport;

/** What was asked for. Journals of one audit have the same `key`. */
export interface Asked {
  /** What is audited, as a person would write it. */
  readonly name: string;
  /** The same for the same targets, whatever machine they are audited on. */
  readonly key: string;
}

/** What bears on how a repository is judged, beside the repository. */
export interface Judgement {
  /** Hashes of the further rule files. */
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

/** A repository that is to be audited, with what its listing told of it. */
export interface AuditTarget {
  readonly target: string;
  /** The revision that was listed; null where the listing tells none. */
  readonly revision: string | null;
  readonly hub?: HubModel;
}

/** `position` counts all targets of the listing, those of other shards as well. */
export interface ListedLine extends AuditTarget {
  readonly position: number;
}

export interface DoneLine {
  readonly done: string;
  /** When, as ISO 8601 in UTC. */
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

/** The header of a journal. Throws a `UsageError` that names the file when it is none, or one of another version. */
export function headerIn(text: string, path: string): Header {
  const value = objectIn(text);
  if (value === null || !('journal' in value)) throw new UsageError(`${path} is no journal of an audit`, 'name the file that --journal wrote');
  if (value['journal'] !== JOURNAL_VERSION) throw new UsageError(`${path} was written by another version of this program`, 'start the audit anew with another --journal');
  return value as unknown as Header;
}

/** What a line after the header says; null for one that says nothing that a journal says. */
export function lineIn(text: string): Line | null {
  const value = objectIn(text);
  if (value === null) return null;
  if (typeof value['target'] === 'string') return { kind: 'listed', line: value as unknown as ListedLine };
  if (value['allListed'] === true) return { kind: 'all-listed' };
  if (isObject(value['license'])) return { kind: 'license', license: value['license'] as unknown as ReportedLicense };
  return typeof value['done'] === 'string' && isEntry(value['entry']) ? { kind: 'done', line: value as unknown as DoneLine } : null;
}

/** True for what has the parts of an entry that everybody looks at. */
export function isEntry(value: unknown): value is Entry {
  if (!isObject(value) || typeof value['target'] !== 'string') return false;
  return isObject(value['error']) || (Array.isArray(value['obligations']) && isObject(value['lineage']) && isObject(value['summary']));
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
