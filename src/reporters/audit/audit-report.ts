import type { Report, RepositoryReport, UnreadableReport } from '../../report.ts';

/** A report of many repositories. They need not be in memory: each pass over `repositories` can read them again. */
export interface AuditReport extends Omit<Report, 'repositories'> {
  readonly repositories: Iterable<RepositoryReport | UnreadableReport>;
  /** How many targets were not audited, because the run was interrupted or a part is missing. */
  readonly left: number;
}

/** `12 targets were not audited`; null if all were. */
export function leftOver({ left }: Pick<AuditReport, 'left'>): string | null {
  return left === 0 ? null : `${left} ${left === 1 ? 'target was' : 'targets were'} not audited`;
}
