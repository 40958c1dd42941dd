import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../src/config/configuration.ts';
import { activeWaivers, needlessWaivers, waiverOf } from '../../src/config/waivers.ts';
import { formatProblem } from '../../src/yaml/problem.ts';

const RULE_IDS = ['llama-4/notice-file', 'llama-3/notice-file', 'llama-4/agreement-copy'];

function configured(...waivers: readonly string[]) {
  const source = `waivers:\n${waivers.map((waiver) => `  - { ${waiver} }\n`).join('')}`;
  const { configuration, problems } = readConfiguration('c.yaml', source, RULE_IDS);
  expect(problems).toEqual([]);
  return configuration;
}

describe('a waiver', () => {
  const ending = configured('rule: notice-file, reason: Soon., until: 2026-06-30');

  it.each(['2026-01-01', '2026-06-30'])('holds on %s, its last day included', (today) => {
    expect(activeWaivers(ending, today)).toMatchObject({
      active: [{ rule: 'notice-file', until: '2026-06-30' }],
      reports: [],
    });
  });

  it.each(['2026-07-01', '2027-01-01'])('does not hold on %s, which is reported', (today) => {
    const { active, reports } = activeWaivers(ending, today);
    expect(active).toEqual([]);
    expect(reports.map(formatProblem)).toEqual([
      'c.yaml:2:5 the waiver of notice-file expired on 2026-06-30, and no longer has an effect',
    ]);
  });

  it('without an end holds for ever', () => {
    expect(activeWaivers(configured('rule: notice-file, reason: Agreed.'), '9999-12-31').active).toHaveLength(1);
  });

  it('without a reason is among the reports', () => {
    expect(activeWaivers(configured('rule: notice-file'), '2026-01-01')).toMatchObject({
      active: [],
      reports: [{ place: { line: 2 } }],
    });
  });

  it('covers the rule of its id, or every rule of its bare name', () => {
    const { active } = activeWaivers(
      configured('rule: notice-file, reason: All.', 'rule: llama-4/notice-file, reason: This one.'),
      '2026-01-01',
    );
    expect(waiverOf(active, 'llama-4/notice-file')?.reason).toBe('This one.');
    expect(waiverOf(active, 'llama-3/notice-file')?.reason).toBe('All.');
    expect(waiverOf(active, 'llama-4/agreement-copy')).toBeNull();
  });

  it('that no unmet duty needs is reported', () => {
    const { active } = activeWaivers(
      configured('rule: notice-file, reason: All.', 'rule: llama-4/agreement-copy, reason: This one.'),
      '2026-01-01',
    );
    expect(needlessWaivers(active, ['llama-3/notice-file']).map(formatProblem)).toEqual([
      'c.yaml:3:5 the waiver of llama-4/agreement-copy matches no unmet duty, and can be removed',
    ]);
    expect(needlessWaivers(active, ['llama-4/notice-file', 'llama-4/agreement-copy'])).toEqual([]);
  });
});
