import type { Snapshot, SourceKind } from '../snapshot/snapshot.ts';
import { refuseCredentials } from './http/credentials.ts';
import { openGithub } from './github/github.ts';
import { openHub } from './hub/hub.ts';
import { openFolder } from './local/local.ts';
import { requireNetwork } from './http/network-options.ts';
import { startSession, type Session } from './run.ts';

/** Sources that a target can name. */
export type TargetSource = Exclude<SourceKind, 'memory'>;

const FORMS: readonly { readonly source: TargetSource; readonly form: RegExp }[] = [
  { source: 'hub', form: /^(?:hf:|https?:\/\/(?:[^/?#]*@)?(?:www\.)?(?:huggingface\.co|hf\.co)(?:\/|$))/i },
  { source: 'github', form: /^(?:github:|https?:\/\/(?:[^/?#]*@)?(?:www\.)?github\.com(?:\/|$))/i },
];

const OPENERS: Readonly<Record<TargetSource, (target: string, run: Session) => Promise<Snapshot>>> = {
  local: async (target) => {
    refuseCredentials(target);
    return openFolder(target);
  },
  hub: async (target, run) => openHub(target, run.hub(target)),
  github: async (target, run) => openGithub(target, requireNetwork(target, run)),
};

/**
 * Where a target lies, by its form alone: `hf:org/model` or its address on the Hub, `github:owner/repo` or its address
 * on GitHub, anything else a folder. A folder whose name begins with such a prefix is written `./hf:…`.
 */
export function targetSource(target: string): TargetSource {
  return FORMS.find(({ form }) => form.test(target))?.source ?? 'local';
}

/**
 * Opens a target wherever it lies, if need be with what the run asks servers with. Throws a `TargetError` when it
 * cannot be read.
 */
export async function openTarget(target: string, run: Session = startSession()): Promise<Snapshot> {
  return OPENERS[targetSource(target)](target, run);
}
