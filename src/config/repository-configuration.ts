import { readFileSync } from 'node:fs';

import type { Note } from '../report.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { formatProblem } from '../yaml/problem.ts';
import { CONFIGURATION_FILE, EMPTY_CONFIGURATION, readConfiguration, type Configuration } from './configuration.ts';
import { UsageError } from './usage-error.ts';

/** The configuration that applies to a repository, and what a reader should know about it. */
export interface AppliedConfiguration {
  readonly configuration: Configuration;
  readonly notes: readonly Note[];
}

/**
 * The configuration that `--config` names, else the repository's own. That of a remote repository is shown, not
 * applied, unless it is trusted: nobody audited waives their own duties.
 * Throws a `UsageError` when the file cannot be read or says something that it may not say.
 */
export async function configurationOf(
  snapshot: Snapshot,
  options: { readonly config?: string; readonly trustConfig?: boolean },
  ruleIds: readonly string[],
): Promise<AppliedConfiguration> {
  if (options.config !== undefined) return applied(options.config, readNamed(options.config), ruleIds);
  if (!snapshot.files.some((file) => file.path === CONFIGURATION_FILE)) return { configuration: EMPTY_CONFIGURATION, notes: [] };
  const remote = snapshot.source === 'github' || snapshot.source === 'hub';
  if (remote && options.trustConfig !== true) {
    const message = `The repository's own ${CONFIGURATION_FILE} was not applied; --trust-config applies it.`;
    return { configuration: EMPTY_CONFIGURATION, notes: [{ code: 'configuration-not-applied', message, locations: [] }] };
  }
  const read = await snapshot.text(CONFIGURATION_FILE);
  if (read.text === null) throw new UsageError(`${CONFIGURATION_FILE} cannot be read (${read.unread})`);
  return applied(CONFIGURATION_FILE, read.text, ruleIds);
}

function readNamed(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`the configuration ${path} cannot be read`, 'Name an existing YAML file with --config.');
  }
}

function applied(file: string, source: string, ruleIds: readonly string[]): AppliedConfiguration {
  const { configuration, problems } = readConfiguration(file, source, ruleIds);
  if (problems.length > 0) throw new UsageError(problems.map(formatProblem).join('\n'));
  return { configuration, notes: [] };
}
