import { TargetError } from '../../errors/target-error.ts';

// A token in an address ends up in reports, journals and logs, and nothing needs it there.

const HIDDEN = '***';
/** Tokens of the Hub and of GitHub, as they are made; no name of a model has so many letters and digits in a row. */
const TOKEN = /\b(?:hf_|gh[opsru]_|github_pat_)[A-Za-z0-9]{16,}[A-Za-z0-9_]*/g;
const SECRET_PARAMETER = /([?&#][^=&#]{0,40}(?:token|secret|passw|key|auth|signature)[^=&#]{0,40}=)[^&#]+/gi;
const SERVER = /^(?:www\.|ssh\.)?(?:github\.com|huggingface\.co|hf\.co)(?::\d+)?$/i;
const PATH = /^(?:[./~\\]|[a-z]:[\\/])/i;

/** A target with every name, password and token in it hidden, to be shown; the same target where there is none. */
export function withoutCredentials(target: string): string {
  if (PATH.test(target)) return target;
  const scheme = /^[a-z][a-z0-9+.-]{0,20}:\/\//i.exec(target)?.[0] ?? '';
  const authority = /^[^/?#\\]*/.exec(target.slice(scheme.length))?.[0] ?? '';
  const at = authority.lastIndexOf('@');
  const named = at >= 0 && (scheme !== '' || SERVER.test(authority.slice(at + 1)));
  const shown = named ? `${scheme}${HIDDEN}${target.slice(scheme.length + at)}` : target;
  return shown.replace(SECRET_PARAMETER, `$1${HIDDEN}`).replace(TOKEN, HIDDEN);
}

/** Throws a `TargetError` for a target with credentials in it, or with hidden ones, and repeats none of them. */
export function refuseCredentials(target: string): void {
  const shown = withoutCredentials(target);
  if (shown === target && !target.includes(HIDDEN)) return;
  const hint =
    'Leave it out, and renew it where others may have seen it; tokens are taken from HF_TOKEN, GITHUB_TOKEN or --token.';
  throw new TargetError('invalid', `${shown} holds a user name, a password or a token`, hint);
}
