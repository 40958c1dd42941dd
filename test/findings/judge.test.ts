import { expect, it } from 'vitest';

import { check } from '../../src/check.ts';
import { isUnreadable } from '../../src/report.ts';

const CARD =
  '---\nlicense: llama4\nbase_model:\n- meta-llama/Llama-3.1-8B-Instruct\n- meta-llama/Llama-4-Scout-17B-16E-Instruct\n---\n\n# Llama-Bread\n';

it('says for each license why its own duties bind', async () => {
  const {
    repositories: [entry],
  } = await check({ 'README.md': CARD, 'model.safetensors': new Uint8Array() }, { name: 'acme/Llama-Bread' });
  if (entry === undefined || isUnreadable(entry)) throw new Error('the files could not be read');
  expect(entry.lineage).toMatchObject({ licenses: ['llama-3.1', 'llama-4'], relation: 'merge' });
  const reasonOf = (rule: string) => entry.obligations.find((one) => one.rule === rule)?.evidence[0];
  expect(reasonOf('llama-3.1/agreement-copy')).toEqual({
    file: 'README.md',
    line: 4,
    column: 3,
    says: 'base_model: meta-llama/Llama-3.1-8B-Instruct',
  });
  expect(reasonOf('llama-4/agreement-copy')).toEqual({
    file: 'README.md',
    line: 5,
    column: 3,
    says: 'base_model: meta-llama/Llama-4-Scout-17B-16E-Instruct',
  });
});
