import type { Declarations } from '../facts/declarations.ts';
import type { FilesRead } from '../facts/facts-of.ts';
import type { Facts } from '../facts/facts.ts';
import type { Finding } from '../findings/finding.ts';
import type { Ancestors } from '../lineage/ancestors/ancestors.ts';
import type { DecidedLineage } from '../lineage/lineage.ts';
import type { ModelCatalog } from '../models/model-catalog.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** What is read, and what it is compared with: the same at each stage. */
export interface Subject {
  readonly snapshot: Snapshot;
  readonly declared: Declarations;
  readonly catalog: ModelCatalog;
}

/** What the stages that were read come to. */
export interface Known {
  readonly read: FilesRead;
  readonly facts: Facts;
  /** What the Hub says of the bases' own bases; null where it was not asked. */
  readonly ancestors: Ancestors | null;
  readonly lineage: DecidedLineage;
  readonly findings: readonly Finding[];
}
