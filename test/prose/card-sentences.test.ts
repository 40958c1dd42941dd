import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { said, statements } from './cards.ts';

const SCOUT = 'meta-llama/Llama-4-Scout-17B-16E-Instruct';
const HUB = `https://huggingface.co/${SCOUT}`;
const LINK = `[${SCOUT}](${HUB})`;

describe('cardSentences reads a phrase with each of its words', () => {
  it.each(['fine-tuned', 'finetuned', 'chat', 'instruction-tuned'])('a %s version, edition …', (changed) => {
    for (const thing of ['version', 'variant', 'edition']) {
      const sentence = `This is a ${changed} ${thing} of ${LINK}.`;
      expect(said(sentence), sentence).toEqual([`sentence finetune stated ${HUB}`]);
    }
  });
});

describe('cardSentences reads what tools write', () => {
  it.each([
    [
      'the trainer of transformers',
      `# out\n\nThis model is a fine-tuned version of ${LINK} on the None dataset.`,
      `finetune stated ${HUB}`,
    ],
    [
      'the same for a folder',
      'This model is a fine-tuned version of [/workspace/models/Llama-4-Scout](https://huggingface.co//workspace/models/Llama-4-Scout) on an unknown dataset.',
      'finetune stated /workspace/models/Llama-4-Scout',
    ],
    [
      'TRL',
      `# Model Card for out\n\nThis model is a fine-tuned version of ${LINK}.\nIt has been trained using [TRL](https://github.com/huggingface/trl).`,
      `finetune stated ${HUB}`,
    ],
    [
      'unsloth',
      `# Uploaded  model\n\n- **Developed by:** me\n- **License:** apache-2.0\n- **Finetuned from model :** unsloth/Llama-4-Scout-17B-16E-Instruct-unsloth-bnb-4bit`,
      'finetune stated unsloth/Llama-4-Scout-17B-16E-Instruct-unsloth-bnb-4bit',
    ],
    [
      'the template of transformers, filled in',
      `- **Finetuned from model [optional]:** ${SCOUT}`,
      `finetune stated ${SCOUT}`,
    ],
    [
      'diffusers and PEFT',
      `These are LoRA adapter weights for ${SCOUT}. The weights were trained on a photo.`,
      `adapter stated ${SCOUT}`,
    ],
    ['an adapter in code', `LoRA adapter for \`${SCOUT}\`.`, `adapter stated ${SCOUT}`],
    [
      'llm-compressor',
      `This model was obtained by quantizing the weights and activations of [Llama-4-Scout](${HUB}) to FP8 data type.`,
      `quantized stated ${HUB}`,
    ],
    ['a heading without a verb', `Quantized version of ${LINK}.`, `quantized stated ${HUB}`],
    ['AWQ', `This is an AWQ version of ${LINK}.`, `quantized stated ${HUB}`],
    ['GPTQ', `This repo contains GPTQ model files for ${LINK}.`, `quantized stated ${HUB}`],
    [
      'mlx-lm',
      `This model [mlx-community/X-4bit](https://huggingface.co/mlx-community/X-4bit) was converted to MLX format from [\`${SCOUT}\`](${HUB}) using mlx-lm version **0.22**.`,
      `quantized stated ${SCOUT}`,
    ],
    [
      'GGUF-my-repo',
      `# me/X-Q4_K_M-GGUF\nThis model was converted to GGUF format from [\`${SCOUT}\`](${HUB}) using llama.cpp via the ggml.ai space.`,
      `quantized stated ${SCOUT}`,
    ],
    ['mradermacher', `## About\n\nstatic quants of ${HUB}`, `quantized stated ${HUB}`],
    ['imatrix quants', `weighted/imatrix quants of ${HUB}`, `quantized stated ${HUB}`],
    [
      'bartowski',
      `## Llamacpp imatrix Quantizations of Llama-4-Scout-17B-16E-Instruct by meta-llama\n\nOriginal model: ${HUB}`,
      'quantized likely Llama-4-Scout-17B-16E-Instruct',
    ],
    ['a quantizer’s link', `Original model: ${HUB}`, `- stated ${HUB}`],
    [
      'TheBloke',
      `- Model creator: [Meta](https://huggingface.co/meta-llama)\n- Original model: [Llama 4 Scout](${HUB})`,
      `- stated ${HUB}`,
    ],
    ['transformers.js', `${HUB} with ONNX weights to be compatible with Transformers.js.`, `quantized stated ${HUB}`],
    [
      'a vendor',
      `The NVIDIA Llama 4 Scout 17B 16E Instruct FP8 model is the quantized version of the Meta's [Llama 4 Scout](${HUB}) model.`,
      `quantized stated ${HUB}`,
    ],
    [
      'Heretic',
      `This is a decensored version of ${LINK}, made using [Heretic](https://github.com/p-e-w/heretic)`,
      `finetune stated ${HUB}`,
    ],
    ['a DPO finetune', `A DPO finetune of ${SCOUT}.`, `finetune stated ${SCOUT}`],
    ['an abliterated version', `Abliterated version of ${LINK}`, `finetune stated ${HUB}`],
    ['a mirror', `This is a re-upload of ${LINK}.`, `original stated ${HUB}`],
    ['a person, by name', 'This version of FoxBrain is based on Meta Llama 3.1 70B.', '- likely Llama 3.1 70B'],
    [
      'a person, by name and with a comparison behind it',
      'Unlike Llama 3, this model is a fine-tuned version of Llama 4 Scout and outperforms it.',
      'finetune likely Llama 4 Scout',
    ],
    ['the title', '# Foo v2 — LoRA adapter for Llama 4 Scout', 'adapter likely Llama 4 Scout'],
    ['“it” after “this”', `This is Foo. It is a fine-tuned version of ${LINK}.`, `finetune stated ${HUB}`],
    ['its own name', `# org/Foo-8B\n\nFoo-8B is a fine-tuned version of ${LINK}.`, `finetune stated ${HUB}`],
    ['HTML', `<p>This model is a fine-tuned version of <a href="${HUB}">Scout</a>.</p>`, `finetune stated ${HUB}`],
  ])('%s', (_, source, expected) => {
    expect(said(source)).toContain(`sentence ${expected}`);
  });

  it('mergekit: the base and all that was merged', () => {
    const source = `---\ntags: [merge]\n---\n# merge\n\nThis is a merge of pre-trained language models created using [mergekit](https://github.com/cg123/mergekit).\n\n## Merge Details\n### Merge Method\n\nThis model was merged using the [TIES](https://arxiv.org/abs/2306.01708) merge method using ${LINK} as a base.\n\n### Models Merged\n\nThe following models were included in the merge:\n* [a/One-8B](https://huggingface.co/a/One-8B)\n* /home/me/Two + [b/Lora](https://huggingface.co/b/Lora)\n\n### Configuration\n\nThe following YAML configuration was used to produce this model:\n\n\`\`\`yaml\nbase_model: x/code\n\`\`\`\n`;
    expect(said(source)).toEqual([
      `sentence merge stated ${HUB}`,
      'sentence merge stated https://huggingface.co/a/One-8B',
      'sentence merge stated /home/me/Two',
      'sentence merge stated https://huggingface.co/b/Lora',
    ]);
  });

  it('all parents of a merge in one sentence', () => {
    expect(said('This is a merge of a/One-8B, [b/Two](https://huggingface.co/b/Two) and Llama 3.1 8B.')).toEqual([
      'sentence merge stated a/One-8B',
      'sentence merge stated https://huggingface.co/b/Two',
      'sentence merge likely Llama 3.1 8B',
    ]);
  });

  it('says where, and what', () => {
    const [statement] = statements(
      `---\nlicense: other\n---\n# out\n\nThis model is a **fine-tuned version** of\n[X](${HUB}) on data.\n`,
    );
    expect(statement?.evidence).toEqual({
      file: 'README.md',
      line: 7,
      column: 2,
      says: 'This model is a fine-tuned version of X on data.',
    });
  });

  it('reads the configuration that axolotl folds away', () => {
    const source = `# out\r\n\r\n<details><summary>See axolotl config</summary>\r\n\r\naxolotl version: \`0.9\`\r\n\`\`\`yaml\r\nbase_model: ${SCOUT} # big\r\nadapter: qlora\r\ndatasets:\r\n  - path: a/b\r\n\`\`\`\r\n\r\n</details><br>\r\n`;
    expect(statements(source)).toEqual([
      {
        by: 'sentence',
        written: SCOUT,
        relation: null,
        most: 'stated',
        evidence: { file: 'README.md', line: 7, column: 13, says: `base_model: ${SCOUT}` },
      },
    ]);
    expect(said('```yaml\nbase_model: a/b\n```')).toEqual([]);
  });
});

describe('cardSentences reads a maker behind any apostrophe', () => {
  it.each(["'", '’', '´'])('%s', (mark) => {
    const sentence = `This is a variant of [Meta](https://huggingface.co/meta-llama)${mark}s ${LINK} model, finetuned on recipes.`;
    expect(said(sentence)).toEqual([`sentence finetune stated ${HUB}`]);
  });
});

describe('cardSentences is not taken in by', () => {
  it.each([
    `This model is not a fine-tuned version of ${LINK}.`,
    `This model is not based on ${SCOUT}.`,
    `We compare it with Dolphin, a fine-tuned version of ${LINK}.`,
    `Dolphin 3 is a fine-tuned version of ${LINK}.`,
    `We compared it to Dolphin. It is a fine-tuned version of ${LINK}.`,
    `Unlike fine-tuned versions of ${LINK}, ours is trained from scratch.`,
    `This model outperforms the quantized version of ${LINK}.`,
    `This model was evaluated against ${LINK}, on a quantized version of ${LINK}.`,
    `You can train a LoRA adapter for ${LINK} with it.`,
    `If you need a quantized version of ${LINK}, look elsewhere.`,
    'This model is based on the Llama 4 architecture.',
    'This model is based on the Llama 4 Scout architecture with random weights.',
    'This project is based on llama.cpp.',
    `We use a quantized version of ${LINK} as the teacher of others.`,
    `This app runs a quantized version of ${LINK}.`,
    `This tutorial is based on ${LINK}.`,
    'This dataset is based on Llama 4 Scout.',
    'This repository is built on LlamaIndex.',
    'This model is based on the [Llama 4 paper](https://arxiv.org/abs/2501.00001).',
    'This model is a fine-tuned version of [None](https://huggingface.co/None) on a dataset.',
    `This model was fine-tuned on [llama data](https://huggingface.co/datasets/a/b).`,
    '- **Finetuned from model [optional]:** [More Information Needed]',
    `## Evaluation\n\nQuantized version of ${LINK}: 71.2`,
    `## Related models\n\n- Fine-tuned version of ${LINK}`,
    `<!-- This model is a fine-tuned version of ${LINK} -->`,
    `\`\`\`\nThis model is a fine-tuned version of ${SCOUT}\n\`\`\``,
    `| Model | Score |\n|---|---|\n| fine-tuned version of ${LINK} | 1 |`,
    `Inspired by ${LINK}. See also the [blog](https://huggingface.co/blog/llama4).`,
    'In all cases, outputs were generated with the [vLLM](https://docs.vllm.ai/en/stable/) engine.',
    'The model supports LoRA adapters for 3 tasks.',
  ])('%s', (source) => {
    expect(said(source)).toEqual([]);
  });

  it('any text at all', () => {
    const words = fc.constantFrom(
      'This model is',
      'a fine-tuned version of',
      'LoRA adapter for',
      LINK,
      `\`${SCOUT}\``,
      'Base model:',
      '|',
      '\n',
      '* ',
      '# ',
      'Llama 4',
      '<td>',
      '\uFFFC',
      '```yaml',
      'See axolotl config',
      'base_model:',
      'distilled from',
      'as a base',
      'using',
      ' and ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string({ unit: 'binary' }))), (parts) => {
        for (const { evidence, written } of statements(parts.join(' '))) {
          expect(written).not.toBe('');
          expect(evidence.line).toBeGreaterThan(0);
          expect(evidence.column).toBeGreaterThan(0);
        }
      }),
    );
  });

  it.each([
    '[',
    '`',
    'a fine-tuned version of ',
    '(',
    'llama 4 ',
    'x/',
    '<td>',
    '- Base model: ',
    'LoRA for https://huggingface.co/a/b ! ',
    'The following models were included in the merge:\n\n',
  ])('%j over and over', (part) => {
    expect(statements(part.repeat(200_000 / part.length)).length).toBeLessThanOrEqual(300);
  });
});
