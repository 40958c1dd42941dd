import type { Place } from '../snapshot/place.ts';

/** An error in a file that people edit, with its place. */
export interface Problem {
  readonly message: string;
  readonly place: Place;
}

/** `rules/llama-4.yaml:41:7 unknown key “serverity” (nearest: severity)` */
export function formatProblem({ message, place }: Problem): string {
  return `${place.file}:${place.line}:${place.column} ${message}`;
}

/** The problems in the order of the file. */
export function inFileOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
}

const QUOTED_LENGTH = 60;

/** A word of the file in quotation marks, on one line whatever the file contains. */
export function quoted(word: string): string {
  const cut = word.length > QUOTED_LENGTH ? `${word.slice(0, QUOTED_LENGTH)}…` : word;
  return `“${oneLine(cut)}”`;
}

/** The text without line breaks and other control characters. */
export function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
}
