import { describe, expect, it } from 'vitest';

import { outcomeOf } from './outcome-of.ts';

describe('a sentence that asks for the phrase displays nothing', () => {
  it.each([
    '您必须在显著位置显示“Built with Llama”。',
    '根据许可证，需要展示 "Built with Llama"。',
    '「Built with Llama」を表示する必要があります。',
    '"Built with Llama"을 표시해야 합니다.',
    'Sie müssen „Built with Llama“ deutlich anzeigen.',
    'Debe mostrar de forma destacada "Built with Llama".',
    'Vous devez afficher « Built with Llama ».',
    'È necessario mostrare “Built with Llama”.',
    'Você deve exibir "Built with Llama".',
    'Вы должны указать «Built with Llama».',
    'Display requirement: “Built with Llama” on a related website.',
    'Products must be labeled "Built with Llama".',
    'Derivative works need the "Built with Llama" label.',
    'Please note the attribution requirements ("Built with Llama").',
    'What does "Built with Llama" mean?',
    '- [ ] “Built with Llama” on the card',
    'Trained on one node. Built with Llama Factory.',
    'Built with Llama Stack!',
    'Redistribution is allowed if “Built with Llama” is displayed.',
    'Si distribuye el modelo, incluya «Built with Llama».',
    'Si vous distribuez le modèle, affichez « Built with Llama ».',
    'Se distribuir, inclua “Built with Llama”.',
    'Wer das Modell weitergibt, hat „Built with Llama“ anzuzeigen.',
    'При распространении указывайте «Built with Llama».',
    '分发时应标明 Built with Llama',
    'As the license requires, derivatives must display “Built with Llama”.',
  ])('%s', async (text) => {
    expect(await outcomeOf('built-with-llama', text)).toBe('unmet');
  });
});

describe('a sentence that says it of the model displays it', () => {
  it.each([
    '本模型：Built with Llama。',
    'Dieses Modell: Built with Llama.',
    '**Built with Llama** – modelo en español.',
    '« Built with Llama »',
    'As required by the Llama 4 license: Built with Llama',
    'Required attribution: Built with Llama',
    'We display “Built with Llama” as required.',
    'License: Llama 4 – Built with Llama',
    'Built with Llama – want to try it?',
    'Built with Llama. You must display this phrase, too.',
    '- [x] Built with Llama',
    'Built with Llama 4.',
    'This model shows the required label: Built with Llama.',
    'As the Llama 4 license requires, we show: Built with Llama',
    'As the license requires, this card displays “Built with Llama”.',
    '本模型供应用开发。Built with Llama。',
  ])('%s', async (text) => {
    expect(await outcomeOf('built-with-llama', text)).toBe('met');
  });
});

describe('a sentence that merely speaks of the phrase', () => {
  it.each([
    'Redistribution requires: (i) a copy of the license, (ii) "Built with Llama" attribution.',
    'The license knows the words “Built with Llama”.',
    'Version 1.1 moved the “Built with Llama” badge.',
    'Llama 3.1 Community License (Built with Llama)',
  ])('leaves %s to a person', async (text) => {
    expect(await outcomeOf('built-with-llama', text)).toBe('unclear');
  });
});
