import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { Check } from '../checks/check.ts';
import type { LicenseRules, Mirrors } from '../rulebook/rulebook.ts';
import { formatProblem, quoted, type Problem } from '../yaml/problem.ts';
import { suggestion } from '../yaml/read.ts';
import { loadLicenseRules, loadMirrors, loadModels, loadWording } from './load.ts';
import type { SharedWording } from './load-wording.ts';

const MIRRORS = 'mirrors.yaml';

type Read<T> = { readonly value: T } | { readonly problems: readonly Problem[] };

/** What a folder like `rules/` says. */
export interface RulesFolder {
  /** Newest first. */
  readonly licenses: readonly LicenseRules[];
  readonly wording: SharedWording;
  readonly mirrors: Mirrors;
}

/**
 * Reads a folder of rules: a law file for each license, `models/`, `wording/`, and `mirrors.yaml`. `shown` is what
 * problems call the folder.
 * @throws an Error with one line for each problem, `file:line:column message`.
 */
export function readRulesFolder(folder: string, shown: string, checks: readonly Check[]): RulesFolder {
  const problems: string[] = [];
  const taken = <T>(read: Read<T>): T[] => {
    if ('value' in read) return [read.value];
    problems.push(...read.problems.map(formatProblem));
    return [];
  };
  const textOf = (...path: readonly string[]) => readFileSync(join(folder, ...path), 'utf8');

  const wording: Record<string, SharedWording[string]> = {};
  for (const name of yamlFiles(join(folder, 'wording'))) {
    const kind = basename(name, '.yaml');
    const check = checks.find((one) => one.kind === kind);
    if (check === undefined) {
      const known = checks.map((one) => one.kind);
      problems.push(`${shown}/wording/${name}:1:1 no check is called ${quoted(kind)}${suggestion(kind, known)}`);
      continue;
    }
    for (const spoken of taken(loadWording(`${shown}/wording/${name}`, textOf('wording', name), check)))
      wording[kind] = spoken;
  }
  const [mirrors] = taken(loadMirrors(`${shown}/${MIRRORS}`, textOf(MIRRORS)));
  // A license lacks each sentence that could not be read, which says nothing about the license.
  if (problems.length > 0 || mirrors === undefined) throw new Error(problems.join('\n'));
  const licenses = yamlFiles(folder)
    .filter((name) => name !== MIRRORS)
    .flatMap((name) => taken(readLicense(join(folder, name), `${shown}/${name}`, checks, wording)));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const newest = new Intl.Collator('en', { numeric: true });
  return { licenses: licenses.sort((a, b) => newest.compare(b.license, a.license)), wording, mirrors };
}

/**
 * Reads the law of a license and, where `models/` beside it has a file of the same name, its models. Gives every problem
 * otherwise. Throws only what the file system does.
 */
export function readLicense(
  path: string,
  shown: string,
  checks: readonly Check[],
  wording: SharedWording,
): Read<LicenseRules> {
  const apart = join(dirname(path), 'models', basename(path));
  const models = existsSync(apart)
    ? loadModels(join(dirname(shown), 'models', basename(shown)), readFileSync(apart, 'utf8'))
    : null;
  if (models !== null && 'problems' in models) return models;
  return loadLicenseRules(shown, readFileSync(path, 'utf8'), checks, { wording, models: models?.value ?? null });
}

function yamlFiles(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.yaml'));
}
