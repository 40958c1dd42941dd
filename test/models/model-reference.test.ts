import { expect, it } from 'vitest';

import { readModelReference } from '../../src/models/model-reference.ts';

it.each([':x', '::error::x', '@main', 'https://huggingface.co/@x'])('%s names no model', (written) => {
  expect(readModelReference(written)).toBeNull();
});

it.each([
  ['acme/model@main', 'acme/model'],
  ['llama4:scout', 'llama4'],
  ['https://huggingface.co/acme/model/tree/main', 'acme/model'],
])('%s names %s', (written, id) => {
  expect(readModelReference(written)).toMatchObject({ id, path: false });
});
