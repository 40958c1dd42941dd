import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import type { CheckOptions } from '../../src/config/check-options.ts';

// Repositories as nobody would write them, and as somebody will: every way to write a front matter, a body and the
// files beside it, put together at random.

const LICENSES = join(import.meta.dirname, '../licenses/example-1');
/** The invented license, which a card may have pasted. */
const PASTED = readFileSync(join(LICENSES, 'LICENSE'), 'utf8');
const INVENTED_LINE =
  'Example 1 is licensed under the Example 1 Community License, Copyright © Example Authors. All Rights Reserved.';
const LLAMA_LINE =
  'Llama 4 is licensed under the Llama 4 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.';

export interface GeneratedRepository {
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly options: CheckOptions;
}

const sometimes = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 2 });

const LICENSE_VALUES = [
  'llama4',
  'llama3.1',
  'llama3',
  'example1',
  'apache-2.0',
  'mit',
  'other',
  'my-own',
  '"llama4"',
  "'apache-2.0'",
  '[llama4]',
  '[mit, llama4]',
  '\n- mit\n- apache-2.0',
  '\n  - llama4   # ours\n  - cc-by-nc-4.0',
  ' |\n  apache-2.0',
  ' >-\n  other',
  '&terms mit',
  '!!str apache-2.0',
  '# which?',
  '',
  '~',
  '1.0',
  'no',
  '{ id: mit }',
  'Llama 4 Community License',
  '"apache\\-2.0"',
];
const ENTRIES: readonly fc.Arbitrary<string>[] = [
  fc.constantFrom(...LICENSE_VALUES).map((value) => `license:${/^\s|^$/.test(value) ? '' : ' '}${value}`),
  fc.constantFrom(
    'license_name: llama4',
    'license_name: my-own',
    'license_name: example1',
    'license_name:',
    'license_name: "llama-4"',
  ),
  fc.constantFrom(
    'license_link: LICENSE',
    'license_link: https://www.llama.com/llama4/license',
    'license_link: https://www.apache.org/licenses/LICENSE-2.0',
    'license_link:',
  ),
  fc.constantFrom('licence: license', 'licence: license # todo', 'licence:'),
  fc.constantFrom(
    'base_model: /home/me/models/Llama-4-Scout-17B-16E',
    'base_model: Qwen/Qwen3-8B',
    'base_model:',
    'base_model: []',
    'base_model:\n- /mnt/x\n- Qwen/Qwen3-8B # too',
    'base_model: BASE',
    'base_model: [BASE]',
    'base_model:\n- "BASE"',
    'base_model: |\n  BASE',
  ),
  fc.constantFrom(
    'base_model_relation: finetune',
    'base_model_relation: "quantized"',
    'base_model_relation: adapter # yes',
    'base_model_relation: merge',
    'base_model_relation: Finetune',
    'base_model_relation:',
  ),
  fc.constantFrom(
    'tags:\n- a\n- b',
    'tags: [a, "b, c"]',
    'tags:\n  - merge',
    'tags: &t\n- a',
    'tags: !!seq\n- a',
    'tags:\n# one\n- lora\n# two',
    'tags: []',
  ),
  fc.constantFrom('language: no', 'language: *terms', 'language: [en,\n  de]', 'language: { a: b }'),
  fc.constantFrom(
    'extra_gated_prompt: |+\n  # License\n\n  Read it.\n\n',
    'extra_gated_prompt: >\n  Built with Llama\n  here',
    'extra_gated_prompt: "a\\n  b"',
    `extra_gated_prompt: |\n${PASTED.split('\n')
      .map((line) => `  ${line}`)
      .join('\n')}`,
  ),
  fc.constantFrom(
    'model-index:\n- name: x\n  results:\n  - task: { type: text }',
    '"quoted key": 1',
    "'license ': 1",
    '? complex\n: 1',
    'x: &a 1',
    '<<: { y: 1 }',
    'widget:\n    - text: "a: b"\n',
    'datasets:\n  # none\n',
    '\ttabbed: 1',
    'x:\t1',
    'sdk: gradio',
    'license: mit\nlicense: bsd',
  ),
  fc.constantFrom('# a comment', '# license: no', '', '   ', '...', '%YAML 1.1'),
];

const frontMatter = fc
  .tuple(
    fc.array(fc.oneof(...ENTRIES), { maxLength: 6 }),
    fc.constantFrom(
      'block',
      'block',
      'block',
      'block',
      'block',
      'none',
      'indented',
      'flow',
      'unclosed',
      'dots',
      'blank line before',
      'directly followed',
      'blanks behind',
      'second document',
    ),
  )
  .map(([entries, style]) => {
    const lines = entries.join('\n');
    switch (style) {
      case 'none':
        return '';
      case 'indented':
        return `---\n${lines
          .split('\n')
          .map((line) => `  ${line}`)
          .join('\n')}\n---\n\n`;
      case 'flow':
        return '---\n{ license: mit, tags: [a] }\n---\n\n';
      case 'unclosed':
        return `---\n${lines}\n\n`;
      case 'dots':
        return `---\n${lines}\n...\n\n`;
      case 'blank line before':
        return `\n\n---\n${lines}\n---\n`;
      case 'directly followed':
        return `---\n${lines}\n---\n`;
      case 'blanks behind':
        return `---\n${lines}\n---  \t\n\n`;
      case 'second document':
        return `---\n${lines}\n---\n\na: 1\n---\n`;
      default:
        return lines === '' ? '---\n---\n\n' : `---\n${lines}\n---\n\n`;
    }
  });

const TITLES = [
  '# Cake',
  '#  Cake with `code` #',
  'Cake\n====',
  '# Cake\nright below',
  '<h1 align="center">Cake</h1>',
  '<div align="center">\n\n# Cake\n\n</div>',
  '<p align="center">\n  <img src="logo.png" alt="Logo">\n</p>\n\n# Cake',
  '[![badge](https://x/y.svg)](https://x)\n\n# Cake',
  '<h1>\nCake\n<img src="a.png" alt="a"/>\n</h1>\n<p>More</p>',
  '## Cake',
  '> # Cake',
  '- # Cake',
  '**Cake**',
  '# 蛋糕',
  '<center><h1>Cake</h1></center>',
  '# Cake\n\n| a | b |\n|---|---|\n| c | d |',
  '   # Cake',
  '#Cake',
  '# ',
  '# [Cake](https://x)',
];
const PARTS = [
  'Some text about it.',
  'Two\nlines.',
  '* one\n* two\n\n  more of two',
  '1. a\n   ```\n   code\n   ```\n2. b',
  '> quoted\n> text',
  '| a | b |\n|---|---|\n| Built with Llama | x |',
  '```python\nprint("# License")\n```',
  '~~~\nBuilt with Llama\n~~~',
  '    indented code',
  '<details>\n<summary>More</summary>\n\n# Inside\n\n</details>',
  '<details><summary>License</summary>\nMIT\n</details>',
  '<!-- a comment -->',
  '<!--\n## License\n-->',
  '## License',
  '## License\n\nApache 2.0.',
  '# License\nLlama 4 Community License',
  '### License\n\n',
  'License\n-------\n\nSee LICENSE.',
  '<h2>License</h2>\n<p>MIT</p>',
  '> ## License\n> MIT',
  '- ## License\n  MIT',
  '## 📜 Licence & citation\n\n```\n@misc{x}\n```',
  '## 许可证\n\nMIT',
  '## License of the data\n\nCC-BY',
  '## Dataset\n\n### License\n\nCC-BY',
  '**License:** apache-2.0',
  'License: MIT',
  '- **License(s):** [llama3.1](https://huggingface.co/meta-llama/Meta-Llama-3.1-8B/blob/main/LICENSE)',
  'This model is released under the Apache 2.0 license.',
  'These weights are distributed under an MIT license.',
  '## Limitations',
  '## Limitations\n\nIt lies.',
  '## Risks\n\n[More Information Needed]',
  'It has limitations.',
  '**Bias:** some',
  '## 局限\n\n有',
  '## Wasps\n\nThey sting.',
  'Built with Llama',
  'built with llama',
  'You must display “Built with Llama”.',
  '![Built with Llama](x.png)',
  '<!-- Built with Llama -->',
  '`Built with Llama`',
  'Built with Meta Llama 3',
  'Built with LlamaIndex',
  'Picked from Example',
  'Acceptable Use Policy',
  '[policy](https://www.llama.com/llama4/use-policy)',
  '[policy](https://www.llama.com/llama3_3/use-policy)',
  'Not licensed in the European Union.',
  `> ${LLAMA_LINE}`,
  INVENTED_LINE,
  PASTED,
  `<details>\n\n${PASTED}\n</details>`,
  `## License\n\n${PASTED}`,
  '---',
  '***',
  '[ref]: https://x',
  '<table><tr><td>License</td><td>MIT</td></tr></table>',
  '<div>\nraw\n</div>',
  '\\# no heading',
  '&lt;h2&gt;',
  '$$x$$',
  'Finetuned from model BASE',
  'a'.repeat(3000),
  '- a\n\n\n- b',
  '# Usage\n\nRun it.',
  '### Training data',
] as const;
/** What hides or swallows all that follows. */
const OPEN_ENDS = [
  '',
  '',
  '',
  '',
  '',
  '```\nopen',
  '~~~\n',
  '<!-- open',
  '<script>\nx',
  '<pre>\nopen',
  '<details>',
  '<div>',
  '<textarea>',
  '- item\n\n  deep',
  '> quote',
  '| a |\n|---|',
  '    code',
  '<table><tr><td>',
  '<![CDATA[',
  '<?php',
  '<style>\n',
  '[a',
  '**open',
  '`open',
  '<a href="',
];

const body = fc
  .tuple(
    sometimes(fc.constantFrom(...TITLES)),
    fc.array(fc.constantFrom(...PARTS), { maxLength: 6 }),
    fc.constantFrom(...OPEN_ENDS),
    fc.constantFrom('', '\n', '\n\n\n', '  '),
  )
  .map(([title, parts, open, end]) => [title ?? '', ...parts, open].filter((part) => part !== '').join('\n\n') + end);

const lineEnds = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r');

/** A byte order mark is written where the coding has one or may have one. */
const codings = fc.constantFrom<readonly [BufferEncoding, string]>(
  ['utf8', ''],
  ['utf8', ''],
  ['utf8', ''],
  ['utf8', '\uFEFF'],
  ['latin1', ''],
  ['utf16le', '\uFEFF'],
);

function encoded(text: string, end: string, [coding, mark]: readonly [BufferEncoding, string]): Uint8Array {
  return Buffer.from(mark + text.replaceAll('\n', end), coding);
}

const card = fc
  .tuple(frontMatter, body, lineEnds, codings)
  .map(([front, text, end, coding]) => ({ text: front + text, end, coding }));

const NOTICES = [
  '',
  '\n',
  'Others too.',
  'Others too.\n\n',
  LLAMA_LINE,
  LLAMA_LINE.replace('©', '(c)'),
  LLAMA_LINE.replace('Inc. All', 'Inc.\nAll'),
  `> ${LLAMA_LINE.toLowerCase()}\n`,
  INVENTED_LINE.replace('©', '(C)'),
  INVENTED_LINE,
  'Llama 4 is licensed under the MIT License.',
  `You must retain this attribution: ${LLAMA_LINE}`,
  `<!-- ${LLAMA_LINE} -->`,
  '```\nopen',
  `${PASTED}\n`,
  'Café ©\n',
];
const notice = fc
  .tuple(
    fc.constantFrom('Notice', 'NOTICE', 'notice.txt', 'Notice.md', 'legal/NOTICE', 'Notice/more.txt', 'NOTICE.html'),
    fc.array(fc.constantFrom(...NOTICES), { minLength: 1, maxLength: 2 }),
    lineEnds,
    codings,
  )
  .map(([path, texts, end, coding]): [string, Uint8Array] => [path, encoded(texts.join('\n\n'), end, coding)]);

const OTHERS: readonly [string, string][] = [
  ['LICENSE', 'MIT License\n\nCopyright (c) me\n'],
  ['license.txt', ''],
  ['LICENSE/MIT.txt', 'MIT'],
  ['COPYING', 'GPL'],
  ['LICENSE', PASTED],
  ['LICENSE', PASTED.replace(/apple/i, 'pear')],
  ['docs/page.md', PASTED],
  ['LICENSE.pdf', '%PDF'],
  ['LICENSE-LLAMA-4', 'x'],
  ['license-llama-4.txt', 'y'],
  ['docs/guide.md', '# Guide\n\nBuilt with Llama\n'],
  ['docs/llama.md', 'Llama 4\n\n<!-- Built with Llama -->'],
  ['USE_POLICY.md', 'Llama 4 Acceptable Use Policy'],
  ['config.json', '{"quantization_config":{}}'],
  ['config.json', '{'],
  ['mergekit_config.yml', 'models: []\n'],
];

const BASES = {
  'llama-4': 'meta-llama/Llama-4-Scout-17B-16E',
  'llama-3.1': 'meta-llama/Llama-3.1-8B-Instruct',
  'llama-3': 'meta-llama/Meta-Llama-3-8B',
  'llama-2': 'meta-llama/Llama-2-7b-hf',
  'example-1': 'example-authors/Orchard-1-Apple',
  'text-only': 'meta-llama/Llama-Prompt-Guard-2-86M',
} as const;
const WEIGHTS: readonly Readonly<Record<string, string>>[] = [
  { 'model.safetensors': '' },
  { 'model-Q4_K_M.gguf': '' },
  { 'adapter_model.safetensors': '', 'adapter_config.json': '{"base_model_name_or_path":"BASE"}' },
  {},
];

/** A repository, and the flags that it is checked with. Its lineage is mostly stated: by a flag, the card or a file. */
export const repository: fc.Arbitrary<GeneratedRepository> = fc
  .record({
    bases: fc.uniqueArray(fc.constantFrom(...Object.values(BASES), BASES['llama-4'], BASES['example-1']), {
      minLength: 1,
      maxLength: 2,
    }),
    flagged: fc.boolean(),
    card: fc.option(card, { freq: 12 }),
    cardName: fc.constantFrom('README.md', 'README.md', 'README.md', 'readme.md', 'Readme.MD', 'README'),
    notices: fc.array(notice, { maxLength: 2 }),
    others: fc.array(fc.constantFrom(...OTHERS), { maxLength: 2 }),
    weights: fc.constantFrom(...WEIGHTS),
    relation: fc.option(
      fc.constantFrom('original', 'quantized', 'finetune', 'merge', 'adapter', 'outputs', 'product'),
      { freq: 2 },
    ),
    name: fc.constantFrom('Llama-Cake', 'cake', 'Example-*cake*_<b>', 'a/Llama-3 ​x'),
  })
  .map(({ bases, flagged, card: written, cardName, notices, others, weights, relation, name }) => {
    const [base = BASES['llama-4']] = bases;
    const files: Record<string, Uint8Array> = {};
    const put = (path: string, content: Uint8Array): void => {
      // No file system has a file and a folder of one name.
      if (
        !Object.keys(files).some(
          (other) => other === path || other.startsWith(`${path}/`) || path.startsWith(`${other}/`),
        )
      )
        files[path] = content;
    };
    if (written !== null) put(cardName, encoded(written.text.replaceAll('BASE', base), written.end, written.coding));
    for (const [path, content] of notices) put(path, content);
    for (const [path, content] of [...others, ...Object.entries(weights)])
      put(path, Buffer.from(content.replaceAll('BASE', base)));
    return {
      files,
      options: {
        name,
        rules: [join(LICENSES, 'example-1.yaml')],
        ...(flagged ? { bases } : {}),
        ...(relation === null ? {} : { relation }),
      },
    };
  });
