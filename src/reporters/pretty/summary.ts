import type { Obligation, Report, RepositoryReport } from '../../report.ts';
import { calmHeadline } from '../headline.ts';

/** `3 errors, 1 warning; 4 met, 2 not applicable`, for one repository. It can contain text from the repository. */
export function prettySummary(entry: RepositoryReport): string {
  const { obligations } = entry;
  const unmet = obligations.filter((obligation) => obligation.outcome === 'unmet' && obligation.waived === null);
  const count = (outcome: Obligation['outcome']): number =>
    obligations.filter((obligation) => obligation.outcome === outcome).length;
  const wrong = listed([
    counted(unmet.filter(({ severity }) => severity === 'error').length, 'error', 'errors'),
    counted(unmet.filter(({ severity }) => severity === 'warning').length, 'warning', 'warnings'),
    counted(unmet.filter(({ severity }) => severity === 'info').length, 'info', 'infos'),
    counted(count('unclear'), 'unclear'),
  ]);
  const rest = listed([
    counted(obligations.filter(({ waived }) => waived !== null).length, 'waived'),
    counted(count('met'), 'met'),
    counted(count('not-applicable'), 'not applicable'),
    counted(count('not-checked'), 'not checked'),
  ]);
  return [wrong === '' ? calmHeadline(entry) : wrong, rest].filter((part) => part !== '').join('; ');
}

/** The total of all repositories. */
export function prettyTotal(summary: Report['summary']): string {
  const wrong = listed([
    counted(summary.errors, 'error', 'errors'),
    counted(summary.warnings, 'warning', 'warnings'),
    counted(summary.unclear, 'unclear'),
    counted(summary.unreadable, 'could not be read'),
  ]);
  const repositories = counted(summary.repositories, 'repository', 'repositories') || '0 repositories';
  return `${repositories}: ${wrong === '' ? calm(summary) : wrong}`;
}

function calm({ repositories, configured = 0 }: Report['summary']): string {
  if (configured === 0) return 'nothing unmet';
  return `nothing open, ${configured === repositories ? '' : `in ${configured} `}by declaration`;
}

function counted(count: number, one: string, many = one): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}

function listed(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}
