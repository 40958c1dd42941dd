import { inSmallLetters } from '../snapshot/any-case.ts';
import type { Snapshot, SourceKind } from '../snapshot/snapshot.ts';
import { TargetError } from '../snapshot/target-error.ts';
import { openFolder } from './local.ts';
import { remoteFor, type Reach } from './remote.ts';

/** Sources that a target can name. */
export type TargetSource = Exclude<SourceKind, 'memory'>;

/** Written in small letters. */
const FORMS: readonly { readonly source: TargetSource; readonly form: RegExp }[] = [
  { source: 'hub', form: /^(?:hf:|https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)(?:\/|$))/ },
  { source: 'github', form: /^(?:github:|https?:\/\/(?:www\.)?github\.com(?:\/|$))/ },
];

const OPENERS: Readonly<Record<TargetSource, (target: string, reach: Reach) => Promise<Snapshot>>> = {
  local: openFolder,
  hub: hubNotRead,
  // Loaded only for such a target: most runs ask no server.
  github: async (target, reach) => (await import('./github.ts')).openGithub(target, remoteFor(target, reach)),
};

/**
 * Where a target lies, by its form alone: `hf:org/model` or its address on the Hub, `github:owner/repo` or its address
 * on GitHub, anything else a folder. A folder whose name begins with such a prefix is written `./hf:…`.
 */
export function targetSource(target: string): TargetSource {
  return FORMS.find(({ form }) => form.test(inSmallLetters(target)))?.source ?? 'local';
}

/** Opens a target wherever it lies, if need be with what `reach` gives. Throws a `TargetError` when it cannot be read. */
export async function openTarget(target: string, reach: Reach = {}): Promise<Snapshot> {
  return OPENERS[targetSource(target)](target, reach);
}

function hubNotRead(target: string): Promise<Snapshot> {
  return Promise.reject(new TargetError('invalid', `${target} is a repository on the Hugging Face Hub, and this version reads folders and GitHub only`, 'Download the repository and name its folder.'));
}
