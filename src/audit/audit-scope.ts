import { UsageError } from '../errors/usage-error.ts';
import { withoutCredentials } from '../sources/http/credentials.ts';
import { targetSource } from '../sources/open.ts';

/** What an audit is about: where its targets come from. */
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
 * What the words behind `audit`, and the id of `--derivatives-of`, name.
 * Throws a `UsageError` for anything that is no set of repositories.
 */
export function readWhat(words: readonly string[], derivativesOf: string | null): AuditScope {
  const [word] = words.map(withoutCredentials);
  if (derivativesOf !== null) {
    if (word !== undefined)
      throw new UsageError(`“${word}” and --derivatives-of are two things to audit`, 'audit each in a run of its own');
    return { kind: 'derivatives', base: modelId(derivativesOf) };
  }
  if (word === undefined) throw new UsageError('“audit” needs something to audit', FORMS);
  if (words.length > 1)
    throw new UsageError(
      `“audit” takes one thing to audit, but ${words.length} are given`,
      'write the targets into a text file, one a line, and name that file',
    );
  const source = targetSource(word);
  return source === 'local' ? { kind: 'list', file: word } : { kind: `${source}-owner`, owner: ownerOf(word) };
}

/** What is audited, as a person would write it; of a list also where it stands. */
export function nameOfScope(what: AuditScope): string {
  switch (what.kind) {
    case 'hub-owner':
      return `hf:${what.owner}`;
    case 'derivatives':
      return `derivatives of ${what.base}`;
    case 'github-owner':
      return `github:${what.owner}`;
    case 'list':
      return what.file === '-' ? 'the standard input' : what.file;
  }
}

function modelId(written: string): string {
  const id = written.replace(/^hf:/i, '');
  if (!MODEL.test(id))
    throw new UsageError(
      `--derivatives-of “${written}” names no model`,
      'give its id on the Hub, such as meta-llama/Llama-4-Scout-17B-16E-Instruct',
    );
  return id;
}

function ownerOf(word: string): string {
  const behind = word.replace(PREFIX, '').replace(/\/\*?$/, '');
  if (OWNER.test(behind)) return behind;
  if (behind.includes('/'))
    throw new UsageError(
      `${word} is one repository, and an audit is of many`,
      `for one: llama-license-lint check ${word}`,
    );
  throw new UsageError(`${word} names no organization`, FORMS);
}
