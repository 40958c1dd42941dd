import { describe, expect, it } from 'vitest';

import { messageOf, outcomeOf } from './outcome-of.ts';

describe('a section on dangers under a line with a colon', () => {
  it.each([
    '**Limitations:**\n\nIt knows no yeast.',
    '**Known limitations**:\n- It knows no yeast.',
    'Limitations:\n\nIt knows no yeast.',
    '## 주의사항\n\n틀릴 수 있습니다.',
    '## 주의\n\n틀릴 수 있습니다.',
  ])('%s', async (text) => {
    expect(await outcomeOf('known-dangers', text)).toBe('met');
  });
});

describe('no section on dangers', () => {
  it.each([
    '## 민주주의 말뭉치\n\n글.',
    '**No limitations**\n\nUse it as you like.',
    '## Use without restrictions\n\nEnjoy.',
    '**Limitations:**\n\n**Usage:**\n\nRun it.',
    '**Limitations:**',
  ])('%s', async (text) => {
    expect(await outcomeOf('known-dangers', text)).not.toBe('met');
  });
});

describe('a heading in another language', () => {
  it.each([
    '## Sicherheitshinweise\n\nEs kennt keine Hefe.',
    '## Limitaciones conocidas\n\nNo conoce la levadura.',
    '## Riesgos\n\nNo conoce la levadura.',
    '## Известные ограничения\n\nМодель не знает дрожжей.',
    '## 사용제한\n\n효모를 모릅니다.',
    '## 已知局限\n\n不认识酵母。',
    '## Riskler\n\nMayayı tanımaz.',
    '## Sınırlamalar\n\nMayayı tanımaz.',
  ])('counts: %s', async (text) => {
    expect(await outcomeOf('known-dangers', text)).toBe('met');
  });

  it.each([
    '## Keine bekannten Einschränkungen\n\nViel Freude damit.',
    '## Sin limitaciones\n\nDisfrútelo.',
    '## Sans aucune limites\n\nBonne cuisson.',
    '## Bilinen risk yok\n\nAfiyet olsun.',
    '## Never any risks\n\nEnjoy.',
  ])('that denies what it names counts for nothing: %s', async (text) => {
    expect(await outcomeOf('known-dangers', text)).toBe('unmet');
  });

  it.each(['## Einschränkungen\n\nKeine.', '## Riesgos\n\n- Ninguno', '## 限制\n\n无', '## Risks\n\nN/A'])(
    'with no more than “none” below it is empty: %s',
    async (text) => {
      expect(await outcomeOf('known-dangers', text)).toBe('unmet');
    },
  );
});

describe('a sentence in passing', () => {
  it.each(['It was tuned without safety data.', 'Be responsible with it.', 'El modelo tiene riesgos.'])(
    'leaves it open: %s',
    async (text) => {
      expect(await outcomeOf('known-dangers', text)).toBe('unclear');
    },
  );

  it.each(['You may bake it without restrictions.', 'Permission is granted, without limitation of any kind.'])(
    'that denies speaks of nothing: %s',
    async (text) => {
      expect(await outcomeOf('known-dangers', text)).toBe('unmet');
    },
  );

  it('is quoted as the card writes it', async () => {
    expect(await messageOf('known-dangers', 'Please bake Responsibly.')).toContain('“Responsibly”');
  });
});

const TEMPLATE_TAIL =
  '### Recommendations\n\nReaders (both direct and downstream) should know of all this. More information needed for further advice.';

describe('a filled section with words that look like a placeholder', () => {
  it.each([
    '## Limitaciones\n\nNo conoce todos los panes. Todo lo demás también falla a veces.',
    '## Limitações\n\nTodos os pães pretos lhe faltam.',
    '## Limitaciones\n\nTodo pan negro le es ajeno.',
    '## Limitations\n\nIt breaks TodoMVC and every todo list.',
    '## Limitations\n\n- It knows no yeast.\n- TODO: measure salt',
    '## Limitations\n\nIt knows no yeast. Figures are coming soon.',
    '## Limitations\n\nThe sizes “tbd” of old recipes confuse it.',
    `## Bias, Risks, and Limitations\n\nIt knows no yeast.\n\n${TEMPLATE_TAIL}`,
    '## Risks\n\n### Bias\n\n[More Information Needed]\n\n### Safety\n\nIt may tell you to eat raw dough.',
  ])('%s', async (text) => {
    expect(await outcomeOf('known-dangers', text)).toBe('met');
  });
});

describe('a section that holds only a place', () => {
  it.each([
    '## Limitations\n\nTODO: say what it gets wrong. Also when.',
    '## Limitations\n\nTODO describe them',
    '## Limitations\n\n- todo\n- TBD.',
    '## Limitations\n\ntbd: sizes',
    '## Limitations\n\nMore details are coming soon!',
    '**Limitations:** TBD',
    '## Limitations\n\nMore information needed\n\n### Framework versions\n\n- Oven 0.15.2\n- Yeast: 3.1',
    '## Risks\n\n[More Information Needed]\n\n### Hardware\n\none oven',
    `## Bias, Risks, and Limitations\n\n[More Information Needed]\n\n${TEMPLATE_TAIL}`,
  ])('%s', async (text) => {
    expect(await outcomeOf('known-dangers', text)).toBe('unmet');
  });
});
