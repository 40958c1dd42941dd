/** The path of a new card. */
export const NEW_CARD = 'README.md';

/** False if something else has the card's name, such as a folder. */
export function canMakeCard(paths: readonly string[]): boolean {
  const name = NEW_CARD.toLowerCase();
  return !paths.some((path) => path.toLowerCase() === name || path.toLowerCase().startsWith(`${name}/`));
}
