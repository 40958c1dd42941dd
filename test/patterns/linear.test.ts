import { describe, expect, it } from 'vitest';

import { check } from '../../src/index.ts';

// Texts on which a pattern whose time grows faster than the text would take minutes to centuries. A test that hangs
// fails by the runner's own limit.

const SCOUT = 'meta-llama/Llama-4-Scout-17B-16E-Instruct';
const MANY = 300_000;
const run = (unit: string, count = MANY / unit.length): string => unit.repeat(count);
const front = (lines: string): string => `---\n${lines}\n---\n`;
const card = (body: string): Record<string, string> => ({
  'README.md': `${front(`base_model: ${SCOUT}`)}\n# Bread\n\n${body}\n`,
});

describe('check comes to its end', () => {
  it.each<[string, Record<string, string>]>([
    ['a comment of # in the front matter', { 'README.md': front(`${run('#', 30)}\nbase_model: ${SCOUT}`) }],
    ['many comments of #', { 'README.md': front(`${run(`# ${run('#', 60)}\n`, 200)}base_model: ${SCOUT}`) }],
    ['a comment of # behind the first line’s mark', { 'README.md': `---${run('#', 40)}\nbase_model: ${SCOUT}\n---\n` }],
    ['anchors and tags in the front matter', { 'README.md': `--- ${run('&!', 60)}\nbase_model: ${SCOUT}\n---\n` }],
    ['blanks in base_model', { 'README.md': front(`base_model: "${SCOUT}${run(' ')}x"`) }],
    ['tabs in base_model', { 'README.md': front(`base_model: "${run('\\t')}, ${SCOUT}"`) }],
    ['quotation marks behind a base', { 'README.md': front(`base_model: ${SCOUT}${run('>')}x`) }],
    [
      'quotation marks behind a base in a configuration',
      { 'config.json': `{"_name_or_path": "${SCOUT}${run("'")}x"}` },
    ],
    [
      'marks behind an adapter’s base',
      { 'adapter_config.json': `{"base_model_name_or_path": "${SCOUT}${run('>')}x"}` },
    ],
    [
      'question marks and line ends in a base',
      { 'adapter_config.json': `{"base_model_name_or_path": "${run('?#')}\\n${SCOUT}"}` },
    ],
    ['marks behind a Modelfile’s base', { Modelfile: `FROM ${SCOUT}${run('`')}x\n` }],
    ['slashes in a Modelfile', { Modelfile: `FROM ./a${run('/')}b\n` }],
    ['tabs before U+2028', { 'README.md': front(`base_model: [\nname:${run('\t')}\u2028x\n-${run('\t')}\u2028x`) }],
    ['slashes in a link', card(`[terms](https://www.llama.com/llama4${run('/')}x)`)],
    ['slashes in an address', card(`See https://www.llama.com/llama4/use-policy${run('/')}x for more.`)],
    ['question marks in an address', card(`[terms](https://www.llama.com/llama4/use-policy${run('?')}x)`)],
    [
      'blanks in a link of a license copy',
      { ...card('text'), LICENSE: `LLAMA 4 COMMUNITY LICENSE AGREEMENT [x](${run(' ')}"${run(' ')}"` },
    ],
    ['conditions', card(`${run(' if x')}. “Built with Llama” is displayed.`)],
    ['demands', card(`${run('must ')}“Built with Llama”`)],
    ['reasons', card(`${run('as the license requires, ')}we show “Built with Llama”`)],
    ['a license line of blanks', card(`License:${run('\u00a0 ')}`)],
    ['a heading of licenses', card(`## ${run('许可证')}x\n\nMIT`)],
    ['a label of blanks', card(`Base model${run(' \u00a0')}x`)],
    ['a name of words', card(`This is a fine-tuned version of ${run('Llama 4 Scout ')}`)],
    ['classes', card(`Based on ${run('Llama4ForToken')}.`)],
    ['sentences of “which”', card(run('A model, which is based on Llama 4 Scout which who whose that, '))],
    ['training words', card(`${run('trained tuned distilled ')}.`)],
    ['lists that are announced', card(run('models merged '))],
    ['full stops', card(`Bread is great${run('.')}x${run('!')}`)],
    [
      'names of files',
      {
        ...card('text'),
        [`${run('LICENSE', 200)}/x`]: '',
        [`${run('random_states', 200)}/vocab.pt`]: '',
        [`${run('results', 200)}.yaml`]: 'x: 1',
      },
    ],
    ['a name of hyphens', card(run('-'))],
  ])('on %s', { timeout: 60_000 }, async (_, files) => {
    const { repositories } = await check(
      { 'model.safetensors': '', ...files },
      { name: `acme/Llama-${run('-.', 60)}x` },
    );
    expect(repositories).toHaveLength(1);
  });
});
