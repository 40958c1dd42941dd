/**
 * Whether a report is colored. The flag overrides the environment, NO_COLOR (https://no-color.org) overrides
 * FORCE_COLOR, and both override the terminal.
 */
export function useColor(
  flag: boolean | null,
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (flag !== null) return flag;
  if (isSet(env['NO_COLOR'])) return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return isTerminal && env['TERM'] !== 'dumb';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
