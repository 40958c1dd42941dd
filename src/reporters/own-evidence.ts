import type { Lineage, Obligation } from '../report.ts';
import type { Evidence } from '../snapshot/place.ts';
import { placeText } from './place-text.ts';

/** The head of the repository has shown the lineage's evidence; of it, only the first is said again with each duty. */
export function ownEvidence({ evidence }: Obligation, lineage: Lineage): Evidence[] {
  const shown = new Set(lineage.evidence.map(saying));
  return evidence.filter((one, at) => at === 0 || !shown.has(saying(one)));
}

function saying(evidence: Evidence): string {
  return `${placeText(evidence)} ${evidence.says}`;
}
