import type { Snapshot, SourceKind } from '../snapshot/snapshot.ts';
import { TargetError } from '../snapshot/target-error.ts';
import { openFolder } from './local.ts';

/** Sources that a target can name. */
export type TargetSource = Exclude<SourceKind, 'memory'>;

const FORMS: readonly { readonly source: TargetSource; readonly form: RegExp }[] = [
  { source: 'hub', form: /^(?:hf:|https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)(?:\/|$))/i },
  { source: 'github', form: /^(?:github:|https?:\/\/(?:www\.)?github\.com(?:\/|$))/i },
];

const OPENERS: Readonly<Record<TargetSource, (target: string) => Promise<Snapshot>>> = {
  local: openFolder,
  hub: remoteNotRead,
  github: remoteNotRead,
};

/**
 * Where a target lies, by its form alone: `hf:org/model` or its address on the Hub, `github:owner/repo` or its address
 * on GitHub, anything else a folder. A folder whose name begins with such a prefix is written `./hf:…`.
 */
export function targetSource(target: string): TargetSource {
  return FORMS.find(({ form }) => form.test(target))?.source ?? 'local';
}

/** Opens a target wherever it lies. Throws a `TargetError` when it cannot be read. */
export async function openTarget(target: string): Promise<Snapshot> {
  return OPENERS[targetSource(target)](target);
}

function remoteNotRead(target: string): Promise<Snapshot> {
  return Promise.reject(new TargetError('invalid', `${target} is a remote repository, and this version reads local folders only`, 'Download the repository and name its folder.'));
}
