import { expect } from 'vitest';

import type { Report } from '../../src/report.ts';
import { commandLine, type RunOptions } from '../consumer/command-line.ts';
import { parseReport } from '../consumer/report-schema.ts';

/** As much memory as the JavaScript of a run may take. */
const LITTLE_MEMORY = ['--max-old-space-size=256'];

/** Whatever could act on a terminal or hide on it; a newline is the program's own. */
const ACTS_ON_A_TERMINAL = /[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const STACK_TRACE = /^ +at .*:\d+:\d+\)?$|node:internal|internal error/m;
/** What the runner of GitHub Actions takes for a command: the first form behind any blanks, the second anywhere. */
const WORKFLOW_COMMAND = /^\s*::|##\[/m;

/**
 * Runs the command line on something hostile with little memory, once in each format. It has to end by itself with
 * the status that the contract says, without a stack trace and with nothing on the output that acts. Gives the report.
 */
export async function survives(args: readonly string[], status: number, options: RunOptions = {}): Promise<Report> {
  const surroundings = { ...options, node: LITTLE_MEMORY };
  const [json, pretty] = await Promise.all([
    commandLine([...args, '--format', 'json'], surroundings),
    commandLine(args, surroundings),
  ]);
  for (const ran of [json, pretty]) expect(ran.stderr).not.toMatch(STACK_TRACE);
  expect([json.status, pretty.status], `${json.stderr}${pretty.stderr}`).toEqual([status, status]);
  expect(pretty.stdout).not.toMatch(ACTS_ON_A_TERMINAL);
  expect(pretty.stdout).not.toMatch(WORKFLOW_COMMAND);
  return parseReport(json.stdout);
}

/**
 * Runs the command line with something wrong in how it is asked. It ends with 2, complains in words and reports
 * nothing.
 */
export async function refuses(args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { status, stdout, stderr } = await commandLine(args, { ...options, node: LITTLE_MEMORY });
  expect({ status, stdout }, stderr).toEqual({ status: 2, stdout: '' });
  expect(stderr).not.toMatch(STACK_TRACE);
  expect(stderr).not.toMatch(ACTS_ON_A_TERMINAL);
  return stderr;
}
