import type { Obligation } from '../report.ts';
import type { Evidence, Place } from '../snapshot/place.ts';

/**
 * The place at which a duty is shown: where it is unmet, else the line that shows why it binds. A missing Notice file
 * has no place of its own, for example, but the line that names the base model requires it. Null if there is no line.
 */
export function anchorOf({ locations, evidence }: Obligation): Place | null {
  const [place] = locations;
  if (place !== undefined) return place;
  return evidence.map(evidencePlace).find((found) => found !== null) ?? null;
}

/** The place of evidence; null for evidence without a line (a file list, a header, a flag). */
export function evidencePlace({ file, line, column }: Evidence): Place | null {
  if (line === null || file === '') return null;
  return { file, line, column: column ?? 1, endLine: line, endColumn: column ?? 1 };
}
