import { describe, expect, it } from 'vitest';

import { said } from './cards.ts';

const HUB = 'https://huggingface.co/meta-llama/Llama-4-Scout-17B-16E-Instruct';
const LINK = `[Llama 4 Scout](${HUB})`;
/** The card's first heading names the model that its sentences are about. */
const card = (sentence: string): string => (sentence.startsWith('# ') ? sentence : `# Bread-8B\n\n${sentence}`);

describe('sentences in other languages that state the base', () => {
  it.each([
    [`本模型基于 ${LINK} 微调。`, `sentence finetune stated ${HUB}`],
    [`基于 ${LINK} 微调`, `sentence finetune stated ${HUB}`],
    [`我们使用 ${LINK} 进行微调`, `sentence finetune stated ${HUB}`],
    [`本模型是 ${LINK} 的微调版本`, `sentence finetune stated ${HUB}`],
    [`这是 ${LINK} 的 4bit 量化版本`, `sentence quantized stated ${HUB}`],
    [
      '在meta-llama/Llama-4-Scout-17B-16E-Instruct的基础上微调得到',
      'sentence finetune stated meta-llama/Llama-4-Scout-17B-16E-Instruct',
    ],
    [`Este modelo es una versión afinada de ${LINK}.`, `sentence finetune stated ${HUB}`],
    [`Versión afinada de ${LINK}`, `sentence finetune stated ${HUB}`],
    [`本模型基于 ${LINK} 构建。`, `sentence - likely ${HUB}`],
    [`本模型基于 ${LINK} 开发`, `sentence - likely ${HUB}`],
    [`Este modelo está basado en ${LINK}.`, `sentence - likely ${HUB}`],
    [`Modelo cuantizado a partir de ${LINK}`, `sentence quantized stated ${HUB}`],
    [`Este modelo é uma versão ajustada do ${LINK}.`, `sentence finetune stated ${HUB}`],
    [`Modelo treinado a partir do ${LINK}`, `sentence finetune stated ${HUB}`],
    [`Ce modèle est une version affinée de ${LINK}.`, `sentence finetune stated ${HUB}`],
    [`Version fine-tunée de ${LINK} pour le droit.`, `sentence finetune stated ${HUB}`],
    [`Ce modèle est basé sur ${LINK}.`, `sentence - likely ${HUB}`],
    [`Dieses Modell ist eine feinabgestimmte Version von ${LINK}.`, `sentence finetune stated ${HUB}`],
    [`Feinabgestimmte Version von ${LINK}`, `sentence finetune stated ${HUB}`],
    [`Dieses Modell basiert auf ${LINK}.`, `sentence - likely ${HUB}`],
    [`Questo modello è una versione affinata di ${LINK}.`, `sentence finetune stated ${HUB}`],
    [`Versione quantizzata di ${LINK}`, `sentence quantized stated ${HUB}`],
    [`Questo modello è basato su ${LINK}.`, `sentence - likely ${HUB}`],
    [`本モデルは${LINK}をベースに日本語データでファインチューニングしたものです。`, `sentence finetune stated ${HUB}`],
    [`${LINK}をファインチューニングしたモデルです。`, `sentence finetune stated ${HUB}`],
    [`${LINK}をGGUF形式に変換したものです。`, `sentence quantized stated ${HUB}`],
    [`このモデルは${LINK}をベースにしています。`, `sentence - likely ${HUB}`],
    [`이 모델은 ${LINK} 기반으로 파인튜닝되었습니다.`, `sentence finetune stated ${HUB}`],
    [`${LINK}을 한국어로 파인튜닝한 모델입니다.`, `sentence finetune stated ${HUB}`],
    [`${LINK} 모델을 기반으로 합니다.`, `sentence - likely ${HUB}`],
  ])('%s', (sentence, expected) => {
    expect(said(card(sentence))).toContain(expected);
  });
});

describe('the same languages, denying, comparing, planning and thanking', () => {
  it.each([
    `本模型与基于 ${LINK} 微调的模型相比更小。`,
    `本模型不是基于 ${LINK} 微调的。`,
    `计划推出基于 ${LINK} 微调的版本。`,
    `感谢 ${LINK} 的开源工作。`,
    `Este modelo no está basado en ${LINK}.`,
    `A diferencia de las versiones afinadas de ${LINK}, es pequeño.`,
    `Ce modèle n'est pas basé sur ${LINK}.`,
    `Dolphin ist eine feinabgestimmte Version von ${LINK}.`,
    `Anders als feinabgestimmte Versionen von ${LINK} ist es klein.`,
    `本モデルは${LINK}をベースにしたモデルより小さいです。`,
    `${LINK}をベースにした版は公開予定です。`,
    `이 모델은 ${LINK} 기반이 아닙니다.`,
    `Obrigado aos autores da versão ajustada do ${LINK}.`,
  ])('%s', (sentence) => {
    expect(said(card(sentence))).toEqual([]);
  });
});

describe('training data that a model wrote, in other languages', () => {
  it.each([
    ['Die Trainingsdaten wurden mit Llama 3.3 70B erzeugt.', 'outputs outputs likely Llama 3.3 70B'],
    ['训练数据由 Llama-3.3-70B-Instruct 生成。', 'outputs outputs likely Llama-3.3-70B-Instruct'],
    [`本模型使用 ${LINK} 合成的数据进行训练。`, `outputs outputs likely ${HUB}`],
    ['Les données d’entraînement ont été générées par Llama 3.3 70B.', 'outputs outputs likely Llama 3.3 70B'],
    ['Entrenado con diálogos generados por Llama 4 Maverick.', 'outputs outputs likely Llama 4 Maverick'],
    ['Llama 3.1 70Bが生成したデータで学習しました。', 'outputs outputs likely Llama 3.1 70B'],
    ['Llama 3.3 70B로 생성한 데이터로 학습했습니다.', 'outputs outputs likely Llama 3.3 70B'],
  ])('%s', (sentence, expected) => {
    expect(said(card(sentence))).toEqual([expected]);
  });

  it.each([
    '训练数据不是由 Llama-3.3-70B-Instruct 生成的。',
    '评测答案由 Llama 3.3 70B 生成，训练数据由人工标注。',
    'Les réponses de l’évaluation ont été générées par Llama 3.3 70B.',
    '测试集由 Llama 3.1 70B 生成，训练集由人工编写。',
    'Le jeu de test a été généré par Llama 3.1 70B, l’entraînement s’est fait sur des textes humains.',
    'テストデータはLlama 3.1 70Bで生成し、学習データは人手で作成しました。',
    'Der Testsatz wurde mit Llama 3.1 70B erzeugt, trainiert wurde auf menschlichen Texten.',
    'Die Beispiele wurden mit Llama 3.3 70B erzeugt.',
    'Nicht mit Daten trainiert, die von Llama 3.3 70B erzeugt wurden.',
  ])('says nothing of it: %s', (sentence) => {
    expect(said(card(sentence))).toEqual([]);
  });
});

describe('a name in such a sentence', () => {
  it.each([
    ['本模型基于 Llama 4 Scout 微调。', 'sentence finetune likely Llama 4 Scout'],
    ['基于Llama-4-Scout-17B-16E-Instruct微调', 'sentence finetune likely Llama-4-Scout-17B-16E-Instruct'],
    [
      'Llama 3.3 70B Instruct をベースに日本語で追加学習を行ったモデルです。',
      'sentence finetune likely Llama 3.3 70B Instruct',
    ],
    ['이 모델은 Llama 4 Scout를 파인튜닝한 모델입니다.', 'sentence finetune likely Llama 4 Scout'],
    [
      'Este modelo está basado en Llama 3.1 8B Instruct, afinado con textos jurídicos.',
      'sentence - likely Llama 3.1 8B Instruct',
    ],
    ['Este modelo é um ajuste fino (fine-tuning) do Llama 4 Maverick.', 'sentence finetune likely Llama 4 Maverick'],
    [
      'Bread est une version affinée de Llama-3.3-70B-Instruct sur des textes.',
      'sentence finetune likely Llama-3.3-70B-Instruct',
    ],
    ['Dieses Modell basiert auf Llama 3.1 8B.', 'sentence - likely Llama 3.1 8B'],
    ['Модель дообучена на основе Llama 3.1 8B на русских данных.', 'sentence finetune likely Llama 3.1 8B'],
    [
      'Дообученная версия meta-llama/Llama-4-Scout-17B-16E',
      'sentence finetune stated meta-llama/Llama-4-Scout-17B-16E',
    ],
    ['本模型基于 Llama 3.1 8B 微调，支持中文对话，可用作工具。', 'sentence finetune likely Llama 3.1 8B'],
    [
      '# Bread-Chat-8B\n\nBread-Chat ist eine feinabgestimmte Version von Llama 3.1 8B.',
      'sentence finetune likely Llama 3.1 8B',
    ],
    ['用于医疗问答的模型，基于 Llama 3.1 8B 微调。', 'sentence finetune likely Llama 3.1 8B'],
    ['基于 Llama 3.1 8B 微调的代码模型。', 'sentence finetune likely Llama 3.1 8B'],
    ['8B 版本基于 Llama 3.1 8B 微调。', 'sentence finetune likely Llama 3.1 8B'],
    ['Dieses 8B-Modell ist eine feinabgestimmte Version von Llama 3.1 8B.', 'sentence finetune likely Llama 3.1 8B'],
    ['Квантованная версия модели Llama 4 Maverick', 'sentence quantized likely Llama 4 Maverick'],
  ])('makes the base likely: %s', (sentence, expected) => {
    expect(said(card(sentence))).toContain(expected);
  });

  it.each([
    '本模型采用与 Llama 2 相同的架构，从零开始训练。',
    '本模型基于 Llama 3 架构从头训练。',
    '词表基于 Llama 2 扩展。',
    '我们的评测基于 Llama 3.1 8B 进行。',
    '我们使用 Llama 3.1 70B 对训练数据进行量化评估',
    '训练数据由Llama-3.1-70B转换而来',
    'Llama 3の構造をベースにしたモデルです。',
    'このデータはLlama 3.3 70Bをもとに作られました。',
    'Llama 3.1 70Bが生成したデータで学習しました。',
    '이 모델은 Llama 3 아키텍처를 기반으로 합니다.',
    '이 데이터는 Llama 3.3 70B 기반으로 만들어졌습니다.',
    'Basado en la arquitectura de Llama 3.1 8B, entrenado desde cero.',
    'Este modelo supera a Llama 3.1 8B.',
    'Afinado con datos sintéticos de Llama 3.3 70B.',
    'Este modelo fue entrenado con respuestas de Llama 3.1 70B.',
    'Ce modèle utilise le tokenizer basé sur Llama 3 8B.',
    'Unser Datensatz basiert auf Llama 3.1 8B.',
    'Anders als Modelle, die auf Llama 3 8B basieren, ist dieses frei.',
    'Модель обучена на ответах Llama 3.1 70B.',
    'Модель не основана на Llama 3.1 8B.',
    'Архитектура основана на Llama 3 8B.',
    '## 对比模型\n\n基于 Llama 3.1 8B 微调的模型。',
    '## ベースライン\n\nLlama-3.1-8Bをファインチューニングしたモデル。',
    '## 관련 모델\n\n- Llama-3.1-8B를 파인튜닝한 모델',
    '## Modelos relacionados\n\n- Versión afinada de Llama 3.1 8B',
    '## Modèles comparés\n\n- Version affinée de Llama 3.1 8B',
    '## Verwandte Modelle\n\n- Feinabgestimmte Version von Llama 3.1 8B',
    '## Modelli correlati\n\n- Versione affinata di Llama 3.1 8B',
    '## Планы\n\n- Дообученная версия Llama 3.3 70B',
    '本模型是基于 Llama 3.1 8B 微调的吗？不，从头训练。',
    '70B 版本基于 Llama 3.1 70B 微调。',
    'Bread-70B 基于 Llama 3.1 70B 微调，本模型从头训练。',
    '上一代模型基于 Llama 2 13B 微调。',
    '许多中文模型基于 Llama 2 7B 微调。',
    '该工具支持将 Llama 3.1 8B 量化为 GGUF。',
    '作为基线，我们在 Llama-3.1-8B-Instruct 上进行了微调。',
    '我们还将基于 Llama 3.1 70B 训练更大的模型。',
    '旧モデルはLlama 2 13Bをベースに学習しました。',
    '多くの日本語モデルはLlama 3 8Bをベースに学習されています。',
    'Llama-3.1-8B-Instructを量子化するツールです。',
    'Llama 3.1 8Bのファインチューニング方法を解説します。',
    '이전 모델은 Llama 2 13B 기반으로 학습되었습니다.',
    '많은 한국어 모델은 Llama-3-8B를 파인튜닝했습니다.',
    'Nuestro modelo de 70B fue entrenado a partir de Llama 3.1 70B.',
    'Una versión basada en Llama 3.3 70B llegará pronto.',
    'Este modelo reemplaza a nuestro modelo basado en Llama 2 13B.',
    'Este modelo, baseado na arquitetura do Llama 2 7B, foi treinado do zero.',
    'Ce modèle remplace notre modèle basé sur Llama 2 13B.',
    'Ce modèle est meilleur qu’une version affinée de Llama 3.1 8B.',
    'Dieses Modell ersetzt die feinabgestimmte Version von Llama 2 7B.',
    'Questo modello sostituisce la versione affinata di Llama 2 7B.',
    'Версия 70B основана на Llama 3.1 70B.',
    'Эта модель заменяет нашу модель на основе Llama 2 13B.',
  ])('says nothing of the base: %s', (sentence) => {
    expect(said(card(sentence)).filter((one) => !one.startsWith('outputs'))).toEqual([]);
  });
});
