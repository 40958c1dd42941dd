import type { Obligation } from '../report.ts';
import type { Edit } from '../fixes/edit.ts';

/** A duty as it was judged. */
export interface Finding {
  readonly obligation: Obligation;
  /** What would mend it; empty when it needs no mending, or when only a person can. */
  readonly edits: readonly Edit[];
}
