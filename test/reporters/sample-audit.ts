import { totalOf } from '../../src/findings/summary.ts';
import { OUTCOMES, RELATIONS, SEVERITIES, type Report } from '../../src/report.ts';
import type { AuditReport } from '../../src/reporters/audit/audit-report.ts';
import { LICENSE, obligation, REPOSITORY, reportOf, UNREADABLE, WITHOUT_LLAMA } from './sample-report.ts';

type Entry = Report['repositories'][number];

/** An audit of these repositories, of which nothing is left. */
export function auditOf(repositories: readonly Entry[], left = 0): AuditReport {
  return { ...reportOf(repositories, totalOf(repositories)), left };
}

/** Repositories of all kinds, each with a name and outcomes of its own; the same each time. */
export function repositories(count: number): Entry[] {
  return Array.from({ length: count }, (_, at) => {
    if (at % 97 === 5) return { ...UNREADABLE, target: `hf:acme/gone-${at}` };
    if (at % 11 === 3) return { ...WITHOUT_LLAMA, target: `hf:acme/bread-${at}`, source: 'hub' };
    const obligations = LICENSE.rules.map(({ rule, clause }, duty) => {
      const outcome = OUTCOMES[(at * 7 + duty * 3) % OUTCOMES.length] ?? 'met';
      return obligation({
        rule,
        clause,
        outcome,
        severity: SEVERITIES[(at + duty) % SEVERITIES.length] ?? 'error',
        message: `What became of ${rule}`,
        remedy: outcome === 'unmet' ? 'Mend it.' : '',
      });
    });
    const name = {
      value: `acme/Llama-Widget-${at}`,
      from: 'target' as const,
      page: `https://huggingface.co/acme/Llama-Widget-${at}`,
    };
    const relation = RELATIONS[at % RELATIONS.length] ?? 'finetune';
    return {
      ...REPOSITORY,
      target: `hf:acme/Llama-Widget-${at}`,
      source: 'hub',
      revision: at.toString(16).padStart(40, '0'),
      name,
      lineage: { ...REPOSITORY.lineage, relation },
      obligations,
    };
  });
}

export const AUDIT = auditOf([REPOSITORY, WITHOUT_LLAMA, UNREADABLE]);
