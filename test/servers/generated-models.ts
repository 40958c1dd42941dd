import type { Outcome, TargetErrorCode } from '../../src/report.ts';
import { kindOf, MAKERS, type Draft, type Kind } from './generated-kinds.ts';
import { seededRandom } from './seeded-random.ts';
import type { HubWorld } from './hub.ts';
import type { HubRepo } from './hub-repository.ts';

/** The rules that tell most about how a repository was made. */
export const TELLING = ['agreement-copy', 'notice-file', 'built-with-llama', 'name-prefix', 'license-metadata'] as const;
export type TellingRule = (typeof TELLING)[number];

/** What is expected of a model. Where the license's reading, or what may be read, leaves it open, several outcomes stand. */
export type ExpectedModel =
  | { readonly error: TargetErrorCode }
  | { readonly error: null; readonly licenses: readonly string[]; readonly outcomes: Readonly<Record<TellingRule, readonly Outcome[]>> | null };

export interface GeneratedModel {
  /** As a target names it. */
  readonly id: string;
  readonly kind: Kind;
  /** False for what the Hub's list does not have under this name: what is private, missing, or has another name now. */
  readonly listed: boolean;
  readonly expected: ExpectedModel;
}

export interface Generated {
  readonly models: readonly GeneratedModel[];
  /** What `hubServer` needs to have them, with the models of others that they are made from. */
  readonly world: Pick<HubWorld, 'repositories' | 'renamed'>;
}

/** The account that has most of them, and the others. */
export const GUILD = 'bakers-guild';
export const OTHERS = ['mill-works', 'night-oven', 'salt-and-rye'] as const;

/**
 * So many models of one organization, with some of others, the same for the same seed. `agreement` is the text of the
 * Llama 4 license. What is expected of each follows from how it is made.
 */
export function generatedModels(count: number, seed: number, agreement: string): Generated {
  const random = seededRandom(seed);
  const models: GeneratedModel[] = [];
  const repositories: Record<string, HubRepo> = { ...MAKERS };
  const renamed: Record<string, string> = {};
  const parents: Draft[] = [];
  for (let number = 1; models.length < count; number += 1) {
    const kind = kindOf(random);
    const owner = random() < 0.92 ? GUILD : OTHERS[Math.floor(random() * OTHERS.length)] ?? GUILD;
    const draft = kind.make({ owner, number, random, agreement, parents });
    if (draft === null || Object.hasOwn(repositories, draft.id)) continue;
    if (draft.repo !== null) repositories[draft.id] = draft.repo;
    if (draft.mayBeParent) parents.push(draft);
    const old = `${owner}/Former-Loaf-${number}`;
    if (kind.name === 'renamed') renamed[old] = draft.id;
    const listed = draft.repo !== null && draft.repo.private !== true && kind.name !== 'renamed';
    models.push({ id: kind.name === 'renamed' ? old : draft.id, kind: kind.name, listed, expected: draft.expected });
  }
  return { models, world: { repositories, renamed } };
}
