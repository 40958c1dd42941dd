import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { commandLine, ROOT, type Ran } from '../consumer/command-line.ts';
import { hubServer, type Hub, type HubWorld } from '../servers/hub.ts';
import type { HubRepo } from '../servers/hub-repository.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';

// A model on a server that behaves like the Hub and keeps what is committed, under the invented license.

const LICENSE = join(ROOT, 'test/licenses/example-1');
export const TEXT = readFileSync(join(LICENSE, 'LICENSE'), 'utf8');
export const LINE =
  'Example 1 is licensed under the Example 1 Community License, Copyright © Example Authors. All Rights Reserved.\n';
export const MODEL = 'baker/Example-Cake';
export const CARD =
  '---\nbase_model: example-authors/Orchard-1-Apple\nlicense: example1\n---\n\n# Cake\n\nIt is sweet.\n\n## Wasps\n\nThey like it.\n';
export const RULES = ['--rules', join(LICENSE, 'example-1.yaml')];
export const FLAGS = [...RULES, '--agreement', join(LICENSE, 'LICENSE')];
const FILES = { 'README.md': CARD, 'model.safetensors': 'sweet' };

/** Whose tokens these are. */
export const BAKER = 'oidc.baker';
export const FRIEND = 'hf_friend';
export const READER = 'hf_reader';
const TOKENS = {
  [BAKER]: { name: 'baker', role: 'write' },
  [FRIEND]: {
    name: 'friend',
    role: 'write',
    orgs: [
      { name: 'guild', roleInOrg: 'write' },
      { name: 'club', roleInOrg: 'read' },
    ],
  },
  [READER]: { name: 'baker', role: 'read' },
} as const;

export interface Bakery {
  readonly hub: Hub;
  /** Runs the program on the model, unless the words name another target. */
  readonly fix: (token: string | null, ...words: readonly string[]) => Promise<Ran>;
  readonly check: (revision: string) => Promise<Ran>;
  /** What was sent to change something. */
  readonly writes: () => readonly string[];
}

/** `model` describes the model beside its files. */
export async function bakery(
  model: HubRepo = {},
  world: HubWorld = {},
  env: Readonly<Record<string, string>> = {},
): Promise<Bakery> {
  const hub = await hubServer({
    tokens: TOKENS,
    ...world,
    repositories: { [MODEL]: { files: FILES, ...model }, ...world.repositories },
  });
  const home = temporaryFolder();
  const context = { HOME: home, XDG_CACHE_HOME: join(home, 'cache'), HF_ENDPOINT: hub.origin, ...env };
  return {
    hub,
    fix: async (token, ...words) =>
      commandLine(['fix', ...FLAGS, ...words, ...(words.some((word) => word.includes(':')) ? [] : [`hf:${MODEL}`])], {
        env: token === null ? context : { ...context, HF_TOKEN: token },
      }),
    check: async (revision) =>
      commandLine(['check', ...RULES, '--quiet', '--strict', '--fail-on', 'warning', `hf:${MODEL}@${revision}`], {
        env: context,
      }),
    writes: () =>
      hub.seen
        .filter(({ method, url }) => method !== 'GET' && !url.includes('/paths-info/'))
        .map(({ method, url }) => `${method} ${url}`),
  };
}

/** Output without the breaks of its lines. */
export const said = (text: string): string => text.replace(/\s+/g, ' ');
