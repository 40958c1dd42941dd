import type { Reporter } from './reporter.ts';

/** The report as it is, for other programs; `report.schema.json` describes it. Never colored. */
export const json: Reporter = (report) => `${JSON.stringify(report, null, 2)}\n`;
