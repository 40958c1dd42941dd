import { isHubId } from '../../snapshot/hub-model.ts';
import { TargetError } from '../../errors/target-error.ts';
import { refuseCredentials } from '../http/credentials.ts';

/** A model repository on the Hub, in one state. */
export interface HubTarget {
  /** `owner/name` */
  readonly id: string;
  /** A branch, a tag, a commit, or `refs/pr/7`; null for the branch `main`. */
  readonly revision: string | null;
}

const HINT = 'Write hf:OWNER/MODEL, hf:OWNER/MODEL@REVISION, or the address of the model or of a revision of it.';
const MAX_REVISION_CHARS = 255;
/** Pages that show a revision, which stands behind them. */
const PAGES: ReadonlySet<string> = new Set(['tree', 'blob', 'raw', 'resolve', 'commit', 'commits']);

/**
 * Reads `hf:owner/model[@revision]` or an address on huggingface.co: of a model, or of a revision or a file of it.
 * Throws a `TargetError` for what names no model.
 */
export function hubTarget(target: string): HubTarget {
  refuseCredentials(target);
  const short = /^hf:(?:\/\/)?/i.exec(target)?.[0];
  const parts = short === undefined ? partsOfAddress(target) : partsOfShort(target.slice(short.length));
  if (parts === null) throw new TargetError('invalid', `${target} names no model on the Hugging Face Hub`, HINT);
  const { id, revision } = parts;
  if (/^(?:datasets|spaces)\//.test(id))
    throw new TargetError(
      'invalid',
      `${target} names a ${id.startsWith('spaces') ? 'Space' : 'data set'}, and models are read`,
      HINT,
    );
  if (/^\w[\w.-]*$/.test(id))
    throw new TargetError(
      'invalid',
      `${target} names an account, not a model`,
      `${HINT} All models of an account: llama-license-lint audit hf:${id}`,
    );
  if (!isHubId(id)) throw new TargetError('invalid', `${target} names no model on the Hugging Face Hub`, HINT);
  if (revision !== null && !isRevision(revision))
    throw new TargetError('invalid', `${target} names no branch, tag or commit behind the model`, HINT);
  return { id, revision };
}

function partsOfShort(written: string): HubTarget {
  const at = written.indexOf('@');
  return at < 0 ? { id: written, revision: null } : { id: written.slice(0, at), revision: written.slice(at + 1) };
}

function partsOfAddress(address: string): HubTarget | null {
  const segments = segmentsOf(address);
  const kind = segments[0] === 'models' ? segments.slice(1) : segments;
  const [owner, name, page, revision] = kind;
  if (owner === undefined) return null;
  const id = name === undefined ? owner : `${owner}/${name}`;
  if (page === undefined || owner === 'datasets' || owner === 'spaces') return { id, revision: null };
  return PAGES.has(page) && revision !== undefined ? { id, revision } : null;
}

/** Each decoded by itself: a revision with slashes is one of them. */
function segmentsOf(address: string): readonly string[] {
  try {
    return new URL(address).pathname
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent);
  } catch {
    return [];
  }
}

/** A part of dots alone would lead the request elsewhere. */
function isRevision(text: string): boolean {
  return (
    text !== '' &&
    text.length <= MAX_REVISION_CHARS &&
    !/^-|[\s\x00-\x1f\x7f~^:?*[\\]|\.\.|@\{/.test(text) &&
    text.split('/').every((part) => part !== '' && part !== '.')
  );
}
