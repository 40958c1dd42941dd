import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../src/check.ts';
import { isUnreadable, type RepositoryReport } from '../src/report.ts';

// Repositories as they are in the wild, each with what a reader found in it. A verdict that abstains (`unclear`) is
// allowed; a wrong one is not.

const CORPUS = join(import.meta.dirname, '../../shared/corpus');

interface Label {
  readonly item: string;
  readonly repo: string | null;
  readonly name: string | null;
  readonly llama4: 'yes' | 'no' | 'ambiguous';
  readonly relation: string;
  readonly expected: Readonly<Record<string, string>>;
  /** Collections of wordings and products: they are no model repositories, and only have to be survived. */
  readonly kind?: string;
}

const items = existsSync(CORPUS)
  ? readdirSync(CORPUS).filter((item) => existsSync(join(CORPUS, item, 'label.json')))
  : [];

describe('labelled repositories', () => {
  if (items.length === 0) it.skip('agree with their labels (skipped: there is no labelled corpus beside the checkout)');
  for (const item of items) {
    it(`${item} agrees with its label`, async () => {
      const label = JSON.parse(readFileSync(join(CORPUS, item, 'label.json'), 'utf8')) as Label;
      const { repositories } = await check(join(CORPUS, item, 'files'), { name: label.name ?? item });
      const [repository] = repositories;
      if (repository === undefined || isUnreadable(repository)) throw new Error('the item could not be read');
      expect(label.kind === undefined ? contradictions(label, repository) : []).toEqual([]);
    });
  }
});

function contradictions(label: Label, { lineage, obligations }: RepositoryReport): string[] {
  const detected =
    lineage.licenses.includes('llama-4') && lineage.relation !== 'mention' && lineage.relation !== 'none';
  const duties = obligations.filter((one) => one.rule.startsWith('llama-4/'));
  if (label.llama4 === 'ambiguous') {
    return duties
      .filter((one) => one.outcome === 'unmet' && one.severity === 'error')
      .map((one) => `over-claim: ${one.rule}`);
  }
  if (label.llama4 === 'no') return detected ? [`false alarm: ${lineage.evidence[0]?.says ?? ''}`] : [];
  if (!detected || isLicensorsOwn(label)) return [];
  return duties.flatMap((one) => {
    const wanted = label.expected[one.rule.slice('llama-4/'.length)];
    const wrong = (wanted === 'pass' && one.outcome === 'unmet') || (wanted === 'fail' && one.outcome === 'met');
    return wrong ? [`${one.rule}: the label says ${wanted}, the report ${one.outcome} (${one.message})`] : [];
  });
}

function isLicensorsOwn({ repo, relation, item }: Label): boolean {
  return repo?.startsWith('meta-llama/') === true || (relation === 'original' && item.includes('meta-llama'));
}
