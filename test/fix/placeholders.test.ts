import { expect, it } from 'vitest';

import { planFix } from '../../src/fix.ts';
import { openMemory } from '../../src/sources/memory.ts';

// What only the author can write has no place in a change of somebody else's card.

const FRONT = '---\nbase_model: meta-llama/Llama-3.1-8B-Instruct\nlicense: llama3.1\n---\n\n# Widget\n';

it.each([
  ['no section', FRONT],
  ['an empty section', `${FRONT}\n## Bias, Risks, and Limitations\n\n## Use\n\nAsk it.\n`],
  ['a template’s section', `${FRONT}\n## Limitations\n\n[More Information Needed]\n`],
])('of a card with %s no placeholder is added, and the duty is left and named', async (_, card) => {
  const files = { 'README.md': card, 'model.safetensors': '' };
  const search = async () => Promise.resolve({ text: null, tried: [] });
  const plan = await planFix(openMemory(files, 'acme/Llama-Widget'), { placeholders: false }, search);
  const texts = plan.changes.map(({ after }) => Buffer.from(after).toString());
  const added = texts
    .join('\n')
    .split('\n')
    .filter((line) => !card.includes(line));
  expect(added.length).toBeGreaterThan(0);
  expect(added.join('\n')).not.toMatch(/TODO|TBD|More Information Needed|coming soon/i);
  expect(plan.after.obligations.find(({ rule }) => rule === 'llama-3.1/known-dangers')).toMatchObject({
    outcome: 'unmet',
  });
  expect(plan.left.map(({ rule }) => rule)).not.toContain('llama-3.1/known-dangers');
});
