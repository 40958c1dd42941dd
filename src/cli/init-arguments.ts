import { UsageError } from '../errors/usage-error.ts';
import { RELATIONS, type Relation } from '../report.ts';
import type { Flags } from './read-flags.ts';

export interface InitArguments {
  readonly command: 'init';
  readonly directory: string;
  readonly name: string | null;
  readonly relation: Relation | null;
  readonly bases: readonly string[];
  readonly preCommit: boolean;
  readonly github: boolean;
  readonly force: boolean;
  readonly dryRun: boolean;
  readonly quiet: boolean;
}

/** What follows `init`. Throws a `UsageError` for more than one folder. */
export function readInit(words: readonly string[], flags: Flags): InitArguments {
  if (words.length > 1)
    throw new UsageError(
      `“init” takes one folder, but ${words.length} are given`,
      'set up each folder in a run of its own',
    );
  return {
    command: 'init',
    directory: words[0] ?? '.',
    name: flags.one('name'),
    relation: RELATIONS.find((relation) => relation === flags.one('relation')) ?? null,
    bases: flags.all('base'),
    preCommit: flags.has('pre-commit'),
    github: flags.has('github'),
    force: flags.has('force'),
    dryRun: flags.has('dry-run'),
    quiet: flags.has('quiet'),
  };
}
