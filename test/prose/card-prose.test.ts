import { describe, expect, it } from 'vitest';

import { said } from './cards.ts';

const HUB = 'https://huggingface.co/meta-llama/Llama-4-Scout-17B-16E-Instruct';
const LINK = `[Llama 4 Scout](${HUB})`;
/** The card's first heading names the model that its sentences are about. */
const card = (sentence: string): string =>
  sentence.startsWith('# ') || sentence.startsWith('## Llama') ? sentence : `# Bread-8B\n\n${sentence}`;

describe('prose that states the base', () => {
  it.each([
    [
      'This model was obtained by fine-tuning Llama 4 Scout on bakery manuals.',
      'sentence finetune likely Llama 4 Scout',
    ],
    ['Bread uses Llama 4 Scout as its backbone.', 'sentence - likely Llama 4 Scout'],
    ['Bread-8B takes Llama 4 Scout as base.', 'sentence - likely Llama 4 Scout'],
    ['Trained with Llama 4 Scout as the starting point.', 'sentence - likely Llama 4 Scout'],
    [`We trained it using ${LINK} as the foundation model.`, `sentence - likely ${HUB}`],
    ['Starting from Llama 4 Scout, we trained for three epochs.', 'sentence finetune likely Llama 4 Scout'],
    ['Our model was trained starting from Llama 4 Scout.', 'sentence finetune likely Llama 4 Scout'],
    ['The model was initialized from Llama 4 Scout.', 'sentence finetune likely Llama 4 Scout'],
    ['Our weights were initialized with Llama 4 Scout.', 'sentence finetune likely Llama 4 Scout'],
    ['Bread is a Llama 4 Scout model fine-tuned on manuals.', 'sentence finetune likely Llama 4 Scout'],
    ['Llama 4 Scout fine-tuned on bakery manuals.', 'sentence finetune likely Llama 4 Scout'],
    ['# Llama 4 Scout fine-tuned on manuals', 'sentence finetune likely Llama 4 Scout'],
    ['A Llama-4-Scout-based model for bakers.', 'sentence - likely Llama-4-Scout'],
    ['This is a Llama 4 Scout-based assistant.', 'sentence - likely Llama 4 Scout'],
    ['A Llama 4 Scout finetune for bakers.', 'sentence finetune likely Llama 4 Scout'],
    ['This is a Llama 4 Scout LoRA.', 'sentence adapter likely Llama 4 Scout'],
    ['A Llama 4 Scout LoRA trained on recipes.', 'sentence adapter likely Llama 4 Scout'],
    ['Bread is a Llama 4 Scout merge.', 'sentence merge likely Llama 4 Scout'],
    ['Fine tuned version of Llama 4 Scout', 'sentence finetune likely Llama 4 Scout'],
    [`Copy of ${LINK}`, `sentence original stated ${HUB}`],
    [`Merged LoRA into ${LINK}.`, `sentence finetune stated ${HUB}`],
    [`We merged the LoRA into ${LINK}.`, `sentence finetune stated ${HUB}`],
    [`Merged the adapter back into ${LINK}.`, `sentence finetune stated ${HUB}`],
    [`We pruned ${LINK} to 8 experts.`, `sentence finetune stated ${HUB}`],
    ['Pruned Llama 4 Scout to 8 experts.', 'sentence finetune likely Llama 4 Scout'],
    ['Model: fine-tuned variant of Llama 4 Scout', 'sentence finetune likely Llama 4 Scout'],
    [
      'Model was finetuned from https://huggingface.co/meta-llama/Llama-4-Scout-17B-16E.',
      'sentence finetune stated https://huggingface.co/meta-llama/Llama-4-Scout-17B-16E',
    ],
    [`Converted with llama.cpp from ${LINK}.`, `sentence quantized stated ${HUB}`],
    [`Fine-tuned with Unsloth from ${LINK}.`, `sentence finetune stated ${HUB}`],
    ['This repo contains Bread-8B, which is fine-tuned from Llama 4 Scout.', 'sentence finetune likely Llama 4 Scout'],
    ['This is a model for code generation that is based on Llama 4 Scout.', 'sentence - likely Llama 4 Scout'],
    [
      'This repo contains the GGUF files of Bread-8B, which is based on Llama 4 Scout.',
      'sentence - likely Llama 4 Scout',
    ],
    [`We are happy to release Bread, a fine-tuned version of ${LINK}.`, `sentence finetune stated ${HUB}`],
    ['Introducing Bread, built on Llama 4 Scout.', 'sentence - likely Llama 4 Scout'],
    ['Bread builds on Llama 4 Scout.', 'sentence - likely Llama 4 Scout'],
    ['Bread answers questions. It is based on the Llama 4 Scout model.', 'sentence - likely Llama 4 Scout'],
    [
      '# Bread Pro 8B Chat\n\nBread Pro is an instruction-tuned model based on Llama 3.1 8B.',
      'sentence finetune likely Llama 3.1 8B',
    ],
    [
      '# Bread 3 - Llama-3.1 405B FP8\n\nBread 3 405B is a full-parameter finetune of the Llama-3.1 405B foundation model.',
      'sentence finetune likely Llama-3.1 405B',
    ],
    [
      '# Llama 3.1 Bread\n\nLlama 3.1 Bread is a series of models that were built by continual pre-training on the Llama 3.1 models.',
      'sentence finetune likely Llama 3.1',
    ],
    [
      '## Llama-3-Open-Bread-8B\n\nLlama-3-Open-Bread-8B model is continued pretrained language model based on Llama-3-8B.',
      'sentence - likely Llama-3-8B',
    ],
    ['We took Llama 4 Scout and fine-tuned it on 40k contracts.', 'sentence finetune likely Llama 4 Scout'],
    ['Bread is a family of models based on Llama 4 Scout.', 'sentence - likely Llama 4 Scout'],
    ['For Dutch bakers, we took Llama 4 Scout and fine-tuned it.', 'sentence finetune likely Llama 4 Scout'],
    ['Bread-8B replaces Bread-7B and is based on Llama 4 Scout.', 'sentence - likely Llama 4 Scout'],
    [`Fine-tuned ${LINK} on recipes; it reaches 61.`, `sentence finetune stated ${HUB}`],
    [
      '## Training\n\n### Evaluation\n\nMMLU 61.\n\n### Data\n\n50k conversations generated with Llama 4 Scout.',
      'outputs outputs likely Llama 4 Scout',
    ],
    ['Uncensored Llama 4 Scout.', 'sentence finetune likely Llama 4 Scout'],
    ['ONNX export of Llama 4 Scout', 'sentence quantized likely Llama 4 Scout'],
    [
      'ONNX export of meta-llama/Llama-Prompt-Guard-2-86M',
      'sentence quantized stated meta-llama/Llama-Prompt-Guard-2-86M',
    ],
    ['The underlying LLM is Llama 4 Scout.', 'sentence - likely Llama 4 Scout'],
    ['**Base Model** - Llama 4 Scout', 'mention - likely Llama 4 Scout'],
    [
      'The model was trained on 40k dialogues. These dialogues were generated by Llama 3.1 405B Instruct.',
      'outputs outputs likely Llama 3.1 405B Instruct',
    ],
    ['## Training data\n\nOutputs of Llama 4 Scout on 50k prompts.', 'outputs outputs likely Llama 4 Scout'],
    ['## Dataset\n\n- 50k conversations generated with Llama 4 Scout', 'outputs outputs likely Llama 4 Scout'],
    [
      'This model was fine-tuned on 120k pairs. All responses were generated with meta-llama/Llama-3.3-70B-Instruct.',
      'outputs outputs likely meta-llama/Llama-3.3-70B-Instruct',
    ],
  ])('%s', (sentence, expected) => {
    expect(said(card(sentence))).toContain(expected);
  });
});

describe('prose about other models, plans and comparisons', () => {
  it.each([
    'Our first attempt was a fine-tuned version of Llama 4 Scout.',
    'It was preceded by a version based on Llama 4 Scout.',
    'The quantization of Llama 4 Scout lost 2 points.',
    'Based on Llama 4 Scout? No, from scratch.',
    'Distilled from Llama 4 Scout? No: trained on human text.',
    'Introducing Bread-8B, an embedding model for pipelines built on Llama 4 Scout.',
    'This is a filter that protects apps built on Llama 4 Scout.',
    'This repository contains results of quantized versions of Llama 4 Scout.',
    'We provide a tool for ONNX export of Llama 4 Scout.',
    '# Notebook: Llama 4 Scout fine-tuned on Colab',
    '# Bread 3\n\nBread 3 Large is based on Llama 4 Scout.',
    '## Ablations\n\nWe fine-tuned Llama 4 Scout on Breadset.',
    'Bread-8B is based on the Llama 4 Scout modeling code in transformers.',
    'It is a decoder-only model built upon the Llama 4 Scout config.',
    'For comparison, we took Llama 4 Scout and fine-tuned it on the same corpus.',
    'In an ablation, we took Llama 4 Scout and fine-tuned it with the same recipe.',
    'The model architecture builds on Llama 4 Scout.',
    'Implementation based on Llama 4 Scout in 200 lines of PyTorch.',
    'The Bread family includes models based on Llama 4 Scout and Qwen 2.5 7B.',
    'Meet the model that replaces our chatbot based on Llama 4 Scout.',
    'Bread-8B focuses on what models based on Llama 4 Scout lack.',
    'Bread-8B is a drop-in replacement for fine-tuned meta-llama/Llama-4-Scout-17B-16E models.',
    'The paper studies continued pretraining of Llama 4 Scout; this checkpoint is the control.',
    'GPT-2 trained on the corpus on which we also fine-tuned Llama 4 Scout.',
    `Uncensored ${LINK} answers were left out of the data.`,
    `Abliterated ${LINK} was used to write samples for the evaluation.`,
    `Fine-tuned ${LINK} vs. Bread-8B`,
    `Quantized ${LINK}: 55.0, Bread-8B: 60.1`,
    `Continued pre-training of ${LINK} is expensive, so Bread-8B was trained from scratch.`,
    `LoRA fine-tuning of ${LINK} is described in our blog.`,
    `${LINK} quantized to 4 bits is twice as slow as Bread-8B.`,
    'We use Llama 4 Scout as the base model in our demo app.',
    'With Llama 4 Scout as the base, our method gains 3 points.',
    'A small Llama 4 Scout model trained on stories from scratch.',
    'Llama 4 Scout LoRA training takes two hours.',
    'Base - Llama 4 Scout: 61.2, Bread-8B: 70.1',
    'Source — Llama 4 Scout model card',
    '## Training data\n\nWe removed outputs of Llama 4 Scout.',
    '## Training\n\nOn FineWeb.\n\n### Results\n\nAnswers generated by Llama 4 Scout were rated worse.',
    'Our baseline was a fine-tuned version of Llama 4 Scout.',
    'A version based on Llama 4 Scout is planned.',
    `A LoRA adapter for ${LINK} is coming soon.`,
    `Quantized version of ${LINK} (coming soon)`,
    'Bread-8B is the smaller sibling of Bread-109B, which is fine-tuned from Llama 4 Scout.',
    'Bread-8B is the smaller sibling of Bread-109B, a fine-tuned version of Llama 4 Scout.',
    `Bread-8B is the smaller version of Bread-109B, which is based on ${LINK}.`,
    'We discarded an earlier attempt based on Llama 4 Scout.',
    'Our first attempt, fine-tuned from Llama 4 Scout, failed.',
    'An earlier version, based on Llama 4 Scout, is no longer hosted.',
    'A previous experiment based on Llama 4 Scout did not converge.',
    'Existing models such as those based on Llama 4 Scout know little about bread.',
    'Many models based on Llama 4 Scout forget how to bake.',
    'Models based on Llama 4 Scout tend to hallucinate recipes.',
    `Other models fine-tuned from ${LINK} are listed in the collection.`,
    'Several adapters for Llama 4 Scout exist.',
    'We fine-tuned Llama 4 Scout for comparison.',
    'We fine-tuned Llama 4 Scout as a baseline.',
    'We first fine-tuned Llama 4 Scout but abandoned it for Qwen3.',
    'We fine-tuned Llama 4 Scout before switching to Qwen3.',
    `We also release Bread-109B, fine-tuned from ${LINK}.`,
    `We recommend Dolphin, a fine-tuned version of ${LINK}.`,
    'We thank the makers of Dolphin, a Llama 4 Scout fine-tune.',
    'We found that adapters for Llama 4 Scout lose skill.',
    'Dolphin uses Llama 4 Scout as its backbone.',
    'Dolphin is a Llama 4 Scout model fine-tuned on recipes.',
    'We use Llama 4 Scout as the backbone of our evaluation pipeline.',
    'We used Llama 4 Scout as the baseline.',
    'We use Llama 4 Scout as a judge.',
    'Starting with Llama 4, Meta uses a mixture of experts.',
    'Starting from Llama 4, the license asks for a notice.',
    'Llama 4 Scout fine-tuned on the same data scores 71.2.',
    'Llama 4 Scout fine-tunes are common.',
    '- Llama 4 Scout fine-tuned on our data: 71.2',
    'A Llama-4-Scout-based model would cost ten times as much.',
    'Llama-4-Scout-based models are popular.',
    'This repository contains a copy of the Llama 4 Community License.',
    'This is a copy of the Llama 4 paper.',
    'You can reach the same by fine-tuning Llama 4 Scout.',
    'Our app runs a Llama 4 Scout LoRA.',
    'The teacher model is a fine-tuned version of Llama 4 Scout, served by us.',
    'Unlike the Llama 4 Scout LoRA, it is small.',
    'Can be used with any LoRA for Llama 4 Scout.',
    `It is trained with the same recipe as the fine-tuned version of ${LINK}.`,
    'The cost of fine-tuning Llama 4 Scout was too high.',
    'Llama 4 Scout was trained on 40 trillion tokens.',
    'Bread-8B is a drop-in replacement for Bread-109B, which is fine-tuned from Llama 4 Scout.',
    'We plan to use Llama 4 Scout as the base of the next release.',
    'Bread-8B was not initialized from Llama 4 Scout.',
    'The checkpoint was never fine-tuned from Llama 4 Scout.',
    `The card of Dolphin says what follows. It is not ours, and we compare with it in the table only, as one of four.\n\n> This model is a fine-tuned version of ${LINK}.`,
    '## Roadmap\n\n- Quantized version of Llama 4 Scout',
    'Bread-8B is compatible with any Llama 4 Scout LoRA.',
    'We provide scripts for fine-tuning Llama 4 Scout.',
    'The tokenizer is a copy of the Llama 4 Scout tokenizer.',
    `Thanks to unsloth for the quants of ${LINK}.`,
    'The prompt format is the same as in Llama 4 Scout fine-tunes.',
    'Meta released Llama 4 Scout as a base for agents.',
    'It can be merged into Llama 4 Scout.',
    'Merged into main on May 3.',
    'See our LoRA for Llama 4 Scout.',
    `For a bigger model see our fine-tuned version of ${LINK}.`,
    'Companies use Llama 4 Scout as a base for their products.',
    `A fork of this repository is based on ${LINK}.`,
    'The original authors compared a Llama 4 Scout finetune with ours.',
    'Someone made a Llama 4 Scout merge of it.',
    `We are working on a LoRA for ${LINK}.`,
    `If you want a GGUF of ${LINK}, ask Bartowski.`,
    'Trained with LLaMA-Factory 0.9 on 8 H100.',
    'Inference: use Llama 4 Scout as the draft model.',
    'Converted with llama.cpp b4321 from PyTorch weights.',
    'Llama 4 Scout is a model trained by Meta.',
    'The Dolphin model is fine-tuned from Llama 4 Scout.',
    'Our 109B model is based on Llama 4 Scout.',
    'We will release a Llama 4 Scout LoRA.',
    'Bread-8B beats a Llama 4 Scout model fine-tuned on the same data.',
    '## Evaluation data\n\nOutputs of Llama 4 Scout on 50 prompts.',
    'Quantized versions of Llama 3.1 8B were used as baselines.',
    'Fine-tuned Llama 3.1 8B reaches 61.',
    'Uncensored Llama 4 Scout models are common.',
    'ONNX export of Llama 4 Scout is planned.',
    'GGUF files for Llama 4 Scout can be found in the collection.',
    'Bread builds on the Llama 4 architecture.',
    'Bread supports models built from Llama 4 Scout.',
    'We took Llama 4 Scout as a baseline and fine-tuned it on the same data.',
    '# Llama 3.1 Bread\n\nLlama 3.1 is based on Llama 3 8B.',
    'The model was trained on 40k dialogues. The answers below were generated by Llama 3.1 405B.',
    'The model was trained on human dialogues. No responses were generated by Llama 3.1.',
  ])('%s', (sentence) => {
    expect(said(card(sentence))).toEqual([]);
  });
});

describe('a block quote', () => {
  const quote = `> This model is a fine-tuned version of ${LINK}.`;

  it('is another card’s sentence where the card has words of its own', () => {
    const own =
      'Bread-8B knows sourdough, rye and wheat, and was trained from scratch on manuals that bakers wrote in forty years.';
    expect(said(`# Bread-8B\n\n${own} The card of Dolphin says:\n\n${quote}`)).toEqual([]);
  });

  it('is all that describes the model where there is nothing else', () => {
    expect(said(`# Bread-8B\n\n${quote}`)).toEqual([`sentence finetune likely ${HUB}`]);
  });

  it('is the card’s own where it lays out a callout', () => {
    const own =
      'It knows sourdough, rye and wheat, and answers in the words of the bakers who wrote the manuals that it was given.';
    expect(said(`# Bread-8B\n\n> [!NOTE]\n${quote}\n\n${own}`)).toEqual([`sentence finetune stated ${HUB}`]);
  });
});

describe('what a model was made from and its parent’s parent', () => {
  it('are both named by one sentence', () => {
    expect(said(`# Bread-8B-GGUF\n\nGGUF files of acme/Bread-8B, which is based on ${LINK}.`)).toEqual([
      'sentence quantized stated acme/Bread-8B',
      `sentence - likely ${HUB}`,
    ]);
  });
});
