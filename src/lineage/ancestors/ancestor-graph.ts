import type { Certainty } from '../../report.ts';
import type { Ancestor, Ancestors } from './ancestors.ts';
import { modelKey } from './model-status.ts';

/** How the ancestors of a repository are related to each other. */
export interface Family {
  /** The bases that a model names. */
  steps(model: Ancestor): readonly { readonly next: Ancestor; readonly said: Certainty }[];
  /** All that a model comes from; itself only when it leads back to itself. */
  beyond(model: Ancestor): ReadonlySet<Ancestor>;
  /** True when a model comes from other makers' models by stated steps, and nothing else is left open. */
  isForeign(model: Ancestor): boolean;
  /** True when the name or the license of a model that was to be asked for looks like a licensor's. */
  hasWord(model: Ancestor): boolean;
}

/** Each answer is found once: a hostile family is large. */
export function ancestorGraph(ancestors: Ancestors): Family {
  const steps = once((model) => {
    return (model.parent?.bases ?? []).flatMap((base) => {
      const next = ancestors.get(modelKey(base));
      return next === undefined ? [] : [{ next, said: base.said ?? 'likely' }];
    });
  });
  const beyond = once((model) => {
    const met = new Set<Ancestor>();
    const pending = [model];
    for (const at of pending) {
      for (const { next } of steps(at)) {
        if (met.has(next)) continue;
        met.add(next);
        pending.push(next);
      }
    }
    return met;
  });
  const leadsOn = ({ standing, parent }: Ancestor): boolean =>
    standing === 'open' &&
    parent !== null &&
    parent.trouble === null &&
    parent.bases.length > 0 &&
    parent.bases.every(({ said }) => said === 'stated');
  const isForeign = once((model) => {
    const lineage = [model, ...beyond(model)];
    return (
      lineage.some(({ standing }) => standing === 'foreign') &&
      lineage.every((one) => one.standing === 'foreign' || leadsOn(one))
    );
  });
  const hasWord = once(
    (model) =>
      model.standing === 'open' &&
      (model.base.match !== null || (model.parent?.claim ?? null) !== null) &&
      !isForeign(model),
  );
  return { steps, beyond, isForeign, hasWord };
}

function once<T>(find: (model: Ancestor) => T): (model: Ancestor) => T {
  const found = new Map<Ancestor, T>();
  return (model) => {
    const known = found.get(model);
    if (known !== undefined) return known;
    const value = find(model);
    found.set(model, value);
    return value;
  };
}
