import type { Obligation } from '../report.ts';
import type { Evidence, Place } from '../snapshot/place.ts';

/**
 * Where to show a duty in a file: where it is unmet, else where the file says why it binds. A Notice file that is
 * missing has no place of its own, but the line that names the base model asks for it. Null when no line of a file does.
 */
export function anchorOf({ locations, evidence }: Obligation): Place | null {
  const [place] = locations;
  if (place !== undefined) return place;
  return evidence.map(evidencePlace).find((found) => found !== null) ?? null;
}

/** The place of evidence, as far as it is known; null for evidence that has no line (a file list, a header, a flag). */
export function evidencePlace({ file, line, column }: Evidence): Place | null {
  if (line === null || file === '') return null;
  return { file, line, column: column ?? 1, endLine: line, endColumn: column ?? 1 };
}
