import type { Chain } from '../../report.ts';
import type { BaseEvidence } from '../../provenance/base-evidence.ts';
import type { LicenseRules } from '../../rulebook/rulebook.ts';
import type { Root } from './roots.ts';

/** From the repository, where it has a name, over its parent to the end, and of a copy on to the licensor's model. */
export function chainOf(base: BaseEvidence, end: Root, own: string): Chain {
  const ids = end.way.flatMap(({ base: { reference } }) => reference?.id ?? []);
  const original = end.claim === null ? (end.at.base.match?.original ?? null) : null;
  const last = original === null || original.toLowerCase() === ids.at(-1)?.toLowerCase() ? [] : [original];
  return {
    ids: [...(own === '' ? [] : [own]), ...ids, ...last],
    certainty: base.said === 'stated' ? end.certainty : 'likely',
  };
}

/** Of a long chain the beginning and the end tell most. */
const SHOWN_BEFORE = 3;
const SHOWN_BEHIND = 2;

/**
 * The chain as evidence says it. `under` is the license that the last model claims for itself, where no model of the
 * licensor's is known.
 */
export function chainText({ ids }: Chain, under: LicenseRules | null): string {
  const left = ids.length - SHOWN_BEFORE - SHOWN_BEHIND;
  const shown = left < 2 ? ids : [...ids.slice(0, SHOWN_BEFORE), `${left} more`, ...ids.slice(-SHOWN_BEHIND)];
  return `${shown.join(' → ')}${under === null ? '' : `, by its own word under the ${under.name}`}`;
}
