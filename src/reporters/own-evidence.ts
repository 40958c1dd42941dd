import type { Lineage, Obligation } from '../report.ts';
import type { Evidence } from '../snapshot/place.ts';
import { placeText } from './place-text.ts';

/** A duty's evidence without what the lineage already shows, except that the first item is always repeated. */
export function ownEvidence({ evidence }: Obligation, lineage: Lineage): Evidence[] {
  const shown = new Set(lineage.evidence.map(saying));
  return evidence.filter((one, at) => at === 0 || !shown.has(saying(one)));
}

function saying(evidence: Evidence): string {
  return `${placeText(evidence)} ${evidence.says}`;
}
