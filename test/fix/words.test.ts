import { describe, expect, it } from 'vitest';

import type { CheckOptions } from '../../src/config/check-options.ts';
import { planFix, type FixPlan } from '../../src/fix.ts';
import { describeEdit } from '../../src/fixes/wording.ts';
import { openMemory } from '../../src/sources/memory.ts';

// What is written is right for the relation and the version, and says nothing that nobody knows.

const SCOUT = 'meta-llama/Llama-4-Scout-17B-16E';
const WEIGHTS = { 'model.safetensors': '' };

const plan = async (
  files: Readonly<Record<string, string>>,
  options: CheckOptions & { unsafe?: boolean } = {},
): Promise<FixPlan> =>
  planFix(openMemory(files, 'me/Llama-Cake'), options, () => Promise.resolve({ text: null, tried: [] }));

function contents({ changes }: FixPlan): Record<string, string> {
  return Object.fromEntries(changes.map(({ path, after }) => [path, Buffer.from(after).toString()]));
}

async function fixed(card: string, options: CheckOptions & { unsafe?: boolean } = {}): Promise<string> {
  return contents(await plan({ 'README.md': card, ...WEIGHTS }, options))['README.md'] ?? card;
}

describe('the license is named', () => {
  const PUBLISHED = '(https://github.com/meta-llama/llama-models/blob/main/models/llama4/LICENSE).';
  it.each([
    ['of an unmodified copy', 'original', `This model is licensed under the [Llama 4 Community License]${PUBLISHED}`],
    [
      'of a quantization',
      'quantized',
      `This model is made from material under the [Llama 4 Community License]${PUBLISHED}`,
    ],
    [
      'of a fine-tune',
      'finetune',
      `This model is made from material under the [Llama 4 Community License]${PUBLISHED}`,
    ],
    [
      'of an adapter, which may hold none of the material',
      'adapter',
      `This model is made from material under the [Llama 4 Community License]${PUBLISHED}`,
    ],
    [
      'of what only learned from outputs',
      'outputs',
      `This model was trained on outputs of material under the [Llama 4 Community License]${PUBLISHED}`,
    ],
    ['of a product', 'product', `This repository contains material under the [Llama 4 Community License]${PUBLISHED}`],
  ] as const)('as is right %s', async (_, relation, sentence) => {
    const card = await fixed('# Cake\n', { relation, bases: [SCOUT] });
    expect(card).toContain(
      `\n${sentence}\nUse of the Llama 4 materials follows the [Acceptable Use Policy](https://www.llama.com/llama4/use-policy).\n`,
    );
    expect(card.match(/Community License/g)).toHaveLength(1);
  });

  it('nowhere where the text names it already', async () => {
    expect(
      (await fixed('# Cake\n\nSee the Llama 4 Community License.\n', { relation: 'adapter', bases: [SCOUT] })).match(
        /Community License/g,
      ),
    ).toHaveLength(1);
  });
});

it('of outputs only the use policy is passed on', async () => {
  const { changes, after } = await plan(
    { 'README.md': '---\nlicense: mit\n---\n\n# Cake\n', ...WEIGHTS },
    { relation: 'outputs', bases: [SCOUT] },
  );
  expect(changes.map(({ path }) => path)).toEqual(['README.md']);
  const card = Buffer.from(changes[0]?.after ?? '').toString();
  expect(card.startsWith('---\nlicense: mit\n---\n\n# Cake\n\n## License\n')).toBe(true);
  expect(card).not.toContain('Built with');
  expect(after.lineage.relation).toBe('outputs');
});

it('of Llama 2 no phrase is displayed, and its line has the sign of its own', async () => {
  const made = contents(await plan({ 'README.md': '# Cake\n', ...WEIGHTS }, { bases: ['meta-llama/Llama-2-7b-hf'] }));
  expect(made['README.md']).not.toContain('Built with');
  expect(made['Notice']).toBe(
    'Llama 2 is licensed under the LLAMA 2 Community License, Copyright (c) Meta Platforms, Inc. All Rights Reserved.\n',
  );
});

it('a merge of generations owes each its own words, and what they share once', async () => {
  const bases = ['meta-llama/Meta-Llama-3-8B', 'meta-llama/Llama-3.1-8B', SCOUT];
  const made = contents(await plan({ 'README.md': '# Cake\n', ...WEIGHTS }, { bases }));
  const card = made['README.md'] ?? '';
  expect(card).toMatch(
    /^---\nlicense:\n(?:- llama(?:3|3\.1|4)\n){3}base_model:\n- meta-llama\/Meta-Llama-3-8B\n- meta-llama\/Llama-3\.1-8B\n- meta-llama\/Llama-4-Scout-17B-16E\nbase_model_relation: merge\n---\n\n# Cake\n/,
  );
  expect(card.match(/\*\*Built with .*\*\*/g)?.sort()).toEqual(['**Built with Llama**', '**Built with Meta Llama 3**']);
  for (const name of ['Meta Llama 3', 'Llama 3.1', 'Llama 4']) {
    expect(card.split(`material under the [${name} Community License]`)).toHaveLength(2);
    expect(made['Notice']?.split(`${name} is licensed under the ${name} Community License, Copyright ©`)).toHaveLength(
      2,
    );
  }
  expect(card.match(/European Union/g)).toHaveLength(1);
  expect(card.match(/^## /gm)).toHaveLength(2);
});

describe('other terms', () => {
  const card = (license: string, body = '# Cake\n') => `---\nbase_model: ${SCOUT}\n${license}\n---\n\n${body}`;

  it('go with their name and their link, when that is asked for', async () => {
    const made = await fixed(
      card('license: apache-2.0\nlicense_name: apache\nlicense_link: https://www.apache.org/licenses/LICENSE-2.0'),
      { unsafe: true },
    );
    expect(made).toMatch(/^---\nbase_model: \S+\nlicense: llama4\n---\n/);
  });

  it('keep the link that is right', async () => {
    expect(
      await fixed(card('license: mit\nlicense_link: https://www.llama.com/llama4/license'), { unsafe: true }),
    ).toContain('license: llama4\nlicense_link: https://www.llama.com/llama4/license\n');
  });

  it('of the author’s own stand beside the license that the text names, and stay', async () => {
    const { withheld, ...made } = await plan({
      'README.md': card('license: other\nlicense_name: cake-license\nlicense_link: CAKE.md'),
      ...WEIGHTS,
    });
    expect(withheld).toEqual([]);
    expect(contents({ withheld, ...made })['README.md']).toMatch(
      /license: other\nlicense_name: cake-license\nlicense_link: CAKE\.md\n---\n[^]*under the \[Llama 4 Community License\]/,
    );
  });

  it('in a list beside the right ones go alone', async () => {
    expect(await fixed(card('license: [llama4, cc-by-nc-4.0]'), { unsafe: true })).toContain('license: llama4\n');
  });

  it('that are only “other” get a name where one license binds, and give way to a list where two do', async () => {
    expect(await fixed(card('license: other'))).toContain(
      'license: other\nlicense_name: llama4\nlicense_link: https://github.com/meta-llama/llama-models/blob/main/models/llama4/LICENSE\n---',
    );
    const bases = [SCOUT, 'meta-llama/Llama-3.1-8B'];
    const safe = await plan({ 'README.md': card('license: other'), ...WEIGHTS }, { bases });
    expect(safe.withheld.map(describeEdit).sort()).toEqual(['license: llama3.1', 'license: llama4']);
    expect(await fixed(card('license: other'), { bases, unsafe: true })).toMatch(
      /license:\n(?:- llama(?:3\.1|4)\n){2}---/,
    );
  });

  it.each([
    ['License: apache-2.0', 'License: Llama 4 Community License'],
    [
      '- **License(s):** [llama3.1](https://huggingface.co/meta-llama/Meta-Llama-3.1-8B/blob/main/LICENSE)',
      '- **License(s):** [Llama 4 Community License](https://github.com/meta-llama/llama-models/blob/main/models/llama4/LICENSE)',
    ],
    [
      'This model is released under the Apache 2.0 license.',
      'This model is released under the Llama 4 Community License.',
    ],
    [
      'These weights are distributed under an MIT License by us.',
      'These weights are distributed under the Llama 4 Community License by us.',
    ],
  ])('of the text “%s” are set right, with their link and their article', async (line, expected) => {
    expect(await fixed(card('license: llama4', `# Cake\n\n${line}\n`))).toContain(`\n${line}\n`);
    expect(await fixed(card('license: llama4', `# Cake\n\n${line}\n`), { unsafe: true })).toContain(`\n${expected}\n`);
  });

  it('of the text are all set right at once', async () => {
    const lines = Array.from({ length: 9 }, (_, at) => `Part ${at}.\n\nLicense: MIT\n`).join('\n');
    expect(
      (await fixed(card('license: llama4', `# Cake\n\n${lines}`), { unsafe: true })).match(/License: \w+/g),
    ).toEqual(Array.from({ length: 9 }, () => 'License: Llama'));
  });

  it('of the text give way to both licenses of a merge', async () => {
    const made = await fixed(card('license: [llama4, llama3.1]', '# Cake\n\nLicense: MIT\n'), {
      bases: [SCOUT, 'meta-llama/Llama-3.1-8B'],
      unsafe: true,
    });
    expect(made).toMatch(/\nLicense: Llama (?:4|3\.1) Community License and Llama (?:4|3\.1) Community License\n/);
  });
});

describe('the base', () => {
  it('that is a folder gets its id, and the others of the list stay', async () => {
    const made = await fixed(
      '---\nbase_model:\n- /mnt/models/Llama-4-Scout-17B-16E # here\n- Qwen/Qwen3-8B\n---\n\n# Cake\n',
      { bases: [SCOUT], unsafe: true },
    );
    expect(made).toMatch(/^---\nbase_model:\n- meta-llama\/Llama-4-Scout-17B-16E\n- Qwen\/Qwen3-8B\n/);
  });

  it('is not put into the card of a Space', async () => {
    expect(await fixed('---\nsdk: gradio\n---\n\n# Cake\n', { bases: [SCOUT] })).not.toContain('base_model');
  });

  it('waits for --unsafe where the card states another relation, which would count then', async () => {
    const files = { 'README.md': '---\nbase_model_relation: merge\ntags: [lora]\n---\n\n# Cake\n' };
    const safe = await plan(files, { bases: [SCOUT] });
    expect(safe.withheld.map(describeEdit)).toEqual([`base_model: ${SCOUT}`, 'base_model_relation: adapter']);
    const unsafe = await plan(files, { bases: [SCOUT], unsafe: true });
    expect(contents(unsafe)['README.md']).toContain(
      `base_model_relation: adapter\ntags: [lora]\nbase_model: ${SCOUT}\n`,
    );
    expect(unsafe.after.lineage.relation).toBe('adapter');
  });
});

describe('what nobody knows is not written', () => {
  it('no relation that is only the most common one', async () => {
    expect(await fixed('# Cake\n', { bases: [SCOUT] })).not.toContain('base_model_relation');
    expect(await fixed('# Cake\n', { bases: [SCOUT], relation: 'finetune' })).toContain(
      'base_model_relation: finetune\n',
    );
    expect(
      await fixed(`# Cake\n\nThis model is a fine-tuned version of [${SCOUT}](https://huggingface.co/${SCOUT}).\n`),
    ).not.toContain('base_model');
  });

  it('no text in the place of the author’s, which a reader would see', async () => {
    const { after, ...made } = await plan({ 'README.md': '# Cake\n', ...WEIGHTS }, { bases: [SCOUT] });
    const card = contents({ after, ...made })['README.md'] ?? '';
    expect(card).toMatch(/\n## Limitations and risks\n\n<!-- .* -->\n/);
    expect(card).not.toMatch(/TODO/);
    expect(after.obligations.find(({ rule }) => rule === 'llama-4/known-dangers')).toMatchObject({ outcome: 'unmet' });
  });
});

describe('a line of a Notice that differs in its form', () => {
  it.each([
    'Llama 4 is licensed under the Llama 4 Community License, Copyright (c) Meta Platforms, Inc. All Rights Reserved.',
    'Llama 4 is licensed under the Llama 4 Community License, Copyright (C) Meta Platforms, Inc. All Rights Reserved.',
  ])('is changed with --unsafe only: %s', async (line) => {
    const files = { 'README.md': '# Cake\n', Notice: `${line}\n`, ...WEIGHTS };
    const safe = await plan(files, { bases: [SCOUT] });
    expect(contents(safe)).not.toHaveProperty('Notice');
    expect(safe.withheld.map(({ rule }) => rule)).toEqual(['llama-4/notice-file']);
    expect(contents(await plan(files, { bases: [SCOUT], unsafe: true }))['Notice']).toContain('Copyright ©');
  });
});

describe('no edit is promised', () => {
  it.each<[string, string]>([
    ['where a value stands for another', 'license: &l mit\nother: *l'],
    ['where the whole is in braces', '{ license: mit }'],
    ['where a key is written twice', 'license: mit\nlicense: bsd'],
  ])('%s', async (_, front) => {
    const { before, after } = await plan(
      { 'README.md': `---\n${front}\n---\n\n# Cake\n`, ...WEIGHTS },
      { bases: [SCOUT], unsafe: true },
    );
    for (const { obligations } of [before, after])
      expect(obligations.find(({ rule }) => rule === 'llama-4/license-metadata')).toMatchObject({
        outcome: 'unmet',
        fixable: false,
      });
  });

  it('of a card where a folder bears its name', async () => {
    const { before, changes } = await plan({ 'README.md/x.md': 'x', ...WEIGHTS }, { bases: [SCOUT] });
    expect(before.obligations.filter(({ fixable }) => fixable).map(({ rule }) => rule)).toEqual([
      'llama-4/agreement-copy',
      'llama-4/notice-file',
    ]);
    expect(changes.map(({ path }) => path)).toEqual(['Notice']);
  });
});
