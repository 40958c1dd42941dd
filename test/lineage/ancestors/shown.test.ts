import { describe, expect, it } from 'vitest';

import { planFix } from '../../../src/fix.ts';
import type { Report, RepositoryReport } from '../../../src/report.ts';
import { html } from '../../../src/reporters/html/html.ts';
import { pretty } from '../../../src/reporters/pretty/pretty.ts';
import { sarif } from '../../../src/reporters/sarif/sarif.ts';
import { openMemory } from '../../../src/sources/memory.ts';
import { startSession } from '../../../src/sources/run.ts';
import { schemaErrors } from '../../consumer/report-schema.ts';
import { checkedCard, from, hubOf, LLAMA_31, MIRROR, SCOUT } from './relatives.ts';

const CHAIN = `acme/SuperScout → acme/Helper → ${MIRROR} → ${SCOUT}`;
const helped = async () =>
  checkedCard('license: llama4\nbase_model: acme/Helper', hubOf({ 'acme/Helper': from(MIRROR) }));

function reportOf(repository: RepositoryReport): Report {
  return {
    schemaVersion: 1,
    tool: { name: 'llama-license-lint', version: '0.0.0' },
    licenses: [],
    repositories: [repository],
    summary: { repositories: 1, errors: 0, warnings: 0, unclear: 0, unreadable: 0 },
  };
}

describe('a chain', () => {
  it('is wrapped in a terminal of 80 columns', async () => {
    const text = pretty(reportOf(await helped()), { color: false, quiet: false, width: 80 });
    expect(text).toContain(
      [
        `finetune of ${SCOUT} (stated), license llama-4`,
        '  why    README.md:3:13  acme/SuperScout → acme/Helper →',
        `         ${MIRROR} →`,
        `         ${SCOUT}`,
      ].join('\n'),
    );
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('is what a duty binds by, in every report that shows why', async () => {
    const report = reportOf(await helped());
    expect(sarif(report)).toContain(JSON.stringify(CHAIN).slice(1, -1));
    expect(html(report)).toContain(CHAIN);
    const repository = report.repositories[0] as RepositoryReport;
    expect(repository.obligations.find(({ rule }) => rule === 'llama-4/notice-file')?.evidence[0]).toEqual({
      file: 'README.md',
      line: 3,
      column: 13,
      says: CHAIN,
    });
  });

  it('keeps to the report’s schema, also where the repository has no name and the parent only a license', async () => {
    const silent = await checkedCard(
      'base_model: acme/Helper',
      hubOf({ 'acme/Helper': { tags: ['license:llama4'] } }),
      { name: '' },
    );
    expect([schemaErrors(reportOf(await helped())), schemaErrors(reportOf(silent))]).toEqual([[], []]);
    expect(silent.lineage.chains).toEqual([{ ids: ['acme/Helper'], certainty: 'likely' }]);
  });

  it('that is long shows its beginning and its end, and is whole in JSON', async () => {
    const hub = hubOf({
      'a/A': from('b/B'),
      'b/B': from('c/C'),
      'c/C': from('d/D'),
      'd/D': from('e/E'),
      'e/E': from(SCOUT),
    });
    const { lineage } = await checkedCard('base_model: a/A', hub);
    expect(lineage.evidence[0]?.says).toBe(`acme/SuperScout → a/A → b/B → 2 more → e/E → ${SCOUT}`);
    expect(lineage.chains?.[0]?.ids).toEqual(['acme/SuperScout', 'a/A', 'b/B', 'c/C', 'd/D', 'e/E', SCOUT]);
  });

  it('is told once, where the base is named first; other places keep their words', async () => {
    const { lineage } = await checkedCard(
      'base_model: acme/Helper\ntags: ["base_model:finetune:acme/Helper"]',
      hubOf({ 'acme/Helper': from(SCOUT) }),
    );
    expect(lineage.evidence.map(({ line, says }) => `${line ?? ''} ${says}`).slice(0, 2)).toEqual([
      `2 acme/SuperScout → acme/Helper → ${SCOUT}`,
      '3 base_model:finetune:acme/Helper',
    ]);
  });
});

describe('a fix', () => {
  it('writes the parent into the card, not the model behind it, and once though it comes from two', async () => {
    const hub = hubOf({ 'acme/Helper': from(SCOUT, LLAMA_31) });
    const files = {
      'README.md': '---\nlicense: llama4\n---\n\n# SuperScout\n',
      'adapter_config.json': '{"base_model_name_or_path": "acme/Helper"}',
      'adapter_model.safetensors': 'x',
    };
    const run = { ...startSession({ offline: true }), ask: hub.ask };
    const plan = await planFix(
      openMemory(files, 'acme/Llama-SuperScout'),
      { follow: true },
      () => Promise.resolve({ text: null, tried: [] }),
      run,
    );
    const card = plan.changes.find(({ path }) => path === 'README.md')?.after;
    expect(new TextDecoder().decode(card)).toContain('base_model: acme/Helper\n');
    expect(plan.after.obligations.find(({ rule }) => rule === 'llama-4/base-model')?.outcome).toBe('met');
    expect(hub.log).toEqual(['acme/Helper']);
  });

  it('writes every parent of a merge, also those that come from one model, and one whose descent is only likely', async () => {
    const prose = { card: `# Three\n\n- Base model: [Llama](https://huggingface.co/${LLAMA_31})\n` };
    const hub = hubOf({ 'a/One': from(SCOUT), 'b/Two': from(SCOUT), 'c/Three': prose });
    const files = {
      'README.md': '# Blend\n',
      'mergekit_config.yml': 'models:\n  - model: a/One\n  - model: b/Two\n  - model: c/Three\nmerge_method: linear\n',
      'model.safetensors': 'x',
    };
    const plan = await planFix(
      openMemory(files, 'acme/Llama-Blend'),
      { follow: true },
      () => Promise.resolve({ text: null, tried: [] }),
      { ...startSession({ offline: true }), ask: hub.ask },
    );
    const card = new TextDecoder().decode(plan.changes.find(({ path }) => path === 'README.md')?.after);
    expect(card).toMatch(/base_model:\n *- a\/One\n *- b\/Two\n *- c\/Three\n/);
    expect(plan.before.lineage).toMatchObject({ relation: 'merge', licenses: ['llama-3.1', 'llama-4'] });
  });
});
