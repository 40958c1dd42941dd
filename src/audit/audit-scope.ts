import { UsageError } from '../errors/usage-error.ts';
import { withoutCredentials } from '../sources/http/credentials.ts';
import { targetSource } from '../sources/open.ts';

/** What an audit covers: where its targets come from. */
export type AuditScope =
  /** All models of an owner on the Hub. */
  | { readonly kind: 'hub-owner'; readonly owner: string }
  /** All models on the Hub that name this one as their base. */
  | { readonly kind: 'derivatives'; readonly base: string }
  /** All repositories of an owner on GitHub. */
  | { readonly kind: 'github-owner'; readonly owner: string }
  /** The targets that a text file names; `-` is the standard input. */
  | { readonly kind: 'list'; readonly file: string };

const FORMS = 'hf:ORGANIZATION, github:ORGANIZATION, --derivatives-of ID, or a text file with a target on each line';
const OWNER = /^\w[\w.-]{0,95}$/;
const MODEL = /^(?:\w[\w.-]{0,95}\/)?\w[\w.-]{0,95}$/;
const PREFIX = /^(?:hf:|github:|https?:\/\/[^/]+\/?)/i;

/**
 * Reads the scope from the words after `audit` and the id of `--derivatives-of`.
 * Throws a `UsageError` for anything that is not a set of repositories.
 */
export function readScope(words: readonly string[], derivativesOf: string | null): AuditScope {
  const [word] = words.map(withoutCredentials);
  if (derivativesOf !== null) {
    if (word !== undefined)
      throw new UsageError(`“${word}” and --derivatives-of exclude each other`, 'audit each in a run of its own');
    return { kind: 'derivatives', base: modelId(derivativesOf) };
  }
  if (word === undefined) throw new UsageError('“audit” needs a target', FORMS);
  if (words.length > 1)
    throw new UsageError(
      `“audit” takes one target, but ${words.length} are given`,
      'write the targets to a text file, one per line, and name that file',
    );
  const source = targetSource(word);
  return source === 'local' ? { kind: 'list', file: word } : { kind: `${source}-owner`, owner: ownerOf(word) };
}

/** The scope in words. */
export function nameOfScope(scope: AuditScope): string {
  switch (scope.kind) {
    case 'hub-owner':
      return `hf:${scope.owner}`;
    case 'derivatives':
      return `derivatives of ${scope.base}`;
    case 'github-owner':
      return `github:${scope.owner}`;
    case 'list':
      return scope.file === '-' ? 'the standard input' : scope.file;
  }
}

function modelId(written: string): string {
  const id = written.replace(/^hf:/i, '');
  if (!MODEL.test(id))
    throw new UsageError(
      `--derivatives-of “${written}” is not the id of a model`,
      'give its id on the Hub, such as meta-llama/Llama-4-Scout-17B-16E-Instruct',
    );
  return id;
}

function ownerOf(word: string): string {
  const behind = word.replace(PREFIX, '').replace(/\/\*?$/, '');
  if (OWNER.test(behind)) return behind;
  if (behind.includes('/'))
    throw new UsageError(
      `${word} is one repository, and an audit covers many`,
      `for one: llama-license-lint check ${word}`,
    );
  throw new UsageError(`${word} is not an organization`, FORMS);
}
