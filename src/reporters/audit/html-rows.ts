import {
  isConfigured,
  isUnreadable,
  type Obligation,
  type RepositoryReport,
  type UnreadableReport,
} from '../../report.ts';
import { countsOf } from './counts.ts';
import { gravest, shortName, type DutyColumn } from './duties.ts';
import { findingsOf } from '../findings.ts';
import { decisionsText } from '../headline.ts';
import { plainLine } from '../plain-line.ts';
import { webAddress } from '../web-address.ts';

/** A repository as the page's script reads it: one letter for each column of duties, and the findings. */
export type AuditRow = readonly [
  target: string,
  page: string,
  licenses: readonly string[],
  relation: string,
  about: string,
  errors: number,
  warnings: number,
  unclear: number,
  duties: string,
  told: readonly (readonly [name: number, clause: number, message: number, remedy: number])[],
  error: string,
];

/** The letters of the outcomes, from the gravest to none; the script sorts by this order. */
const LETTERS = {
  error: 'E',
  warning: 'W',
  info: 'I',
  unclear: 'U',
  waived: 'V',
  met: 'M',
  'not-checked': 'C',
  'not-applicable': 'N',
} as const;
const NO_DUTY = '-';

/** The row of a repository. `intern` returns the number of a text, which many rows can share. */
export function auditRow(
  entry: RepositoryReport | UnreadableReport,
  columns: readonly DutyColumn[],
  intern: (text: string) => number,
): AuditRow {
  if (isUnreadable(entry)) {
    const { code, message, hint } = entry.error;
    return [
      plainLine(entry.target),
      '',
      [],
      '',
      '',
      0,
      0,
      0,
      NO_DUTY.repeat(columns.length),
      [],
      plainLine(`${message} (${code}). ${hint}`),
    ];
  }
  const { target, lineage, obligations, revision } = entry;
  const { errors, warnings, unclear } = countsOf(obligations);
  const duties = columns.map(({ name }) => letterOf(gravest(obligations, name))).join('');
  const findings = findingsOf(obligations).map(
    ({ rule, clause, message, remedy, waived }) =>
      [
        intern(plainLine(shortName(rule))),
        intern(plainLine(clause)),
        intern(plainLine(message)),
        intern(plainLine(waived === null ? remedy : `Waived: ${waived.reason}`)),
      ] as const,
  );
  const about = [
    ...lineage.bases.map((base) => `base ${base}`),
    ...(revision === null ? [] : [`revision ${revision}`]),
    ...(isConfigured(entry) ? [decisionsText(entry)] : []),
  ].join(', ');
  return [
    plainLine(target),
    pageOf(entry),
    lineage.licenses.map(plainLine),
    lineage.relation,
    plainLine(about),
    errors,
    warnings,
    unclear,
    duties,
    findings,
    '',
  ];
}

function letterOf(obligation: Obligation | null): string {
  if (obligation === null) return NO_DUTY;
  const { outcome, severity, waived } = obligation;
  if (waived !== null) return LETTERS.waived;
  return outcome === 'unmet' ? LETTERS[severity] : LETTERS[outcome];
}

/** The repository's page on the Hub or on GitHub; empty for a folder. */
function pageOf({ source, target, name }: RepositoryReport): string {
  if (source === 'hub') return webAddress(name.page ?? '') ?? '';
  const repository = source === 'github' ? /^github:([\w.-]+\/[\w.-]+)/i.exec(target)?.[1] : undefined;
  return repository === undefined ? '' : (webAddress(`https://github.com/${repository}`) ?? '');
}
