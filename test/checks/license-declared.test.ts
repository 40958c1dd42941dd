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
