import { isConfigured, type Decision, type RepositoryReport } from '../report.ts';

/** The headline of a repository with nothing unmet or unclear. It never calls a declaration compliance. */
export function calmHeadline(entry: Pick<RepositoryReport, 'decisions' | 'obligations' | 'lineage'>): string {
  if (isConfigured(entry)) return `nothing open, by declaration: ${decisionsText(entry)}`;
  if (entry.obligations.length > 0) return 'nothing unmet';
  return entry.lineage.relation === 'mention' ? 'Llama is only mentioned' : 'no Llama model found';
}

/**
 * The decisions of files and flags: `3 duties waived and 1 switched off by .llama-license-lint.yaml`. Plain text, empty
 * without decisions. `about` returns text to add after the name of a file or flag.
 */
export function decisionsText(
  { decisions = [], obligations }: Pick<RepositoryReport, 'decisions' | 'obligations'>,
  about: (by: string) => string = () => '',
): string {
  const deciders = [...new Set(decisions.map(({ by }) => by))];
  const texts = deciders.map(
    (by) => `${joined(decisions.filter((one) => one.by === by).map(decisionText))} by ${by}${about(by)}`,
  );
  const waived = obligations.filter(
    (duty) => duty.waived !== null && !decisions.some(({ rules }) => rules.includes(duty.rule)),
  );
  return [...texts, ...(waived.length === 0 ? [] : [`${duties(waived.length)} waived`])].join('; ');
}

function decisionText({ kind, says, rules }: Decision): string {
  switch (kind) {
    case 'waivers':
      return `${duties(rules.length)} waived`;
    case 'off':
      return `${duties(rules.length)} switched off`;
    case 'separate-license':
      return `a separate license attested (${says})`;
    case 'commercial-threshold':
      return `the commercial threshold attested (${says})`;
    case 'relation':
      return `the relation declared as “${says}”`;
    case 'bases':
      return `the base declared as ${says}`;
  }
}

function duties(count: number): string {
  return `${count} ${count === 1 ? 'duty' : 'duties'}`;
}

function joined(texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} and ${last}`;
}
