import { kindOf, MAKERS, type Draft, type Kind } from './generated-kinds.ts';
import type { ExpectedModel } from './generated-expected.ts';
import type { HubRepo } from './hub-repository.ts';
import type { HubWorld } from './hub.ts';
import { seededRandom } from './seeded-random.ts';

export type { Kind } from './generated-kinds.ts';

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
    const owner = random() < 0.92 ? GUILD : (OTHERS[Math.floor(random() * OTHERS.length)] ?? GUILD);
    const draft = kind.make({ owner, number, random, agreement, parents });
    if (draft === null || Object.hasOwn(repositories, draft.id)) continue;
    if (draft.repo !== null) repositories[draft.id] = draft.repo;
    const id = kind.name === 'renamed' ? `${owner}/Former-Loaf-${number}` : draft.id;
    if (id !== draft.id) renamed[id] = draft.id;
    if (draft.mayBeParent) parents.push({ ...draft, id });
    models.push({
      id,
      kind: kind.name,
      listed: draft.repo !== null && draft.repo.private !== true && id === draft.id,
      expected: draft.expected,
    });
  }
  return { models, world: { repositories, renamed } };
}
