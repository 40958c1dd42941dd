import type { CheckOptions } from '../config/check-options.ts';
import type { Report } from '../report.ts';
import type { LicenseRules } from '../rulebook/rulebook.ts';
import type { OutputSettings } from './arguments.ts';

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** What a run works with: its streams, its environment, and the pipeline that it starts only when it needs it. */
export interface RuntimeContext {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  check(targets: readonly string[], options: CheckOptions): Promise<Report>;
  licenses(): Promise<readonly LicenseRules[]>;
  /** Asks a person; null where nobody sits at a terminal. */
  question(): Promise<((text: string) => Promise<string>) | null>;
}

/** How a text is to look where it goes. */
export interface TextStyle<F = OutputSettings['format']> {
  readonly format: F;
  readonly color: boolean;
  readonly width: number;
  /** True where a person reads it as it comes, and no file or program takes it. */
  readonly terminal: boolean;
}
