import type { CheckOptions } from '../config/check-options.ts';
import type { Report } from '../report.ts';
import type { LicenseRules } from '../rulebook/rulebook.ts';
import type { OutputSettings } from './arguments.ts';

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** What a run uses: its streams, its environment, and the pipeline. */
export interface RuntimeContext {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  check(targets: readonly string[], options: CheckOptions): Promise<Report>;
  licenses(): Promise<readonly LicenseRules[]>;
  /** Asks the user; null without a terminal. */
  question(): Promise<((text: string) => Promise<string>) | null>;
}

/** How a text is laid out for where it goes. */
export interface TextStyle<F = OutputSettings['format']> {
  readonly format: F;
  readonly color: boolean;
  readonly width: number;
  /** True if the text goes to a terminal, not to a file or a program. */
  readonly terminal: boolean;
}
