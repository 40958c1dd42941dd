import { describe, expect, it } from 'vitest';

import { outcomeOf } from './outcome-of.ts';

describe('the terms of what lies beside the weights are not the model’s', () => {
  it.each([
    '## Code\n\n### License\n\nMIT',
    '## Training code\n\nOn GitHub.\n\n### License\n\nApache 2.0',
    '## Dataset\n\n### License\n\nCC-BY-4.0\n\n## Citation\n\nNone.',
    '## Training data\n\n- Breadset\n- License: cc-by-4.0',
    '## Datensatz\n\nLizenz: CC-BY-4.0',
    '## 数据集\n\n许可证：CC-BY-4.0',
    '## License\n\nMIT (code only)',
  ])('%s', async (text) => {
    expect(await outcomeOf('license-metadata', text)).toBe('met');
  });
});

describe('other terms for the model', () => {
  it.each([
    '## License\n\nMIT',
    '## Lizenz\n\nApache 2.0',
    '## Code\n\nOn GitHub.\n\n## License\n\nMIT',
    'License: apache-2.0',
    '## Training data\n\nModel license: MIT',
    '## Data\n\nThis model is released under Apache 2.0.',
    'License: MIT for model and code',
    '许可证：MIT',
  ])('%s', async (text) => {
    expect(await outcomeOf('license-metadata', text)).toBe('unclear');
  });
});

describe('a license that the text gives the weights, in any language', () => {
  it.each([
    'The model weights are released under the Apache 2.0 license.',
    'Both code and weights are under MIT.',
    'Released under Apache 2.0.',
    'Model weights: Apache-2.0',
    'Weights: MIT',
    'The weights and code are licensed under MIT.',
    'Code and weights: MIT',
    'Llama-Bread is available under Apache 2.0.',
    'We release the weights under the MIT license.',
    'This model is Apache-2.0 licensed.',
    'The model is free to use under the MIT license.',
    'All files in this repository are MIT-licensed.',
    'Our weights are MIT.',
    'The license of the weights is Apache 2.0.',
    'Model weights are made available under CC BY-NC 4.0.',
    'The weights are open-sourced under Apache 2.0.',
    'The project is open source under Apache 2.0.',
    'The adapter is licensed as Apache 2.0.',
    '이 저장소의 코드와 모델 가중치는 Apache 2.0 라이선스로 배포됩니다.',
    '모델 가중치는 MIT 라이선스로 공개되어 있습니다.',
    '코드와 모델 가중치는 Apache 2.0 라이선스로 배포됩니다',
    '모델 가중치: Apache-2.0',
    '본 모델은 Apache 2.0 라이선스를 따릅니다.',
    '가중치는 Apache-2.0 라이선스 하에 공개됩니다.',
    '라이선스: Apache 2.0',
    '모델과 코드 모두 MIT 라이선스입니다.',
    '模型权重以 Apache 2.0 许可证发布。',
    '代码和模型权重均采用 MIT 许可证。',
    '模型权重：Apache-2.0',
    '本模型在 Apache 2.0 许可下开源。',
    '代码与权重均遵循 Apache 2.0 协议。',
    '許可證：MIT',
    'モデルの重みはApache 2.0ライセンスで公開されています。',
    'コードとモデルの重みはMITライセンスです。',
    'モデルの重み：Apache-2.0',
    '本モデルはApache 2.0の下で配布されます。',
    'コードと重みはどちらもApache 2.0ライセンスの下で公開されています。',
    'Die Modellgewichte werden unter der Apache-2.0-Lizenz veröffentlicht.',
    'Code und Gewichte stehen unter MIT.',
    'Sowohl Code als auch Gewichte stehen unter der MIT-Lizenz.',
    'Veröffentlicht unter Apache 2.0.',
    'Modellgewichte: Apache-2.0',
    'Wir veröffentlichen die Gewichte unter der MIT-Lizenz.',
    'Die Gewichte sind unter Apache 2.0 lizenziert.',
    'Les poids du modèle sont publiés sous licence Apache 2.0.',
    'Le code et les poids sont sous MIT.',
    'Publié sous Apache 2.0.',
    'Poids du modèle : Apache-2.0',
    'Les poids sont distribués sous les termes de la licence MIT.',
    'Nous publions les poids sous licence MIT.',
    'Los pesos del modelo se publican bajo la licencia Apache 2.0.',
    'Tanto el código como los pesos están bajo MIT.',
    'El código y los pesos se distribuyen bajo licencia MIT.',
    'Publicado bajo Apache 2.0.',
    'Pesos del modelo: Apache-2.0',
    'Publicamos los pesos con licencia MIT.',
    'I pesi del modello sono rilasciati sotto licenza Apache 2.0.',
    'Codice e pesi sono sotto licenza MIT.',
    'Pesi del modello: Apache-2.0',
    'Rilasciato con licenza Apache 2.0.',
    'Os pesos do modelo são disponibilizados sob a licença Apache 2.0.',
    'O código e os pesos estão sob a licença MIT.',
    'Pesos do modelo: Apache-2.0',
    'Publicado sob Apache 2.0.',
    'Веса модели распространяются под лицензией Apache 2.0.',
    'Код и веса опубликованы под лицензией MIT.',
    'Веса модели: Apache-2.0',
    'Лицензия: MIT',
    'Model ağırlıkları Apache 2.0 lisansı altında yayımlanmıştır.',
    'Hem kod hem de ağırlıklar MIT lisansı altındadır.',
    'Model ağırlıkları: Apache-2.0',
  ])('leaves the declared one unclear: %s', async (text) => {
    expect(await outcomeOf('license-metadata', text)).toBe('unclear');
  });
});

describe('a license of code, of data, of another model, and one that is denied, planned or asked for', () => {
  it.each([
    'We release Loom under MIT.',
    'The training code is released under the Apache 2.0 license.',
    'The code is under MIT; the weights are under the Llama 4 Community License.',
    'Code: MIT',
    'Code: MIT. Weights: Llama 4 Community License.',
    'The weights are not released under Apache 2.0.',
    'The dataset is MIT licensed.',
    'Unlike Qwen, which is released under Apache 2.0, this model has its own terms.',
    'We evaluate against Mistral, released under Apache 2.0.',
    'Qwen3-8B is released under the Apache 2.0 license.',
    'The tokenizer code is released under MIT.',
    'We plan to release the weights under MIT.',
    'Can I use the weights under MIT?',
    'The scripts in this repository are under MIT.',
    '코드는 Apache 2.0 라이선스로 배포됩니다. 모델은 Llama 4 라이선스를 따릅니다.',
    '데이터셋은 CC-BY-4.0 라이선스로 공개됩니다.',
    '代码采用 MIT 许可证，模型权重遵循 Llama 4 社区许可。',
    '数据集：CC-BY-4.0',
    'コードはMITライセンスです。',
    'データセット：CC-BY-4.0',
    'Der Code steht unter MIT, die Gewichte unter der Llama-4-Lizenz.',
    'Der Trainingscode steht unter der MIT-Lizenz.',
    'Le code est sous MIT.',
    'Le code du modèle est publié sous licence MIT.',
    'El código de entrenamiento está bajo la licencia MIT.',
    'Il codice è sotto licenza MIT.',
    'O código está sob a licença MIT.',
    'Код распространяется под лицензией MIT.',
    'Kod MIT lisansı altında yayımlanmıştır.',
  ])('is not that of the weights: %s', async (text) => {
    expect(await outcomeOf('license-metadata', text)).toBe('met');
  });
});
