import { UsageError } from '../errors/usage-error.ts';
import { RELATIONS, type Relation } from '../report.ts';
import type { Fetch } from '../sources/http/bounded-fetch.ts';
import type { Environment } from '../system/environment.ts';
import { nearest } from '../text/nearest.ts';

/** A configuration that lies in no file of this machine. */
export interface ConfigurationText {
  /** What reports call it. */
  readonly file: string;
  readonly text: string;
}

/** What a caller can say beside the target. All of it overrules what the repository says of itself. */
export interface CheckOptions {
  /** The repository's name, `owner/model` or `model`. */
  readonly name?: string;
  readonly relation?: Relation;
  /** Ids of the models that it was made from. */
  readonly bases?: readonly string[];
  /** Path of a configuration to use instead of the repository's own. */
  readonly config?: string;
  /** By target, what stands in the place of the repository's own configuration; null for none. */
  readonly configurations?: Readonly<Record<string, ConfigurationText | null>>;
  /** Applies the configuration of a remote repository, which is otherwise only shown. */
  readonly trustConfig?: boolean;
  /** Paths of rule files for further licenses. */
  readonly rules?: readonly string[];
  /** Path of a file that holds the license's true text, with which an altered agreement is compared word by word. */
  readonly agreement?: string;
  /**
   * Asks the Hub for the bases' own bases, up to the licensor's models; by default for repositories on the Hub and on
   * GitHub only.
   */
  readonly follow?: boolean;
  /** Asks no server: a remote repository is not read then, and no base is followed. */
  readonly offline?: boolean;
  /**
   * What remote repositories are asked with: the variables of a process that name addresses and tokens
   * (`GITHUB_TOKEN`, `GH_TOKEN`, `GITHUB_API_URL`; none by default), and what asks (the global `fetch` by default).
   */
  readonly remote?: { readonly env?: Environment; readonly fetch?: Fetch };
  /** Gives each duty the fixes that would meet it, as places in the files. */
  readonly fixes?: boolean;
  /** The day on which waivers are judged, `YYYY-MM-DD`; today by default. */
  readonly today?: string;
}

const KINDS: Readonly<Record<keyof CheckOptions, string>> = {
  name: 'a text',
  relation: 'a text',
  config: 'a text',
  agreement: 'a text',
  today: 'a text',
  bases: 'a list of texts',
  rules: 'a list of texts',
  trustConfig: 'true or false',
  offline: 'true or false',
  follow: 'true or false',
  fixes: 'true or false',
  remote: 'an object',
  configurations: 'an object',
};
const KINDS_OF_REMOTE: Readonly<Record<string, string>> = { env: 'an object', fetch: 'a function' };

/**
 * Checks what a program hands over, which no compiler may have seen.
 * Throws a `UsageError` for an option that there is not, one of the wrong kind, or a word that is none of its words.
 */
export function requireOptions(options: CheckOptions): void {
  requireKinds(options, KINDS, '');
  requireKinds(options.remote ?? {}, KINDS_OF_REMOTE, 'remote.');
  const { relation, today, bases } = options;
  if (relation !== undefined && !RELATIONS.includes(relation))
    throw new UsageError(`there is no relation ${relation}`, hintAt(nearest(relation, RELATIONS)));
  if (today !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(today))
    throw new UsageError('the option today must be a day like 2026-12-31');
  const odd = bases?.find((base) => !/^\S+$/.test(base.trim()) || isBesideModels(base));
  if (odd !== undefined)
    throw new UsageError(`a base is named by its id, such as meta-llama/Llama-4-Scout-17B-16E, not by “${odd}”`);
}

const BESIDE_MODELS =
  /^(?:hf:(?:\/\/)?|(?:https?:\/\/)?(?:[\w-]+\.)*(?:huggingface\.co|hf\.co)\/)?(?:api\/)?(?:datasets|spaces)\//i;

/** True for the address of a data set or a Space on the Hub, which no model is made from. */
export function isBesideModels(base: string): boolean {
  return BESIDE_MODELS.test(base.trim());
}

function requireKinds(input: object, kinds: Readonly<Record<string, string>>, within: string): void {
  for (const [key, value] of Object.entries(input) as [string, unknown][]) {
    const wanted = Object.hasOwn(kinds, key) ? kinds[key] : undefined;
    if (wanted === undefined)
      throw new UsageError(`there is no option ${within}${key}`, hintAt(nearest(key, Object.keys(kinds))));
    if (value !== undefined && !isOfKind(value, wanted))
      throw new UsageError(`the option ${within}${key} must be ${wanted}`);
  }
}

function isOfKind(value: unknown, wanted: string): boolean {
  if (wanted === 'true or false') return typeof value === 'boolean';
  if (wanted === 'a text') return typeof value === 'string';
  if (wanted === 'a function') return typeof value === 'function';
  if (wanted === 'an object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function hintAt(word: string | null): string | null {
  return word === null ? null : `did you mean ${word}?`;
}
