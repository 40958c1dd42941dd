import type { BaseEvidence } from '../provenance/base-evidence.ts';
import type { Facts } from '../facts/facts.ts';

/**
 * The facts without the ancestors of models that the evidence already names. A repository that is one of the licensor's
 * own models is under that model's license alone, whatever the licensor made it from; and llama.cpp writes the base of
 * the converted model into a GGUF header, which the card knows better.
 */
export function withoutGrandparents(facts: Facts): Facts {
  const own = ownLicense(facts);
  const stated = licensesOf(facts.bases.filter(({ by, certainty }) => CARD.has(by) && certainty === 'stated'));
  const bases = facts.bases.filter((base) => {
    if (base.license === null || base.reference === null || DECLARED.has(base.by)) return true;
    if (own !== null && isLicensorsModel(base)) return base.license === own;
    return base.by !== 'gguf' || stated.size === 0 || stated.has(base.license);
  });
  return bases.length === facts.bases.length ? facts : { ...facts, bases };
}

const CARD: ReadonlySet<BaseEvidence['by']> = new Set(['card', 'tag', 'hub']);
const DECLARED: ReadonlySet<BaseEvidence['by']> = new Set(['flag', 'configuration']);

/**
 * The license of the licensor's model that the repository is: its name, its files, a header or its title bear the
 * model's full name, and what it claims, if anything, is that version's license. A claim alone makes no model of the
 * licensor's: it may be wrong. Null for an adapter or a merge, whatever they are called.
 */
function ownLicense({ bases, distribution }: Facts): string | null {
  if (distribution.adapterFiles !== null || distribution.merge !== null || bases.some(({ by }) => DECLARED.has(by)))
    return null;
  const claimed = licensesOf(bases.filter(({ by }) => by === 'license' || by === 'agreement'));
  const named = licensesOf(
    bases.filter(({ match, reference }) => reference === null && match !== null && match.form !== 'derived'),
  );
  const own = [...named].filter((license) => claimed.size === 0 || claimed.has(license));
  return own.length === 1 ? (own[0] ?? null) : null;
}

function licensesOf(bases: readonly BaseEvidence[]): ReadonlySet<string> {
  return new Set(bases.flatMap(({ license }) => license ?? []));
}

/** True for one of the licensor's models or a copy of it. */
function isLicensorsModel({ match }: BaseEvidence): boolean {
  return match !== null && match.form !== 'derived';
}
