import {
  isUnreadable,
  type Outcome,
  type RepositoryReport,
  type TargetErrorCode,
  type UnreadableReport,
} from '../../src/report.ts';

/** The rules that tell most about how a repository was made. */
export const TELLING = [
  'agreement-copy',
  'notice-file',
  'built-with-llama',
  'name-prefix',
  'license-metadata',
] as const;
export type TellingRule = (typeof TELLING)[number];

/**
 * What is expected of a model. Where the license's reading, or what may be read, leaves it open, several outcomes
 * stand.
 */
export type ExpectedModel =
  | { readonly error: TargetErrorCode }
  | {
      readonly error: null;
      readonly licenses: readonly string[];
      readonly outcomes: Readonly<Record<TellingRule, readonly Outcome[]>> | null;
    };

/** Everything in which a report is not what was expected, in words. */
export function disagreementsWith(expected: ExpectedModel, got: RepositoryReport | UnreadableReport): string[] {
  if (isUnreadable(got)) return differs('error', [expected.error ?? 'none'], got.error.code);
  if (expected.error !== null) return differs('error', [expected.error], 'none');
  const { licenses, outcomes } = expected;
  const wrong = differs('licenses', [licenses.join(', ')], got.lineage.licenses.join(', '));
  if (outcomes === null) return [...wrong, ...differs('obligations', ['0'], String(got.obligations.length))];
  return [
    ...wrong,
    ...TELLING.flatMap((rule) =>
      differs(
        rule,
        outcomes[rule],
        got.obligations
          .filter((one) => one.rule.endsWith(`/${rule}`))
          .map(({ outcome }) => outcome)
          .join(', '),
      ),
    ),
  ];
}

function differs(what: string, expected: readonly string[], got: string): string[] {
  return expected.includes(got) ? [] : [`${what}: expected ${expected.join(' or ')}, got ${got || 'none'}`];
}
