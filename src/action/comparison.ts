import type { Obligation, RepositoryReport } from '../report.ts';
import { markdownCode } from '../reporters/escape-markdown.ts';
import { findingLabel } from '../reporters/findings.ts';

/** A duty's outcome before and after. */
interface Change {
  readonly rule: string;
  readonly before: State;
  readonly after: State;
}

/** A higher number is graver. */
const GRAVITY = {
  error: 5,
  warning: 4,
  unclear: 3,
  info: 2,
  waived: 1,
  'switched off': 1,
  met: 0,
  'not applicable': 0,
  'not checked': 0,
} as const;
type State = keyof typeof GRAVITY;

const SHOWN = 20;

/** What became better or worse between two states of a repository, as Markdown. */
export function comparison(before: RepositoryReport, after: RepositoryReport, branch: string): string {
  const changes = changesOf(before, after);
  const worse = changes.filter((change) => GRAVITY[change.after] > GRAVITY[change.before]);
  const better = changes.filter(
    (change) => GRAVITY[change.after] < GRAVITY[change.before] && !isDeclared(change, before, after),
  );
  const compared = `Compared with ${markdownCode(branch, false)}, this change makes`;
  if (worse.length + better.length === 0) return `${compared} no duty better or worse.\n\n`;
  return (
    `${compared} ${worse.length} ${duties(worse)} worse and ${better.length} better.\n\n` +
    `${listed('worse', worse)}${listed('better', better)}\n`
  );
}

function changesOf(before: RepositoryReport, after: RepositoryReport): Change[] {
  const rules = new Set([...after.obligations, ...before.obligations].map(({ rule }) => rule));
  return [...rules].map((rule): Change => ({ rule, before: stateOf(before, rule), after: stateOf(after, rule) }));
}

/** The duties whose outcome changes: `llama-4/notice-file error → waived`. */
export function outcomeChanges(before: RepositoryReport, after: RepositoryReport): string {
  const changed = changesOf(before, after).filter((change) => change.before !== change.after);
  const left = changed.length - SHOWN;
  const shown = changed.slice(0, SHOWN).map((change) => `${change.rule} ${change.before} → ${change.after}`);
  return [...shown, ...(left > 0 ? [`${left} more`] : [])].join(', ');
}

/** A duty that is only declared away does not become better. */
function isDeclared({ rule, after: state }: Change, before: RepositoryReport, after: RepositoryReport): boolean {
  if (state === 'waived' || state === 'switched off') return true;
  const known = new Set(before.decisions?.map(({ kind, says }) => `${kind} ${says}`));
  const added = after.decisions?.filter(({ kind, says }) => !known.has(`${kind} ${says}`)) ?? [];
  return added.some(({ kind, rules }) =>
    rules.length === 0 ? kind !== 'waivers' && kind !== 'off' : rules.includes(rule),
  );
}

function stateOf({ obligations, decisions = [] }: RepositoryReport, rule: string): State {
  const obligation = obligations.find((one) => one.rule === rule);
  if (decisions.some(({ kind, rules }) => kind === 'off' && rules.includes(rule))) return 'switched off';
  return obligation === undefined ? 'not applicable' : labelOf(obligation);
}

function labelOf(obligation: Obligation): State {
  if (obligation.waived !== null) return 'waived';
  switch (obligation.outcome) {
    case 'unmet':
    case 'unclear':
      return findingLabel(obligation);
    case 'not-applicable':
      return 'not applicable';
    case 'not-checked':
      return 'not checked';
    case 'met':
      return 'met';
  }
}

function listed(how: string, changes: readonly Change[]): string {
  const left = changes.length - SHOWN;
  const lines = changes
    .slice(0, SHOWN)
    .map(({ rule, before, after }) => `* ${how}: ${markdownCode(rule, false)} ${before} → **${after}**\n`);
  return `${lines.join('')}${left > 0 ? `* ${how}: ${left} more\n` : ''}`;
}

function duties(changes: readonly Change[]): string {
  return changes.length === 1 ? 'duty' : 'duties';
}
