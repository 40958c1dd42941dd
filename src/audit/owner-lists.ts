import type { HubModel } from '../snapshot/hub-model.ts';
import { TargetError } from '../errors/target-error.ts';
import { hubTarget } from '../sources/hub/target.ts';
import { targetSource } from '../sources/open.ts';
import type { Session } from '../sources/run.ts';

/** For fewer models of an owner, listing all of the owner's models can take more requests. */
const MIN_MODELS = 3;
/** How many models of an owner are listed for each that is named, since an owner can have thousands. */
const MAX_LISTED_PER_MODEL = 20;

/**
 * The metadata of the models that targets name, from the lists of their owners: one request for hundreds of models
 * instead of one for each. Models that the lists do not contain are requested one by one later.
 */
export async function namedModels(targets: readonly string[], run: Session): Promise<ReadonlyMap<string, HubModel>> {
  const found = new Map<string, HubModel>();
  for (const [owner, wanted] of byOwner(targets)) {
    if (wanted.size >= MIN_MODELS) await listInto(found, owner, wanted, run);
  }
  return found;
}

/** The targets without a revision (lists have only the current one), by owner and id in lower case. */
function byOwner(targets: readonly string[]): ReadonlyMap<string, Map<string, string[]>> {
  const owners = new Map<string, Map<string, string[]>>();
  const onHub = targets.filter((target) => targetSource(target) === 'hub');
  if (onHub.length < MIN_MODELS) return owners;
  for (const target of onHub) {
    const id = currentModel(target);
    if (id === null) continue;
    const owner = id.slice(0, id.indexOf('/'));
    const ids = owners.get(owner) ?? new Map<string, string[]>();
    owners.set(owner, ids.set(id, [...(ids.get(id) ?? []), target]));
  }
  return owners;
}

/** The id of a model; null for a target that names a revision, or is invalid, which its check reports. */
function currentModel(target: string): string | null {
  try {
    const { id, revision } = hubTarget(target);
    return revision === null ? id.toLowerCase() : null;
  } catch (error) {
    if (error instanceof TargetError) return null;
    throw error;
  }
}

/** A list that fails is ignored: its models are then requested one by one. */
async function listInto(
  found: Map<string, HubModel>,
  owner: string,
  wanted: Map<string, string[]>,
  run: Session,
): Promise<void> {
  let [missing, most] = [wanted.size, wanted.size * MAX_LISTED_PER_MODEL];
  try {
    const server = run.hub(`hf:${owner}`);
    for await (const model of server.models({ owner })) {
      const targets = wanted.get(model.id.toLowerCase()) ?? [];
      for (const target of targets) found.set(target, model);
      missing -= targets.length === 0 ? 0 : 1;
      most -= 1;
      if (missing === 0 || most === 0) return;
    }
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
  }
}
