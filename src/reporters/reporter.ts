import type { Report } from '../report.ts';

export interface ReporterOptions {
  readonly color: boolean;
  /** Only what is unmet or unclear, and the summary lines. */
  readonly quiet: boolean;
  /** Columns that a line may take. */
  readonly width: number;
}

/** Turns a report into text that ends with a newline. Pure; never throws for what a report holds. */
export type Reporter = (report: Report, options: ReporterOptions) => string;
