import { readFileSync, statSync } from 'node:fs';

import type { Note } from '../report.ts';
import { decodeText } from '../snapshot/decode-text.ts';
import type { Place } from '../snapshot/place.ts';
import { TEXT_LIMIT, type Snapshot } from '../snapshot/snapshot.ts';
import type { FileText } from '../snapshot/file-text.ts';
import { formatProblem } from '../yaml/problem.ts';
import type { CheckOptions, ConfigurationText } from './check-options.ts';
import { attestationsToCome, CONFIGURATION_FILES, EMPTY_CONFIGURATION, readConfiguration } from './configuration.ts';
import type { Configuration } from './configuration-data.ts';
import { UsageError } from '../errors/usage-error.ts';

/** The configuration that applies to a repository, and notes about it. */
export interface AppliedConfiguration {
  readonly configuration: Configuration;
  readonly notes: readonly Note[];
}

/**
 * The configuration that `--config` names, or else the repository's own. The configuration of a remote repository is
 * reported, not applied, unless it is trusted: an audited repository must not waive its own duties.
 * Throws a `UsageError` if the file cannot be read or is invalid.
 */
export async function configurationOf(
  snapshot: Snapshot,
  options: Pick<CheckOptions, 'config' | 'configurations' | 'trustConfig'>,
  ruleIds: () => readonly string[],
): Promise<AppliedConfiguration> {
  if (options.config !== undefined) return applied(options.config, readNamed(options.config), ruleIds);
  const instead = options.configurations?.[snapshot.target];
  if (instead !== undefined) return instead === null ? NONE : appliedInstead(instead, ruleIds());
  const [file, second] = snapshot.files.flatMap(({ path }) => (CONFIGURATION_FILES.includes(path) ? path : []));
  if (file === undefined) return NONE;
  const remote = snapshot.source === 'github' || snapshot.source === 'hub';
  if (remote && options.trustConfig !== true) {
    const message = `The repository's own ${file} was not applied; --trust-config applies it.`;
    return {
      configuration: EMPTY_CONFIGURATION,
      notes: [{ code: 'configuration-not-applied', message, locations: [] }],
    };
  }
  if (second !== undefined)
    throw new UsageError(`${file} and ${second} both configure the repository`, 'Keep one of them.');
  const read = await snapshot.text(file);
  if (read.text === null) throw new UsageError(`${file} cannot be read (${read.unread})`);
  return applied(file, read.text, ruleIds);
}

const NONE: AppliedConfiguration = { configuration: EMPTY_CONFIGURATION, notes: [] };

/** An invalid configuration of a remote repository is noted, because the caller cannot fix it. */
function appliedInstead({ file, text }: ConfigurationText, ruleIds: readonly string[]): AppliedConfiguration {
  const {
    configuration,
    problems: [problem],
  } = readConfiguration(file, text, ruleIds);
  if (problem === undefined) return { configuration, notes: [] };
  const message = `${file} is invalid, and was not applied: ${problem.message}.`;
  return { configuration: EMPTY_CONFIGURATION, notes: [{ code: 'configuration-not-applied', message, locations: [] }] };
}

/** Throws a `UsageError` for attestations with a date after `today` (`YYYY-MM-DD`). */
export function refuseAttestationsToCome(configuration: Configuration, today: string): void {
  const problems = attestationsToCome(configuration, today);
  if (problems.length > 0)
    throw new UsageError(problems.map(formatProblem).join('\n'), 'Give each the date on which it was made.');
}

/**
 * Reads the caller's own files once, before any target. Throws a `UsageError` if one cannot be read or is invalid.
 */
export function requireOwnFiles(
  options: { readonly config?: string; readonly agreement?: string },
  ruleIds: () => readonly string[],
): void {
  if (options.config !== undefined) applied(options.config, readNamed(options.config), ruleIds);
  if (options.agreement !== undefined) readAgreement(options.agreement);
}

/** A file that is provided as the official text of the agreement. */
export interface NamedAgreement {
  readonly file: string;
  readonly text: string;
  /** The place at which the configuration names it; null if the caller does. */
  readonly place: Place | null;
}

/**
 * The file that `--agreement` names, or else the repository's file that the configuration names. A configured file that
 * cannot be read is noted. Throws a `UsageError` if the caller's file cannot be read.
 */
export async function namedAgreement(
  snapshot: Snapshot,
  options: { readonly agreement?: string },
  configuration: Configuration,
): Promise<{ readonly agreement: NamedAgreement | null; readonly notes: readonly Note[] }> {
  if (options.agreement !== undefined)
    return { agreement: { file: options.agreement, text: readAgreement(options.agreement), place: null }, notes: [] };
  if (configuration.agreement === null) return { agreement: null, notes: [] };
  const { value: file, place } = configuration.agreement;
  const { text, unread } = await snapshot.text(file);
  return text === null
    ? { agreement: null, notes: [unusedAgreement(`${file} cannot be read (${unread})`, place)] }
    : { agreement: { file, text, place }, notes: [] };
}

/** The note on a configured agreement that is not used, with the reason. */
export function unusedAgreement(why: string, place: Place): Note {
  return {
    code: 'agreement-not-used',
    message: `The configuration's agreement is not used: ${why}.`,
    locations: [place],
  };
}

function readAgreement(path: string): string {
  const read = readFile(path);
  if (read?.text != null) return read.text;
  throw new UsageError(
    `the agreement ${path} cannot be read${read === null ? '' : ` (${read.unread})`}`,
    'With --agreement, name a text file that contains the license word for word.',
  );
}

/** Null if the system cannot read the file. */
function readFile(path: string): FileText | null {
  try {
    return statSync(path).size > TEXT_LIMIT ? { text: null, unread: 'too-large' } : decodeText(readFileSync(path));
  } catch {
    return null;
  }
}

function readNamed(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`the configuration ${path} cannot be read`, 'With --config, name an existing YAML file.');
  }
}

function applied(file: string, source: string, ruleIds: () => readonly string[]): AppliedConfiguration {
  const { configuration, problems } = readConfiguration(file, source, ruleIds());
  if (problems.length > 0) throw new UsageError(problems.map(formatProblem).join('\n'));
  return { configuration, notes: [] };
}
