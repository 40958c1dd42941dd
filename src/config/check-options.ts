import { UsageError } from './usage-error.ts';
import { RELATIONS, type Relation } from '../report.ts';
import { nearest } from '../yaml/nearest.ts';

/** What a caller can say beside the target. All of it overrules what the repository says of itself. */
export interface CheckOptions {
  /** The repository's name, `owner/model` or `model`. */
  readonly name?: string;
  readonly relation?: Relation;
  /** Ids of the models that it was made from. */
  readonly bases?: readonly string[];
  /** Path of a configuration to use instead of the repository's own. */
  readonly config?: string;
  /** Applies the configuration of a remote repository, which is otherwise only shown. */
  readonly trustConfig?: boolean;
  /** Paths of rule files for further licenses. */
  readonly rules?: readonly string[];
  /** Path of a file that holds the license's true text, with which an altered agreement is compared word by word. */
  readonly agreement?: string;
  /** The day on which waivers are judged, `YYYY-MM-DD`; today by default. */
  readonly today?: string;
}

const TEXTS = ['name', 'relation', 'config', 'agreement', 'today'] as const;
const LISTS = ['bases', 'rules'] as const;
const FLAGS = ['trustConfig'] as const;
const KNOWN: readonly string[] = [...TEXTS, ...LISTS, ...FLAGS];

/**
 * Checks what a program hands over, which no compiler may have seen.
 * Throws a `UsageError` for an option that there is not, one of the wrong kind, or a word that is none of its words.
 */
export function requireOptions(options: CheckOptions): void {
  for (const [key, value] of Object.entries(options) as [string, unknown][]) {
    if (!KNOWN.includes(key)) throw new UsageError(`there is no option ${key}`, hintAt(nearest(key, KNOWN)));
    if (value === undefined) continue;
    const wanted = LISTS.some((one) => one === key) ? 'a list of texts' : FLAGS.some((one) => one === key) ? 'true or false' : 'a text';
    if (!isOfKind(value, wanted)) throw new UsageError(`the option ${key} must be ${wanted}`);
  }
  const { relation, today, bases } = options;
  if (relation !== undefined && !RELATIONS.includes(relation)) throw new UsageError(`there is no relation ${relation}`, hintAt(nearest(relation, RELATIONS)));
  if (today !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(today)) throw new UsageError('the option today must be a day like 2026-12-31');
  const odd = bases?.find((base) => !/^\S+$/.test(base.trim()));
  if (odd !== undefined) throw new UsageError(`a base is named by its id, such as meta-llama/Llama-4-Scout-17B-16E, not by “${odd}”`);
}

function isOfKind(value: unknown, wanted: string): boolean {
  if (wanted === 'true or false') return typeof value === 'boolean';
  if (wanted === 'a text') return typeof value === 'string';
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function hintAt(word: string | null): string | null {
  return word === null ? null : `did you mean ${word}?`;
}
