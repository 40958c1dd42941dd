import { jsonText } from './json-text.ts';
import type { Reporter } from './reporter.ts';

/** The report for other programs, never colored; `report.schema.json` describes it. */
export const json: Reporter = (report) => `${jsonText(report, 2)}\n`;
