import type { HubModel } from '../snapshot/hub-model.ts';
import { TargetError } from '../errors/target-error.ts';
import { hubTarget } from '../sources/hub/target.ts';
import { targetSource } from '../sources/open.ts';
import type { Session } from '../sources/run.ts';

/** A request tells of one model, or of hundreds of one owner: with fewer of one owner the list of all may cost more. */
const FEWEST = 3;
/** So many models of an owner are looked through for each that is named: somebody may have thousands. */
const LOOKED_THROUGH = 20;

/**
 * What the lists of their owners tell of the models that targets name, by target: a request for hundreds of models in
 * place of one for each. Those that it does not tell of are still to be asked for, one by one.
 */
export async function namedModels(targets: readonly string[], run: Session): Promise<ReadonlyMap<string, HubModel>> {
  const told = new Map<string, HubModel>();
  for (const [owner, wanted] of byOwner(targets)) {
    if (wanted.size >= FEWEST) await listInto(told, owner, wanted, run);
  }
  return told;
}

/** The targets without a revision, which lists do not tell of, by owner and then by id, both in small letters. */
function byOwner(targets: readonly string[]): ReadonlyMap<string, Map<string, string[]>> {
  const owners = new Map<string, Map<string, string[]>>();
  const onHub = targets.filter((target) => targetSource(target) === 'hub');
  if (onHub.length < FEWEST) return owners;
  for (const target of onHub) {
    const id = whole(target, hubTarget);
    if (id === null) continue;
    const owner = id.slice(0, id.indexOf('/'));
    const ids = owners.get(owner) ?? new Map<string, string[]>();
    owners.set(owner, ids.set(id, [...(ids.get(id) ?? []), target]));
  }
  return owners;
}

/** Null for a target that names a revision, or no model: which one, its check says. */
function whole(
  target: string,
  read: (target: string) => { readonly id: string; readonly revision: string | null },
): string | null {
  try {
    const { id, revision } = read(target);
    return revision === null ? id.toLowerCase() : null;
  } catch (error) {
    if (error instanceof TargetError) return null;
    throw error;
  }
}

/** A list that fails is no loss: each model is asked for then. */
async function listInto(
  told: Map<string, HubModel>,
  owner: string,
  wanted: Map<string, string[]>,
  run: Session,
): Promise<void> {
  let [missing, most] = [wanted.size, wanted.size * LOOKED_THROUGH];
  try {
    const server = run.hub(`hf:${owner}`);
    for await (const model of server.models({ owner })) {
      const targets = wanted.get(model.id.toLowerCase()) ?? [];
      for (const target of targets) told.set(target, model);
      missing -= targets.length === 0 ? 0 : 1;
      most -= 1;
      if (missing === 0 || most === 0) return;
    }
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
  }
}
