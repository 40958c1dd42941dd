/** A name for a new file at the repository's root that nothing there has, in any letter case; null when all are taken. */
function firstFree(names: readonly string[], taken: readonly string[]): string | null {
  const lower = new Set(taken.map((path) => path.toLowerCase()));
  // A file cannot have the name of a folder either.
  const isTaken = (name: string) => lower.has(name) || taken.some((path) => path.toLowerCase().startsWith(`${name}/`));
  return names.find((name) => !isTaken(name.toLowerCase())) ?? null;
}

/** Clause 1.b.iii of every version calls the file “Notice”. */
export function noticeName(taken: readonly string[]): string | null {
  return firstFree(['Notice', 'Notice.txt', 'Notice.md'], taken);
}

/** `LICENSE`, or where a license of any kind stands already, a name beside it: `LICENSE-LLAMA-4`. */
export function agreementName(license: string, taken: readonly string[]): string | null {
  const own = `LICENSE-${license.toUpperCase()}`;
  const beside = [own, `${own}.txt`, `${own}.md`, `${own}-AGREEMENT.txt`];
  const occupied = taken.some((path) => /^(?:licen[cs]e|copying)(?:\.\w+)?(?:\/|$)/i.test(path));
  return firstFree(occupied ? beside : ['LICENSE', ...beside], taken);
}
