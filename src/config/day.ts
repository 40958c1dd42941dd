import { quoted } from '../yaml/problem.ts';
import { checked, text } from '../yaml/read.ts';

/** A calendar date, `YYYY-MM-DD`. */
export const day = checked(text, (written) =>
  isDay(written) ? null : `must be a day like 2026-12-31, not ${quoted(written)}`,
);

function isDay(written: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(written)) return false;
  const time = Date.parse(`${written}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(written);
}
