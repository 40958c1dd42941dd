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

describe('a plain sentence that shuts the European Union out', () => {
  it.each([
    'This license does not apply to individuals in the European Union.',
    'If you live in the European Union, you may not use this model.',
    'Not for use in the EU.',
    'Not available in the European Union.',
    'EU residents cannot use this model.',
    'Users in the EU have no license to this model.',
    'No license is granted in the European Union.',
    'Residents of the EU are out of luck: they get no rights to this multimodal model.',
    'Available everywhere except the European Union.',
    'Available worldwide outside the European Union.',
    'Only for users outside the EU.',
    'Available worldwide, with the exception of the EU.',
    'People and companies based in the EU are not covered by the license.',
    'People in the European Union must not download these weights.',
    'European Union: no rights granted.',
    'The rights granted do not extend to the European Union.',
    'This model is off limits for companies based in the European Union.',
    'Companies headquartered in the EU lack the right to use this model.',
    'If you are based in the EU, please do not download it.',
    'Nutzer in der EU dürfen dieses Modell nicht verwenden.',
    'Außerhalb der Europäischen Union darf das Modell genutzt werden, innerhalb nicht.',
    'Wer in der EU ansässig ist, darf es nicht nutzen.',
    'Nur außerhalb der EU nutzbar.',
    "Les résidents de l'Union européenne ne peuvent pas utiliser ce modèle.",
    "Disponible partout sauf dans l'Union européenne.",
    'Los residentes de la Unión Europea no pueden usar este modelo.',
    'Disponible en todo el mundo salvo en la Unión Europea.',
    "Disponibile ovunque fuorché nell'Unione europea.",
    'Disponível em todo o mundo, menos na União Europeia.',
    '欧盟用户不能使用本模型。',
    '欧盟境内的个人无法获得授权。',
    'EUの居住者は本モデルを利用できません。',
    '欧州連合に拠点を置く企業には権利がありません。',
    '유럽연합 거주자는 이 모델을 사용할 수 없습니다.',
    'Жители ЕС не могут использовать эту модель.',
    "AB'de yerleşik kişiler bu modeli kullanamaz.",
    "Per le persone nell'Unione europea non valgono i diritti di questo modello.",
    'Los ciudadanos de la Unión Europea no tienen licencia para este modelo.',
    'Wer in der EU wohnt, hat keine Lizenz für dieses Modell.',
  ])('states the restriction: %s', async (text) => {
    expect(await outcomeOf('eu-multimodal', text)).toBe('met');
  });
});

describe('a sentence that names the European Union and a denial', () => {
  it.each([
    'This model was funded by the European Union and is not for trade.',
    'The model speaks all EU languages except Maltese.',
    'The EU AI Act does not restrict this research.',
    'The data does not contain texts of the European Union.',
    'Outside the European Union, servers are slower.',
    'May EU residents use it?',
    'We did not test it on European Union law.',
    'It knows the flags of all countries, except those of the European Union.',
    'There is no restriction for users in the European Union.',
    'EU residents may use this model without any limits.',
    'The model is not restricted in the European Union.',
    'Das Modell wurde nicht mit Texten der EU trainiert.',
    "Le modèle ne connaît pas toutes les langues de l'Union européenne.",
    "Le modèle n'a pas été entraîné sur des textes de l'Union européenne.",
    'El modelo no fue entrenado con textos de la Unión Europea.',
    "Il modello non è stato addestrato con testi dell'Unione europea.",
    'Модель не обучалась на текстах ЕС.',
    'El modelo multimodal se puede usar en la Unión Europea sin restricciones.',
    'Die Nutzung in der EU ist nicht eingeschränkt.',
    'It was not trained in the EU.',
    'Models for use outside the European Union were compared.',
  ])('states no restriction: %s', async (text) => {
    expect(await outcomeOf('eu-multimodal', text)).toBe('unmet');
  });
});
