/** The card that is made where there is none. */
export const NEW_CARD = 'README.md';

/** False where something bears the card's name: a folder, or what cannot be read. */
export function canMakeCard(paths: readonly string[]): boolean {
  const name = NEW_CARD.toLowerCase();
  return !paths.some((path) => path.toLowerCase() === name || path.toLowerCase().startsWith(`${name}/`));
}
