import { namedBase, type BaseEvidence } from '../../provenance/base-evidence.ts';
import { cardBases } from '../../provenance/card-bases.ts';
import { readCard } from '../../card/card.ts';
import { hubBases } from '../../provenance/hub-bases.ts';
import { WHY_UNREAD } from '../../facts/notes.ts';
import { statedBases } from '../../provenance/file-bases.ts';
import { cardOrigin } from '../../provenance/read-files.ts';
import type { ModelCatalog } from '../../models/model-catalog.ts';
import type { AskModel, Relative } from '../../snapshot/hub-model.ts';
import { isPassing, TargetError } from '../../errors/target-error.ts';
import { modelKey, statusOf } from './model-status.ts';

/** What a model on the Hub says of where it comes from. */
export interface Parent {
  /** What it names as its bases, each once, by the surest statement. */
  readonly bases: readonly BaseEvidence[];
  /** The license that it claims, where that is one of the rulebook's. */
  readonly claim: string | null;
  /**
   * A sentence without its full stop: why what it was made from may not be known. Null where nothing stood in the way.
   */
  readonly trouble: string | null;
  /** True where the trouble may be over the next moment. */
  readonly passing: boolean;
}

/** More bases than these are no merge that anybody made. */
const MAX_BASES = 64;
/** What a card says of its base stands near its beginning, and a repository may have many ancestors. */
const CARD_LIMIT = 256 * 1024;

/** Asks for a model and reads what it says. Never throws for what the Hub says, or cannot say. */
export async function readParent(id: string, ask: AskModel, known: ModelCatalog): Promise<Parent> {
  try {
    const relative = await ask(id);
    const renamed = renamedTo(relative.model.id, id, known);
    if (renamed !== null) return { bases: [renamed], claim: null, trouble: null, passing: false };
    const said = hubBases(relative.model, known.licenses, known.mirrors);
    return saysBase(said, id) ? parentSaying(said, id, null) : await readByCard(relative, said, id, known);
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    return { bases: [], claim: null, trouble: error.message, passing: isPassing(error.code) };
  }
}

/** A model that goes by a licensor's id today, or by another maker's, is that model. */
function renamedTo(today: string, id: string, { licenses, mirrors }: ModelCatalog): BaseEvidence | null {
  if (today.toLowerCase() === id.toLowerCase()) return null;
  const evidence = { file: id, line: null, column: null, says: `renamed to ${today}` };
  const base = namedBase(today, { by: 'card', relation: null, evidence }, licenses, mirrors);
  return base !== null && ['settled', 'foreign'].includes(statusOf(base)) ? base : null;
}

/** The card is asked for only where the metadata name no base that leads on. */
async function readByCard(
  relative: Relative,
  said: readonly BaseEvidence[],
  id: string,
  { licenses, mirrors }: ModelCatalog,
): Promise<Parent> {
  const read = await relative.card();
  if (read.text === null) {
    const nothing = read.unread === 'missing' || read.unread === 'pointer';
    return parentSaying(said, id, nothing ? null : `Its card was not read: ${WHY_UNREAD[read.unread]}`);
  }
  const card = readCard('README.md', read.text.slice(0, CARD_LIMIT), read.utf8);
  const body = statedBases(
    cardOrigin(card, id).filter(({ by }) => by !== 'architecture'),
    licenses,
    mirrors,
  );
  return parentSaying([...said, ...cardBases(card, licenses, mirrors), ...body], id, null);
}

function saysBase(said: readonly BaseEvidence[], id: string): boolean {
  return basesOf(said, id).some((base) => statusOf(base) !== 'unknown');
}

function parentSaying(said: readonly BaseEvidence[], id: string, trouble: string | null): Parent {
  const bases = basesOf(said, id);
  const claim = said.find(({ by }) => by === 'license')?.license ?? null;
  const tooMany = bases.length > MAX_BASES ? `It names more than ${MAX_BASES} bases` : null;
  return { bases: bases.slice(0, MAX_BASES), claim, trouble: trouble ?? tooMany, passing: false };
}

/** What it was trained on makes nothing a derivative of it, and nothing is made from itself. */
function basesOf(said: readonly BaseEvidence[], id: string): BaseEvidence[] {
  const found = new Map<string, BaseEvidence>();
  for (const base of said) {
    const key = modelKey(base);
    if (base.by === 'license' || base.relation === 'outputs' || key === id.toLowerCase()) continue;
    if (found.get(key)?.said !== 'stated') found.set(key, base);
  }
  return [...found.values()];
}
