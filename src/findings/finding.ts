import type { Obligation } from '../report.ts';
import type { Edit } from '../fixes/edit.ts';

/** A judged duty. */
export interface Finding {
  readonly obligation: Obligation;
  /** The edits that would fix it; empty if it needs none, or only a person can fix it. */
  readonly edits: readonly Edit[];
}
