import { isUnreadable, SEVERITIES, type Obligation } from '../../report.ts';
import type { AuditReport } from './audit-report.ts';

/** A column of an audit: the short name of a duty, which several licenses can share. */
export interface DutyColumn {
  readonly name: string;
  readonly title: string;
}

/** The duties of the report's licenses, each name once, in the order of the clauses. */
export function dutyColumns({ licenses, repositories }: AuditReport): DutyColumn[] {
  const titles = new Map<string, string>();
  const add = (rule: string, title: string): void => {
    const name = shortName(rule);
    if (!titles.has(name)) titles.set(name, title);
  };
  for (const { rules } of licenses) for (const { rule, title } of rules) add(rule, title);
  const described = new Set(licenses.flatMap(({ rules }) => rules.map(({ rule }) => rule)));
  for (const entry of repositories) {
    if (!isUnreadable(entry))
      for (const { rule } of entry.obligations) if (!described.has(rule)) add(rule, shortName(rule));
  }
  return [...titles].map(([name, title]) => ({ name, title }));
}

/** The duty of this short name; if several licenses have it, the one with the worst outcome. Null if none binds. */
export function gravest(obligations: readonly Obligation[], name: string): Obligation | null {
  const [first = null, ...others] = obligations.filter(({ rule }) => shortName(rule) === name);
  return first === null ? null : others.reduce((worst, one) => (gravity(one) > gravity(worst) ? one : worst), first);
}

/** `notice-file` for `llama-4/notice-file`. */
export function shortName(rule: string): string {
  return rule.slice(rule.indexOf('/') + 1);
}

const CALM: Readonly<Record<Exclude<Obligation['outcome'], 'unmet'>, number>> = {
  unclear: 5,
  met: 3,
  'not-checked': 2,
  'not-applicable': 1,
};

function gravity({ outcome, severity, waived }: Obligation): number {
  if (waived !== null) return 4;
  return outcome === 'unmet' ? 6 + SEVERITIES.length - SEVERITIES.indexOf(severity) : CALM[outcome];
}
