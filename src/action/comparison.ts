import type { Obligation, RepositoryReport } from '../report.ts';
import { markdownCode } from '../reporters/escape-markdown.ts';
import { findingLabel } from '../reporters/findings.ts';

/** A duty that came out otherwise than before. */
interface Change {
  readonly rule: string;
  readonly before: State;
  readonly after: State;
}

/** Graver ones have the higher number. A waiver hides nothing: what it waives is still unmet. */
const GRAVITY = { 'error': 5, 'warning': 4, 'unclear': 3, 'info': 2, 'waived': 1, 'met': 0, 'not applicable': 0, 'not checked': 0 } as const;
type State = keyof typeof GRAVITY;

const SHOWN = 20;

/** What became better or worse from one state of a repository to the next, as Markdown. */
export function comparison(before: RepositoryReport, after: RepositoryReport, branch: string): string {
  const rules = new Set([...after.obligations, ...before.obligations].map(({ rule }) => rule));
  const changes = [...rules].map((rule): Change => ({ rule, before: stateOf(before, rule), after: stateOf(after, rule) }));
  const worse = changes.filter((change) => GRAVITY[change.after] > GRAVITY[change.before]);
  const better = changes.filter((change) => GRAVITY[change.after] < GRAVITY[change.before]);
  const against = `Against ${markdownCode(branch, false)}`;
  if (worse.length + better.length === 0) return `${against}, this change makes no duty better or worse.\n\n`;
  return `${against}, this change makes ${worse.length} ${duties(worse)} worse and ${better.length} better.\n\n${listed('worse', worse)}${listed('better', better)}\n`;
}

function stateOf({ obligations }: RepositoryReport, rule: string): State {
  const obligation = obligations.find((one) => one.rule === rule);
  return obligation === undefined ? 'not applicable' : labelOf(obligation);
}

function labelOf(obligation: Obligation): State {
  if (obligation.waived !== null) return 'waived';
  switch (obligation.outcome) {
    case 'unmet': case 'unclear': return findingLabel(obligation);
    case 'not-applicable': return 'not applicable';
    case 'not-checked': return 'not checked';
    case 'met': return 'met';
  }
}

function listed(how: string, changes: readonly Change[]): string {
  const left = changes.length - SHOWN;
  const lines = changes.slice(0, SHOWN).map(({ rule, before, after }) => `* ${how}: ${markdownCode(rule, false)} ${before} → **${after}**\n`);
  return `${lines.join('')}${left > 0 ? `* ${how}: ${left} more\n` : ''}`;
}

function duties(changes: readonly Change[]): string {
  return changes.length === 1 ? 'duty' : 'duties';
}
