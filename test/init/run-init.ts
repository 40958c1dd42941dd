import { run } from '../../src/cli/run.ts';
import { check } from '../../src/check.ts';
import type { CheckOptions } from '../../src/config/check-options.ts';
import { isUnreadable, type RepositoryReport } from '../../src/report.ts';
import { builtinLicenses } from '../../src/rulebook-loader/builtin.ts';

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `init` with the real pipeline; `today` is the day on which waivers are judged. */
export async function init(args: readonly string[], today?: string | null): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const status = await run(['init', ...args], {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    env: {},
    check: async (targets, options) => check(targets, { ...options, ...on(today) }),
    licenses: () => Promise.resolve(builtinLicenses),
    question: () => Promise.resolve(null),
  });
  return { status, stdout: out.join(''), stderr: err.join('') };
}

/** The report of one folder. */
export async function reportOf(folder: string, options: CheckOptions = {}): Promise<RepositoryReport> {
  const [entry] = (await check(folder, options)).repositories;
  if (entry === undefined || isUnreadable(entry)) throw new Error('the folder could not be read');
  return entry;
}

/**
 * What a report says of the duties and the lineage, without the evidence and where the name is from: `init` puts both
 * into its file.
 */
export function verdict({ lineage, obligations, summary }: RepositoryReport): unknown {
  const { licenses, relation, certainty, bases, otherParents } = lineage;
  const withoutOrigin = (message: string) => message.replace(/\(from the (?:flag|config|remote|directory)\)/g, '');
  return {
    licenses,
    relation,
    certainty,
    bases: [...bases].sort(),
    others: otherParents.map(({ id }) => id).sort(),
    summary,
    obligations: obligations.map(
      ({ rule, clause, outcome, severity, message, remedy, fixable, waived, locations, clauses }) => ({
        rule,
        clause,
        outcome,
        severity,
        message: withoutOrigin(message),
        remedy,
        fixable,
        waived,
        locations,
        clauses,
      }),
    ),
  };
}

/** The file as it is once somebody has taken every mark away. */
export function uncommented(text: string): string {
  return text.replace(/^#(?! \S)/gm, '');
}

function on(today: string | null | undefined): CheckOptions {
  return today == null ? {} : { today };
}
