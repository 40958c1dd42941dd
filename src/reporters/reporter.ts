import type { Report } from '../report.ts';

export interface ReporterOptions {
  readonly color: boolean;
  /** Shows only what is unmet or unclear, and the summary lines. */
  readonly quiet: boolean;
  /** The maximum width of a line in columns. */
  readonly width: number;
}

/** Turns a report into text that ends with a newline. Pure; no content of a report makes it throw. */
export type Reporter = (report: Report, options: ReporterOptions) => string;
