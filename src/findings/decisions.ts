import { settingOf } from '../config/configuration.ts';
import type { Configuration } from '../config/configuration-data.ts';
import { activeWaivers, waiverOf } from '../config/waivers.ts';
import type { Facts } from '../facts/facts.ts';
import { decideLineage, type DecidedLineage } from '../lineage/lineage.ts';
import type { DeclaredRelation } from '../facts/declarations.ts';
import type { Decision, Obligation } from '../report.ts';
import type { LicenseRules } from '../rulebook/rulebook.ts';

const UNDECLARED: DeclaredRelation = { relation: null, evidence: null };

interface Judged {
  readonly facts: Facts;
  readonly lineage: DecidedLineage;
  readonly declared: DeclaredRelation;
  readonly licenses: readonly LicenseRules[];
  /** With their waivers. */
  readonly obligations: readonly Obligation[];
}

/** What a configuration or a flag decided instead of the files on `today`, without what only repeats the files. */
export function decisionsOf(configuration: Configuration, today: string, judged: Judged): Decision[] {
  const { obligations } = judged;
  const { 'separate-license': separate, 'commercial-threshold': threshold } = configuration.attestations;
  const attested = [
    { kind: 'separate-license', given: separate },
    { kind: 'commercial-threshold', given: threshold },
  ] as const;
  return [
    ...declarations(judged),
    ...attested.flatMap(({ kind, given: attestation }): Decision[] =>
      attestation === null || obligations.length === 0
        ? []
        : [{ kind, by: attestation.place.file, says: `${attestation.value.by}, ${attestation.value.date}`, rules: [] }],
    ),
    ...byRule('off', obligations, ({ rule }) => {
      const setting = settingOf(configuration, rule);
      return setting?.value === 'off' ? setting.place.file : null;
    }),
    ...byRule('waivers', obligations, ({ rule, waived }) =>
      waived === null ? null : (waiverOf(activeWaivers(configuration, today).active, rule)?.place.file ?? null),
    ),
  ];
}

/** A declared relation or base is a decision if the files alone say something else. */
function declarations({ facts, lineage, declared, licenses }: Judged): Decision[] {
  const named = facts.bases.filter(({ by }) => by === 'flag' || by === 'configuration');
  if (declared.relation === null && named.length === 0) return [];
  const bases = facts.bases.filter((base) => !named.includes(base));
  const alone = decideLineage({ ...facts, bases }, UNDECLARED, licenses);
  if (summed(alone) === summed(lineage)) return [];
  const ids = [...new Set(named.flatMap(({ reference }) => reference?.id ?? []))];
  return [
    ...(declared.relation === null
      ? []
      : [{ kind: 'relation' as const, by: declared.evidence.file, says: declared.relation, rules: [] }]),
    ...named
      .slice(0, 1)
      .map(({ evidence }) => ({ kind: 'bases' as const, by: evidence.file, says: ids.join(', '), rules: [] })),
  ];
}

function summed({ relation, each }: DecidedLineage): string {
  return [relation, ...each.map((one) => `${one.license} ${one.relation} ${one.certainty}`).sort()].join('\n');
}

function byRule(
  kind: Decision['kind'],
  obligations: readonly Obligation[],
  decider: (duty: Obligation) => string | null,
): Decision[] {
  const rules = new Map<string, string[]>();
  for (const duty of obligations) {
    const by = decider(duty);
    if (by !== null) rules.set(by, [...(rules.get(by) ?? []), duty.rule]);
  }
  return [...rules].map(([by, decided]) => ({ kind, by, says: '', rules: decided }));
}
