/** The first name that is free at the repository's root, in any letter case; null if all are taken. */
function firstFree(names: readonly string[], taken: readonly string[]): string | null {
  const lower = new Set(taken.map((path) => path.toLowerCase()));
  // A folder takes a name, too.
  const isTaken = (name: string) => lower.has(name) || taken.some((path) => path.toLowerCase().startsWith(`${name}/`));
  return names.find((name) => !isTaken(name.toLowerCase())) ?? null;
}

/** Clause 1.b.iii of every version calls the file “Notice”. */
export function noticeName(taken: readonly string[]): string | null {
  return firstFree(['Notice', 'Notice.txt', 'Notice.md'], taken);
}

/** `LICENSE`, or `LICENSE-LLAMA-4` if there is already a license. */
export function agreementName(license: string, taken: readonly string[]): string | null {
  const own = `LICENSE-${license.toUpperCase()}`;
  const beside = [own, `${own}.txt`, `${own}.md`, `${own}-AGREEMENT.txt`];
  const occupied = taken.some((path) => /^(?:licen[cs]e|copying)(?:\.\w+)?(?:\/|$)/i.test(path));
  return firstFree(occupied ? beside : ['LICENSE', ...beside], taken);
}
