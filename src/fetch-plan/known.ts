import type { Declarations } from '../facts/declarations.ts';
import type { FilesRead } from '../facts/facts-of.ts';
import type { Facts } from '../facts/facts.ts';
import type { Finding } from '../findings/finding.ts';
import type { Ancestors } from '../lineage/ancestors/ancestors.ts';
import type { DecidedLineage } from '../lineage/lineage.ts';
import type { ModelCatalog } from '../models/model-catalog.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** The subject of a check: the same at each stage. */
export interface Subject {
  readonly snapshot: Snapshot;
  readonly declared: Declarations;
  readonly catalog: ModelCatalog;
}

/** The result of all stages read so far. */
export interface Known {
  readonly read: FilesRead;
  readonly facts: Facts;
  /** What the Hub says about the bases' own bases; null if it was not asked. */
  readonly ancestors: Ancestors | null;
  readonly lineage: DecidedLineage;
  readonly findings: readonly Finding[];
}
