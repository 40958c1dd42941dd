import { checks } from '../checks/index.ts';
import type { Verdict } from '../checks/check.ts';
import type { Facts } from '../facts/facts.ts';
import { WHY_UNREAD } from '../facts/notes.ts';
import type { DecidedLineage } from '../lineage/lineage.ts';
import type { Obligation, Outcome, OutcomeReason, Severity } from '../report.ts';
import type { Evidence } from '../snapshot/place.ts';
import { BINDING_RELATIONS, type LicenseRules, type Rule } from '../rulebook/rulebook.ts';
import { editsFor } from '../fixes/index.ts';
import { fillIn, wordsOf } from '../rulebook/fill-in.ts';
import { openOriginFinding } from './open-origin.ts';
import { REASONS } from './wording.ts';
import type { Finding } from './finding.ts';

/** The configuration's setting of a rule, by its id; null without one. */
export type SettingOf = (rule: string) => Severity | 'off' | null;

/** Judges every duty of the licenses in the lineage by the facts, in the order of the rule files. */
export function judge(
  facts: Facts,
  lineage: DecidedLineage,
  licenses: readonly LicenseRules[],
  settingOf: SettingOf,
): Finding[] {
  if (lineage.openOrigin !== null) return [openOriginFinding(lineage.openOrigin)];
  const binding = licenses.filter((license) => lineage.licenses.includes(license.license));
  return binding.flatMap((license) => {
    const beside = binding.filter((other) => other !== license);
    return license.rules.map((rule) => judgeRule(rule, license, beside, facts, lineage, settingOf));
  });
}

function judgeRule(
  rule: Rule,
  license: LicenseRules,
  beside: readonly LicenseRules[],
  facts: Facts,
  lineage: DecidedLineage,
  settingOf: SettingOf,
): Finding {
  const own = lineage.each.find((one) => one.license === license.license);
  const relation = BINDING_RELATIONS.find((one) => one === own?.relation) ?? 'unknown';
  const binding = rule.binds[relation];
  const override = settingOf(rule.id);
  const severity = override !== null && override !== 'off' ? override : isSeverity(binding) ? binding : rule.severity;
  const why = own?.evidence.slice(0, MAX_EVIDENCE) ?? [];
  const notApplicable = (reason: string): Finding => ({
    obligation: {
      ...{
        rule: rule.id,
        clause: rule.clause,
        outcome: 'not-applicable',
        severity,
        message: reason,
        remedy: '',
        fixable: false,
      },
      ...{ waived: null, locations: [], evidence: why },
    },
    edits: [],
  });

  if (override === 'off') return notApplicable(REASONS.off);
  if (lineage.licensorsOwn) return notApplicable(fillIn(REASONS.licensorsOwn, { licensor: license.licensor.name }));
  const separate = facts.attestations['separate-license'];
  if (separate) return notApplicable(fillIn(REASONS.separateLicense, { licensor: license.licensor.name, ...separate }));
  if (binding === 'not-applicable') return notApplicable(rule.reasons[relation] ?? '');

  const check = checks.find((one) => one.kind === rule.check.kind);
  if (check === undefined) throw new Error(`${rule.id} has an unknown check: ${rule.check.kind}`);
  const verdict = check.judge({ facts, license, beside, relation, parameters: rule.check.parameters });
  const judged = check.codes[verdict.code]?.outcome ?? 'unclear';
  if (facts.gated && judged !== 'not-applicable' && judged !== 'not-checked') return gatedFinding(rule, severity, why);
  const open: Open | null =
    binding === 'unclear'
      ? { reason: 'open-clause', because: rule.reasons[relation] ?? '' }
      : ((check.readsCard ? unreadCard(facts) : null) ??
        ((check.reads ?? []).length > 0 ? (keptBack(facts) ?? notListed(facts)) : null));
  const { outcome, reason, because } = downgradeToUnclear(judged, open, lineage, license);
  const wording = wordingOf(rule, license, verdict);
  const asks = outcome === 'unmet' || outcome === 'unclear';
  // A model that is only likely Llama must not be labeled as one, and a card that was read in part must not be edited.
  const editable = asks && own?.certainty === 'stated' && (!check.readsCard || facts.cardUnread === null);
  const edits = editable ? editsFor({ facts, lineage, license, beside, rule, verdict }) : [];
  const obligation: Obligation = {
    rule: rule.id,
    clause: rule.clause,
    outcome,
    ...(reason === null ? {} : { reason }),
    severity,
    message: because === null ? wording.says : `${wording.says}. ${because}`,
    remedy: asks ? wording.do : '',
    fixable: rule.fixable && edits.length > 0,
    waived: null,
    locations: verdict.locations,
    evidence: [...why, ...verdict.evidence],
    ...(verdict.clauses === undefined ? {} : { clauses: verdict.clauses }),
  };
  return { obligation, edits };
}

/** The files of a gated repository are unknown, even whether it is a model, so every duty is unclear. */
function gatedFinding({ id, clause }: Rule, severity: Severity, why: readonly Evidence[]): Finding {
  return {
    obligation: {
      ...{
        rule: id,
        clause,
        outcome: 'unclear',
        reason: 'gated',
        severity,
        message: REASONS.gated,
        remedy: REASONS.gatedRemedy,
        fixable: false,
      },
      ...{ waived: null, locations: [], evidence: why },
    },
    edits: [],
  };
}

/** The reason why a duty that looks unmet is unclear. */
interface Open {
  readonly reason: OutcomeReason;
  readonly because: string;
}

function keptBack({ keptBack: files }: Facts): Open | null {
  const [first] = files;
  return first === undefined
    ? null
    : { reason: 'not-read', because: fillIn(REASONS.keptBack, { file: first, why: WHY_UNREAD.gated }) };
}

function notListed({ partial }: Facts): Open | null {
  return partial === undefined ? null : { reason: 'not-listed', because: REASONS.notListed };
}

function unreadCard({ cardUnread }: Facts): Open | null {
  return cardUnread === null
    ? null
    : { reason: 'card-unread', because: fillIn(REASONS.cardUnread, { why: WHY_UNREAD[cardUnread] }) };
}

/** An unmet duty is unclear while the matrix leaves it open, files are unread, or the lineage is only likely. */
function downgradeToUnclear(
  judged: Outcome,
  open: Open | null,
  lineage: DecidedLineage,
  license: LicenseRules,
): { readonly outcome: Outcome } & (Open | { readonly reason: null; readonly because: null }) {
  if (judged !== 'unmet') return { outcome: judged, reason: null, because: null };
  if (open !== null) return { outcome: 'unclear', ...open };
  const own = lineage.each.find((one) => one.license === license.license);
  if (own?.certainty === 'likely') {
    const says = own.evidence[0]?.says ?? '';
    return {
      outcome: 'unclear',
      reason: 'likely-only',
      because: fillIn(REASONS.likely, { license: license.name, evidence: says }),
    };
  }
  return { outcome: judged, reason: null, because: null };
}

function wordingOf(rule: Rule, license: LicenseRules, verdict: Verdict): { says: string; do: string } {
  const wording = rule.wording[verdict.code];
  const args = { ...wordsOf(rule, license), ...verdict.args };
  return { says: fillIn(wording?.says ?? '', args), do: fillIn(wording?.do ?? '', args) };
}

const MAX_EVIDENCE = 4;

function isSeverity(binding: string): binding is Severity {
  return binding === 'error' || binding === 'warning' || binding === 'info';
}
