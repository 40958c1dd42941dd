import { isUnreadable, SEVERITIES, type Obligation, type Report, type RepositoryReport } from '../../src/report.ts';
import { builtinLicenses } from '../../src/rulebook-loader/builtin.ts';
import type { Place } from '../../src/snapshot/place.ts';
import { schemaErrors } from './report-schema.ts';

/** Files of a repository as text, by path. A file whose text is not at hand has null. */
export type Texts = ReadonlyMap<string, string | null>;

/** What holds for every report on one repository, whatever it finds; each breach in words. */
export function brokenInvariants(report: Report, texts: Texts): string[] {
  const [entry] = report.repositories;
  if (report.repositories.length !== 1 || entry === undefined || isUnreadable(entry))
    return ['the report is not about the one repository'];
  const cited = [...entry.lineage.evidence, ...entry.obligations.flatMap(({ evidence }) => evidence)].flatMap(
    ({ file, line, column }) =>
      line === null || column === null ? [] : [{ file, line, column, endLine: line, endColumn: column }],
  );
  const places = [...entry.obligations, ...entry.notes].flatMap(({ locations }) => locations);
  return [
    ...schemaErrors(report),
    ...wrongRules(entry),
    ...wrongSums(report, entry),
    ...entry.obligations.flatMap(unexplained),
    ...(entry.lineage.licenses.length > 0 === (entry.lineage.certainty !== null)
      ? []
      : ['a certainty must come with a license, and the other way round']),
    ...[...places, ...cited].flatMap((place) => outside(texts, place)),
  ];
}

function wrongRules({ lineage, obligations }: RepositoryReport): string[] {
  const due = builtinLicenses
    .filter(({ license }) => lineage.licenses.includes(license))
    .flatMap(({ rules }) => rules.map(({ id }) => id));
  // Where no license is found and the origin is unknown, one duty says so.
  if (lineage.licenses.length === 0 && lineage.relation === 'unknown') due.push('llama/base-model');
  const judged = obligations.map(({ rule }) => rule);
  return due.join() === judged.join()
    ? []
    : [`one obligation is due for each of ${due.join()}, but there are ${judged.join()}`];
}

function wrongSums({ summary }: Report, { obligations, summary: own }: RepositoryReport): string[] {
  const open = obligations.filter(({ waived }) => waived === null);
  const unmet = open.filter(({ outcome }) => outcome === 'unmet');
  const { met, unclear, notApplicable, notChecked, waived } = own;
  const wrong = [
    met + own.unmet + unclear + notApplicable + notChecked + waived === obligations.length
      ? []
      : 'the outcomes do not add up',
    waived === obligations.length - open.length ? [] : 'the waived are miscounted',
    own.unmet === unmet.length ? [] : 'the unmet are miscounted',
    summary.errors === unmet.filter(({ severity }) => severity === 'error').length ? [] : 'the errors are miscounted',
    summary.warnings === unmet.filter(({ severity }) => severity === 'warning').length
      ? []
      : 'the warnings are miscounted',
    summary.unclear === unclear && summary.repositories === 1 && summary.unreadable === 0 ? [] : 'the total is wrong',
  ];
  return wrong.flat();
}

/** What is unmet or unclear says why it binds or where it stands, and what to do. */
function unexplained({ rule, outcome, severity, message, remedy, evidence, locations }: Obligation): string[] {
  const wrong = [
    SEVERITIES.includes(severity) ? [] : `${rule} has the severity ${severity}`,
    message.trim() === '' ? `${rule} says nothing` : [],
  ].flat();
  if (outcome !== 'unmet' && outcome !== 'unclear') return wrong;
  if (remedy.trim() === '') wrong.push(`${rule} is ${outcome} and says no remedy`);
  if (evidence.length === 0) wrong.push(`${rule} is ${outcome} and says not why it binds`);
  if (locations.length === 0 && evidence.every(({ file }) => file === '')) wrong.push(`${rule} is ${outcome} nowhere`);
  return wrong;
}

function outside(texts: Texts, { file, line, column, endLine, endColumn }: Place): string[] {
  const shown = `${JSON.stringify(file)}:${line}:${column}-${endLine}:${endColumn}`;
  const text = texts.get(file);
  if (text === undefined) return [`${shown} is in a file that does not exist`];
  if (text === null) return [];
  // A place at the very end of a line may stand behind the carriage return there.
  const lines = text.replace(/^\uFEFF/, '').split(/(?<=\r)\n|\n|\r(?!\n)/);
  const inside = (at: number, character: number): boolean => character <= (lines[at - 1]?.length ?? -1) + 1;
  if (!inside(line, column) || !inside(endLine, endColumn)) return [`${shown} lies outside its file`];
  return endLine > line || (endLine === line && endColumn >= column) ? [] : [`${shown} ends before it begins`];
}
