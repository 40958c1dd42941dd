import { jsonText } from './json-text.ts';
import type { Reporter } from './reporter.ts';

/** The report as it is, for other programs; `report.schema.json` describes it. Never colored. */
export const json: Reporter = (report) => `${jsonText(report, 2)}\n`;
