import { describe, expect, it } from 'vitest';

import { outcomeOf } from './outcome-of.ts';

describe('a section on dangers under a line with a colon', () => {
  it.each(['**Limitations:**\n\nIt knows no yeast.', '**Known limitations**:\n- It knows no yeast.', 'Limitations:\n\nIt knows no yeast.', '## 주의사항\n\n틀릴 수 있습니다.', '## 주의\n\n틀릴 수 있습니다.'])('%s', async (text) => {
    expect(await outcomeOf('known-dangers', text)).toBe('met');
  });
});

describe('no section on dangers', () => {
  it.each(['## 민주주의 말뭉치\n\n글.', '**No limitations**\n\nUse it as you like.', '## Use without restrictions\n\nEnjoy.', '**Limitations:**\n\n**Usage:**\n\nRun it.', '**Limitations:**'])('%s', async (text) => {
    expect(await outcomeOf('known-dangers', text)).not.toBe('met');
  });
});
