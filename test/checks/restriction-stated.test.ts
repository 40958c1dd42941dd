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

describe('a restriction', () => {
  it.each([
    'Persons in the European Union are not allowed to use the multimodal weights.',
    'In the E.U. these weights may not be used. Bake elsewhere.',
    'Die Nutzung durch Personen mit Wohnsitz in der EU ist für dieses Modell nicht erlaubt.',
    'Les résidents de l’Union européenne ne reçoivent pas de droits sur ce modèle.',
    '本模型不适用于欧盟境内的个人。',
  ])('counts in any language: %s', async (text) => {
    expect(await outcomeOf('eu-multimodal', text)).toBe('met');
  });

  it.each([
    'Our team has an office in the EU, and the model is multimodal.',
    'Can persons in the European Union not use it?',
    'It knows the bread of the European Union. It is not licensed for trade.',
    'It supports the official languages of the EU, which no other model does.',
  ])('is not stated by %s', async (text) => {
    expect(await outcomeOf('eu-multimodal', text)).toBe('unmet');
  });
});
