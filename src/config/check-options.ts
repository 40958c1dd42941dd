import { UsageError } from '../errors/usage-error.ts';
import { RELATIONS, type Relation } from '../report.ts';
import type { Fetch } from '../sources/http/bounded-fetch.ts';
import type { Environment } from '../system/environment.ts';
import { nearest } from '../text/nearest.ts';

/** A configuration that is not in a local file. */
export interface ConfigurationText {
  /** Its name in reports. */
  readonly file: string;
  readonly text: string;
}

/** The options of a check. They override what the repository states. */
export interface CheckOptions {
  /** The repository's name, `owner/model` or `model`. */
  readonly name?: string;
  readonly relation?: Relation;
  /** Ids of the base models. */
  readonly bases?: readonly string[];
  /** The path of a configuration to use instead of the repository's own. */
  readonly config?: string;
  /** By target, a configuration to use instead of the repository's own; null for none. */
  readonly configurations?: Readonly<Record<string, ConfigurationText | null>>;
  /** True to apply the configuration of a remote repository, which is otherwise only reported. */
  readonly trustConfig?: boolean;
  /** Paths of additional rule files. */
  readonly rules?: readonly string[];
  /** The path of the license's official text, with which an altered agreement is compared word by word. */
  readonly agreement?: string;
  /**
   * True to ask the Hub for the bases' own bases, up to the licensor's models; by default only for repositories on the
   * Hub and on GitHub.
   */
  readonly follow?: boolean;
  /** True to use no network: remote repositories are not read, and bases are not followed. */
  readonly offline?: boolean;
  /**
   * The variables with addresses and tokens for remote repositories (`GITHUB_TOKEN`, `GH_TOKEN`, `GITHUB_API_URL`; none
   * by default), and the `fetch` for requests (the global one by default).
   */
  readonly remote?: { readonly env?: Environment; readonly fetch?: Fetch };
  /** True to add fixes to the obligations, as replacements in files. */
  readonly fixes?: boolean;
  /** The date for waivers, `YYYY-MM-DD`; today by default. */
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
 * Validates the options, since a JavaScript caller can pass anything.
 * Throws a `UsageError` for an unknown option, a wrong type or an invalid value.
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

/** True for the address of a data set or a Space on the Hub, which cannot be a base model. */
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
