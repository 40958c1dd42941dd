import { describe, expect, it } from 'vitest';

import { outcomeOf } from './outcome-of.ts';

describe('who thanks the European Union for its money restricts nothing', () => {
  it.each([
    'Trained on multimodal data with funding from the European Union.',
    'Dieses multimodale Modell wurde von der Europäischen Union gefördert; es ist multimodal.',
    '由欧盟资助的多模态项目。',
  ])('%s', async (text) => {
    expect(await outcomeOf('eu-multimodal', text)).toBe('unmet');
  });

  it('while a restriction counts', async () => {
    expect(
      await outcomeOf('eu-multimodal', 'The rights in this multimodal model are not granted in the European Union.'),
    ).toBe('met');
  });
});
