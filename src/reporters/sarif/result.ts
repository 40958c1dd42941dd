import { createHash } from 'node:crypto';

import type { Fix as SarifFix, Location, PhysicalLocation, Result } from 'sarif';

import type { Fix, Obligation, RepositoryReport } from '../../report.ts';
import type { Evidence, Place } from '../../snapshot/place.ts';
import { anchorOf } from '../anchor.ts';
import { waiverText } from '../findings.ts';
import { placeText } from '../place-text.ts';
import { plainLine } from '../plain-line.ts';
import { SARIF_LEVELS } from './rule.ts';
import { relativeUri, sarifLink, sarifText } from './text.ts';
import { workspacePath } from '../workspace-path.ts';

/** GitHub accepts ten locations, and uses the first. */
const MAX_LOCATIONS = 10;
/** GitHub's limit. */
const MAX_RELATED = 100;
/** The number of reasons that the message links; the others are only listed. */
const LINKED = 3;

/** A finding without a file is shown at the start of the model card, which every repository on the Hub should have. */
const CARD: Place = { file: 'README.md', line: 1, column: 1, endLine: 1, endColumn: 1 };

/** The result of one finding. */
export function sarifResult(entry: RepositoryReport, obligation: Obligation, ruleIndex: number): Result {
  const { rule, clause, outcome, severity, message, remedy, waived, locations, fixes = [] } = obligation;
  const related = obligation.evidence.filter(({ file }) => isFile(file)).slice(0, MAX_RELATED);
  // GitHub shows no result without a location.
  const places = locations.length > 0 ? locations.slice(0, MAX_LOCATIONS) : [anchorOf(obligation) ?? CARD];
  const why = obligation.evidence
    .slice(0, LINKED)
    .map((one) =>
      related.includes(one)
        ? sarifLink(placeText(one), related.indexOf(one) + 1)
        : sarifText(one.file === '.' ? one.says : `${one.file} ${one.says}`),
    );
  return {
    ruleId: plainLine(rule),
    ruleIndex,
    // An unclear duty needs a decision: `review`, for which 3.27.10 allows only the level `none`.
    ...(outcome === 'unclear' ? { kind: 'review', level: 'none' } : { level: SARIF_LEVELS[severity] }),
    message: {
      text: [
        sentence(message),
        ...(remedy === '' ? [] : [sentence(remedy)]),
        ...(why.length === 0 ? [] : [`Why it binds: ${why.join(', ')}.`]),
      ].join(' '),
    },
    locations: places.map((place) => ({ physicalLocation: physicalLocation(entry, place) })),
    relatedLocations: related.map((evidence, at) => relatedLocation(entry, evidence, at + 1)),
    partialFingerprints: { primaryLocationLineHash: fingerprint(entry, rule) },
    ...(waived === null
      ? {}
      : {
          suppressions: [
            {
              kind: 'external',
              status: 'accepted',
              justification: sarifText(waiverText(waived)),
            },
          ],
        }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => sarifFix(entry, fix)) }),
    properties: { clause: plainLine(clause), outcome, repository: plainLine(entry.target) },
  };
}

function sarifFix(entry: RepositoryReport, { says, safe, replacements }: Fix): SarifFix {
  const files = [...new Set(replacements.map(({ file }) => file))];
  return {
    description: { text: sarifText(safe ? says : `${says} (changes what the author wrote)`) },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifact(entry, file),
      replacements: replacements
        .filter((one) => one.file === file)
        .map((one) => ({
          deletedRegion: physicalLocation(entry, one).region ?? {},
          insertedContent: { text: one.text },
        })),
    })),
  };
}

/** The place of a file, relative to the workspace; a file outside it has the target's name before its path. */
export function physicalLocation(
  entry: RepositoryReport,
  { file, line, column, endLine, endColumn }: Place,
): PhysicalLocation {
  return {
    artifactLocation: artifact(entry, file),
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}

function relatedLocation(entry: RepositoryReport, { file, line, column, says }: Evidence, id: number): Location {
  const region =
    line === null ? {} : { region: { startLine: line, ...(column === null ? {} : { startColumn: column }) } };
  return {
    id,
    message: { text: sarifText(says) },
    physicalLocation: { artifactLocation: artifact(entry, file), ...region },
  };
}

function artifact(entry: RepositoryReport, file: string): NonNullable<PhysicalLocation['artifactLocation']> {
  const elsewhere = entry.source === 'hub' || entry.source === 'github' ? `${entry.target}/${file}` : file;
  return { uri: relativeUri(workspacePath(entry, file) ?? elsewhere) || CARD.file };
}

/** Evidence can also be a command line flag, or the whole repository. */
function isFile(file: string): boolean {
  return file !== '' && file !== '.' && !file.startsWith('--');
}

function sentence(text: string): string {
  const said = sarifText(text);
  return /[.!?]$/.test(said) ? said : `${said}.`;
}

/**
 * A repository has at most one result per rule, so repository and rule identify it whatever moves in its files. GitHub
 * reads only this partial fingerprint, which the upload otherwise fills with a hash of the line.
 */
function fingerprint(entry: RepositoryReport, rule: string): string {
  const repository = workspacePath(entry, '.') ?? entry.target;
  return `${createHash('sha256').update(`${repository}\n${rule}`).digest('hex').slice(0, 16)}:1`;
}
