import { describe, expect, it } from 'vitest';

import { outcomeOf } from './outcome-of.ts';

describe('marks', () => {
  it.each([
    'The official Meta model card tells more.',
    'Official Meta model repository: see the link.',
    'Quantized from the official Meta release.',
  ])('%s', async (text) => {
    expect(await outcomeOf('trademark', text)).toBe('met');
  });

  it.each(['This is an official Meta model.', 'Official Meta release.'])('%s', async (text) => {
    expect(await outcomeOf('trademark', text)).toBe('unmet');
  });
});
