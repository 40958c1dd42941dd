import { createHash } from 'node:crypto';

import type { Fix, Location, PhysicalLocation, Result } from 'sarif';

import type { Obligation, ProposedFix, RepositoryReport } from '../../report.ts';
import type { Evidence, Place } from '../../snapshot/place.ts';
import { anchorOf } from '../anchor.ts';
import { placeText } from '../place-text.ts';
import { plainLine } from '../plain-line.ts';
import { SARIF_LEVELS } from './rule.ts';
import { relativeUri, sarifLink, sarifText } from './text.ts';
import { workspacePath } from '../workspace-path.ts';

/** GitHub uses the first and takes ten. */
const MAX_LOCATIONS = 10;
/** GitHub shows no more. */
const MAX_RELATED = 100;
/** So many reasons are linked from the message; the others are only listed. */
const LINKED = 3;

/** A model card is what every repository on the Hub has, or should: what no file shows is shown at its start. */
const CARD: Place = { file: 'README.md', line: 1, column: 1, endLine: 1, endColumn: 1 };

/** One duty that is unmet, unclear or waived. */
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
    // A person has to decide what is unclear: `review`, for which 3.27.10 allows no other level than `none`.
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
              justification: sarifText(
                waived.until === null ? waived.reason : `${waived.reason} (until ${waived.until})`,
              ),
            },
          ],
        }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => sarifFix(entry, fix)) }),
    properties: { clause: plainLine(clause), outcome, repository: plainLine(entry.target) },
  };
}

function sarifFix(entry: RepositoryReport, { says, safe, replacements }: ProposedFix): Fix {
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

/** Where a file lies for GitHub: from the workspace, else under the target's own name, so that no file of the workspace is meant by mistake. */
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

/** Evidence can also be a flag of the command line, or the repository as a whole. */
function isFile(file: string): boolean {
  return file !== '' && file !== '.' && !file.startsWith('--');
}

function sentence(text: string): string {
  const said = sarifText(text);
  return /[.!?]$/.test(said) ? said : `${said}.`;
}

/**
 * A repository has one result of a rule at most, so that the two of them tell it again whatever moves in its files. Of
 * the partial fingerprints GitHub reads this name alone, which the upload else fills with a hash of the line.
 */
function fingerprint(entry: RepositoryReport, rule: string): string {
  const repository = workspacePath(entry, '.') ?? entry.target;
  return `${createHash('sha256').update(`${repository}\n${rule}`).digest('hex').slice(0, 16)}:1`;
}
