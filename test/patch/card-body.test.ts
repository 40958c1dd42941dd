import { describe, expect, it } from 'vitest';

import { patchBody, type BodyAdditions } from '../../src/patch/card-body.ts';
import { readCard } from '../../src/card/card.ts';
import { spliceText } from '../../src/snapshot/splice-text.ts';

function edited(source: string, additions: Partial<BodyAdditions>): string {
  const splices = patchBody(readCard('README.md', source, true), () => false, {
    phrases: [],
    licenseSentences: [],
    sections: [],
    ...additions,
  });
  if (splices === null) throw new Error(`no place in ${source}`);
  return spliceText(source, splices);
}

describe('a phrase stands', () => {
  it.each<[string, string, string]>([
    ['below the title', '# Cake\n\nText.\n', '# Cake\n\n**P**\n\nText.\n'],
    ['below a title that text follows at once', '# Cake\nText.\n', '# Cake\n\n**P**\n\nText.\n'],
    ['below an underlined title', 'Cake\n====\n\nText.\n', 'Cake\n====\n\n**P**\n\nText.\n'],
    ['below a title and above a rule', '# Cake\n---\nText.\n', '# Cake\n\n**P**\n\n---\nText.\n'],
    ['below a title with blanks before it', '\n\n  # Cake\n', '\n\n  # Cake\n\n**P**\n'],
    ['with the line ends of the card', '# Cake\r\n\r\nText.\r\n', '# Cake\r\n\r\n**P**\r\n\r\nText.\r\n'],
    [
      'below a title in HTML',
      '<h1 align="center">Cake</h1>\n<p>More.</p>\n\nText.\n',
      '<h1 align="center">Cake</h1>\n\n**P**\n\n<p>More.</p>\n\nText.\n',
    ],
    [
      'behind the markup of a title in HTML',
      '<h1>\n  Cake\n  <img src="a.png" alt="a">\n</h1>\n\nText.\n',
      '<h1>\n  Cake\n  <img src="a.png" alt="a">\n</h1>\n\n**P**\n\nText.\n',
    ],
    [
      'beside a centered title',
      '<div align="center">\n\n# Cake\n\n</div>\n\nText.\n',
      '<div align="center">\n\n# Cake\n\n**P**\n\n</div>\n\nText.\n',
    ],
    [
      'below a title with badges above it',
      '[![a](a.svg)](https://a) ![b](b.svg)\n\n# Cake\n',
      '[![a](a.svg)](https://a) ![b](b.svg)\n\n# Cake\n\n**P**\n',
    ],
    [
      'above a table below the title',
      '# Cake\n| a | b |\n|---|---|\n| c | d |\n',
      '# Cake\n\n**P**\n\n| a | b |\n|---|---|\n| c | d |\n',
    ],
    [
      'behind the front matter where there is no title',
      '---\na: 1\n---\nText.\n',
      '---\na: 1\n---\n\n**P**\n\nText.\n',
    ],
    [
      'on top where the first heading is a section’s',
      '## Usage\n\nRun it.\n\n# Citation\n\nNone.\n',
      '**P**\n\n## Usage\n\nRun it.\n\n# Citation\n\nNone.\n',
    ],
    [
      'on top where a long text comes before the first heading',
      `${'Words. '.repeat(40)}\n\n# Usage\n`,
      `**P**\n\n${'Words. '.repeat(40)}\n\n# Usage\n`,
    ],
    ['on top of a card that is one open comment', '<!--\n# Cake\n', '**P**\n\n<!--\n# Cake\n'],
    ['alone in an empty card', '', '**P**\n'],
  ])('%s', (_, source, expected) => {
    expect(edited(source, { phrases: ['P'] })).toBe(expected);
  });
});

describe('a sentence on the license stands', () => {
  it.each<[string, string, string]>([
    [
      'behind what the section says',
      '# C\n\n## License\n\nMine.\n\n## More\n',
      '# C\n\n## License\n\nMine.\n\nS.\n\n## More\n',
    ],
    [
      'above a rule at the end of the section',
      '## License\n\nMine.\n\n---\n\n## More\n',
      '## License\n\nMine.\n\nS.\n\n---\n\n## More\n',
    ],
    ['in an empty section', '# C\n\n## License\n\n## More\n', '# C\n\n## License\n\nS.\n\n## More\n'],
    ['in an empty section at the end', '# C\n\n## License', '# C\n\n## License\n\nS.\n'],
    ['behind a list', '## License\n\n- a\n- b\n## More\n', '## License\n\n- a\n- b\n\nS.\n\n## More\n'],
    ['behind a table', '## License\n\n| a |\n|---|\n| b |\n', '## License\n\n| a |\n|---|\n| b |\n\nS.\n'],
    ['behind a quotation', '## License\n\n> a\n> b\n\n## More\n', '## License\n\n> a\n> b\n\nS.\n\n## More\n'],
    ['behind code', '## Licence\n\n```\nMIT\n```\n\n## More\n', '## Licence\n\n```\nMIT\n```\n\nS.\n\n## More\n'],
    [
      'in a section in HTML',
      '<h2>License</h2>\n<p>Mine.</p>\n\n<h2>More</h2>\n',
      '<h2>License</h2>\n<p>Mine.</p>\n\nS.\n\n<h2>More</h2>\n',
    ],
    ['in a section within a list', '- ## License\n  Mine.\n- ## More\n', '- ## License\n  Mine.\n\nS.\n\n- ## More\n'],
    [
      'in a section with an ornament and a number',
      '## 📜 4. License & citation\n\nMine.\n',
      '## 📜 4. License & citation\n\nMine.\n\nS.\n',
    ],
    ['in a section in another language', '## 许可证\n\nMIT\n', '## 许可证\n\nMIT\n\nS.\n'],
    [
      'in the model’s section, not the data’s',
      '## License\n\nMine.\n\n## Dataset license\n\nCC.\n\n## Training data\n\n### License\n\nCC.\n',
      '## License\n\nMine.\n\nS.\n\n## Dataset license\n\nCC.\n\n## Training data\n\n### License\n\nCC.\n',
    ],
    [
      'in the section of a model called Code',
      '# Code Llama\n\n## License\n\nMine.\n',
      '# Code Llama\n\n## License\n\nMine.\n\nS.\n',
    ],
    ['in a section of its own where there is none', '# C\n\nText.', '# C\n\nText.\n\n## License\n\nS.\n'],
    [
      'in a section of its own where only the data’s is there',
      '# C\n\n## Data\n\n### License\n\nCC.\n',
      '# C\n\n## Data\n\n### License\n\nCC.\n\n## License\n\nS.\n',
    ],
    [
      'in a section as deep as the others',
      '# C\n\n# Usage\n\nRun.\n\n# Citation\n\nNone.\n',
      '# C\n\n# Usage\n\nRun.\n\n# Citation\n\nNone.\n\n# License\n\nS.\n',
    ],
    ['before code that is not closed', '# C\n\nText.\n\n```\nopen', '# C\n\nText.\n\n## License\n\nS.\n\n```\nopen'],
    [
      'before a comment that is not closed',
      '# C\n\nText.\n\n<!-- open\n',
      '# C\n\nText.\n\n## License\n\nS.\n\n<!-- open\n',
    ],
    [
      'in its section, when code that is not closed follows',
      '## License\n\nMine.\n\n```\nopen\n## License\n',
      '## License\n\nMine.\n\nS.\n\n```\nopen\n## License\n',
    ],
  ])('%s', (_, source, expected) => {
    expect(edited(source, { licenseSentences: ['S.'] })).toBe(expected);
  });

  it('outside a pasted agreement', () => {
    const source = '## License\n\nPASTED\n\n## PASTED terms\n\nPASTED\n\n## More\n';
    const pasted = patchBody(readCard('README.md', source, true), ({ line }) => line >= 3 && line <= 7, {
      phrases: [],
      licenseSentences: ['S.'],
      sections: [],
    });
    expect(spliceText(source, pasted ?? [])).toBe(
      '## License\n\nPASTED\n\n## PASTED terms\n\nPASTED\n\nS.\n\n## More\n',
    );
  });
});

it('all additions find their places at once', () => {
  expect(
    edited('# C\n\nText.\n', { phrases: ['P', 'Q'], licenseSentences: ['S.', 'T.'], sections: ['## Limits\n\nTODO'] }),
  ).toBe('# C\n\n**P**\n\n**Q**\n\nText.\n\n## Limits\n\nTODO\n\n## License\n\nS.\nT.\n');
});
