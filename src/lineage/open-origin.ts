import type { Evidence } from '../snapshot/place.ts';
import type { Unread } from '../snapshot/file-text.ts';
import type { BaseEvidence } from '../provenance/base-evidence.ts';
import { cardPath } from '../facts/documents.ts';
import type { Facts, OpenOrigin } from '../facts/facts.ts';
import type { DeclaredRelation } from '../facts/declarations.ts';
import { WHY_UNREAD } from '../facts/notes.ts';

/**
 * What leaves open whether a repository for which no license was found is made from Llama: a declared relation without
 * a base, ancestors that could not be asked for, a card that was not read, weights beside a word about Llama, or
 * weights of Llama's architecture without a card. Null where a person or a stated base of another maker's answers it,
 * or where nothing points to Llama.
 */
export function openOriginOf(
  facts: Facts,
  bases: readonly BaseEvidence[],
  declared: DeclaredRelation,
  mention: Evidence | null,
): OpenOrigin | null {
  if (declared.relation === 'none' || declared.relation === 'mention') return null;
  if (declared.relation !== null) {
    const because = `the relation is declared as ${declared.relation}, but no base model is named`;
    return { reason: 'origin-unknown', because, evidence: [declared.evidence] };
  }
  if (facts.openOrigin !== undefined) return facts.openOrigin;
  if (bases.some(settlesOrigin)) return null;
  if (facts.cardUnread !== null) return unreadCard(facts.cardUnread, facts);
  const weights = facts.distribution.unnamedWeights;
  if (weights === null || facts.architecture?.isLlamas === false) return null;
  const architecture = facts.card === null ? facts.architecture?.evidence : undefined;
  const sign = mention ?? architecture;
  if (sign === undefined) return null;
  const because = `${sign.file} says “${sign.says}”, and nothing says what the weights were made from`;
  const evidence = [sign, { file: weights, line: null, column: null, says: 'distributes weights' }];
  return { reason: 'origin-unknown', because, evidence };
}

/** True for a base that rules out Llama: a person named it, or it is stated to be another maker's. */
function settlesOrigin({ by, foreign, said, relation, reference }: BaseEvidence): boolean {
  if (by === 'flag' || by === 'configuration') return reference !== null;
  return foreign && said === 'stated' && relation !== 'outputs';
}

function unreadCard(unread: Unread, { files }: Facts): OpenOrigin {
  const file = cardPath(files.map(({ path }) => path)) ?? 'README.md';
  const part = unread === 'too-large' ? 'was read in part only' : 'was not read';
  return {
    reason: unread === 'gated' ? 'gated' : 'card-unread',
    because: `the card ${part} (${WHY_UNREAD[unread]})`,
    evidence: [{ file, line: null, column: null, says: part }],
  };
}
