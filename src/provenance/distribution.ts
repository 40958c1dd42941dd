import type { Mirrors } from '../rulebook/rulebook.ts';
import { matchesAny } from '../rulebook/pattern.ts';
import type { Evidence } from '../snapshot/place.ts';
import type { SnapshotFile } from '../snapshot/snapshot.ts';
import type { Card } from '../card/card.ts';
import type { JsonFile } from './json-file.ts';
import { formatMark, splitId } from '../models/model-reference.ts';
import type { GgufHeader } from './gguf.ts';
import { ggufAdapter } from './gguf-bases.ts';

/** What the repository distributes, by its file names and short files. */
export interface Distribution {
  /** Files with a model's weights. */
  readonly weights: readonly string[];
  /**
   * The first weights, also of an adapter, whose file does not have the name of another model; null without any.
   */
  readonly unnamedWeights: string | null;
  /** Adapter files: `adapter_config.json`, `adapter_model.*`. */
  readonly adapters: readonly string[];
  /** Adapter files without a whole model next to them, including GGUF adapters, or null. */
  readonly adapterFiles: Evidence | null;
  /** Other evidence for an adapter if there are no weights: the library or a tag, or null. */
  readonly adapterMark: Evidence | null;
  /** The evidence for a quantized or converted model, or null. */
  readonly quantized: Evidence | null;
  /** A merge recipe, or null. */
  readonly merge: Evidence | null;
  /** A tag for merges. Conversions copy it from the converted merge, so it proves less than a recipe. */
  readonly mergeTag: Evidence | null;
}

const WEIGHTS =
  /\.(?:safetensors|gguf|ggml|bin|pt|pth|ckpt|onnx|onnx_data|h5|msgpack|npz|mlmodel|mlpackage|tflite|llamafile|nemo|engine|keras|pte|task|litertlm|rkllm|mnn)$/i;
const NO_WEIGHTS =
  /(?:^|\/)(?:training_args|optimizer|scheduler|scaler|rng_state|random_states|tokenizer|vocab|merges|trainer_state|imatrix)[\w.-]*\.(?:bin|pt|pth|model)$/i;
/** PEFT's files, and those of mlx-lm. */
const ADAPTER =
  /(?:^|\/)(?:adapter_(?:config\.json|model(?:-\d+-of-\d+)?\.(?:safetensors|bin|pt))|(?:\d+_)?adapters\.(?:safetensors|npz))$/i;
const CONVERTED = /\.(?:gguf|ggml|onnx|mlmodel|mlpackage|tflite|llamafile|engine|pte|task|litertlm|rkllm|mnn)$/i;
/** transformers' key, and that of MLX. */
const QUANTIZATION_KEYS = ['quantization_config', 'quantization'];
/** Files of AutoGPTQ, AutoAWQ and ModelOpt. */
const QUANTIZATION_FILE = /^(?:quantize_config|quant_config|hf_quant_config)\.json$/i;
const MERGE_RECIPE = /^(?:mergekit_config|mergekit_moe_config|merge)\.ya?ml$/i;
const ADAPTER_TAGS = new Set(['lora', 'qlora', 'peft', 'adapter', 'dora']);

/** True for a file of an adapter: its weights or its settings. */
export function isAdapterFile(path: string): boolean {
  return ADAPTER.test(path);
}

/** True for a file with a model's weights. */
export function isWeightFile(path: string): boolean {
  return WEIGHTS.test(path) && !NO_WEIGHTS.test(path) && !ADAPTER.test(path);
}

/** Determines what is distributed from file names, `config.json`, the card's front matter and the name. */
export function readDistribution(
  input: {
    files: readonly SnapshotFile[];
    card: Card | null;
    config: JsonFile | null;
    gguf: readonly GgufHeader[];
    name: string;
  },
  mirrors: Mirrors,
): Distribution {
  const paths = input.files.map((file) => file.path);
  const adapters = paths.filter(isAdapterFile);
  const weights = paths.filter(isWeightFile);
  return {
    weights,
    unnamedWeights: [...weights, ...adapters].find((path) => !matchesAny(mirrors.strangers, modelName(path))) ?? null,
    adapters,
    adapterFiles: adapterFiles(input, weights, adapters),
    adapterMark: weights.length > 0 ? null : adapterMark(input.card),
    quantized: quantizedMark(paths, input, mirrors),
    merge: fileEvidence(
      paths.find((path) => MERGE_RECIPE.test(path)),
      'a merge recipe',
    ),
    mergeTag: tagEvidence(input.card, (tag) => tag === 'merge' || tag === 'mergekit'),
  };
}

/** The model's name in a file name: without folder, extension and part number. */
export function modelName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/(?:-\d{5}-of-\d{5})?\.\w+$/, '');
}

function adapterFiles(
  input: { files: readonly SnapshotFile[]; gguf: readonly GgufHeader[] },
  weights: readonly string[],
  adapters: readonly string[],
): Evidence | null {
  const models = weights.filter((path) => !path.includes('/'));
  if (models.length === 0 && adapters.length > 0)
    return fileEvidence(adapters.find((path) => !path.includes('/')) ?? adapters[0], 'adapter files');
  return models.every((path) => /\.gguf$/i.test(path)) ? ggufAdapter(input.gguf, input.files) : null;
}

/** Keys of the front matter that only a Space or a dataset has on the Hub. */
const NO_MODEL_KEYS = ['sdk', 'app_file', 'dataset_info', 'task_categories', 'configs'];

/**
 * True for a repository with a model or a model card. The README of code, a Space or a dataset is not a model card.
 */
export function isModelRepository(card: Card | null, distribution: Distribution, hasConfig: boolean): boolean {
  if (distribution.weights.length > 0 || distribution.adapters.length > 0 || hasConfig) return true;
  return card?.frontMatter != null && !isNoModelCard(card);
}

/** True for the card of a Space or a dataset, whose license applies to the program or the data. */
export function isNoModelCard(card: Card): boolean {
  const { frontMatter } = card;
  return frontMatter !== null && NO_MODEL_KEYS.some((key) => frontMatter.key(key) !== null);
}

function adapterMark(card: Card | null): Evidence | null {
  const library = card?.frontMatter?.values('library_name').find((value) => value.text.toLowerCase() === 'peft');
  if (library)
    return {
      file: library.place.file,
      line: library.place.line,
      column: library.place.column,
      says: 'library_name: peft',
    };
  return tagEvidence(card, (tag) => ADAPTER_TAGS.has(tag));
}

function quantizedMark(
  paths: readonly string[],
  input: { card: Card | null; config: JsonFile | null; name: string },
  mirrors: Mirrors,
): Evidence | null {
  const converted = fileEvidence(
    paths.find((path) => CONVERTED.test(path)),
    'a converted model file',
  );
  if (converted) return converted;
  const key = QUANTIZATION_KEYS.find((one) => input.config !== null && Object.hasOwn(input.config.object, one));
  if (input.config && key !== undefined) return { file: input.config.path, line: null, column: null, says: key };
  const own = fileEvidence(
    paths.find((path) => QUANTIZATION_FILE.test(path)),
    'the settings of a quantization',
  );
  if (own) return own;
  const mark = formatMark(splitId(input.name).model, mirrors);
  if (mark !== null) return { file: '.', line: null, column: null, says: `the name says ${mark}` };
  const front = input.card?.frontMatter;
  const by = front?.values('quantized_by')[0];
  if (by)
    return { file: by.place.file, line: by.place.line, column: by.place.column, says: `quantized_by: ${by.text}` };
  const library = front?.values('library_name').find((value) => formatMark(value.text, mirrors) !== null);
  if (library)
    return {
      file: library.place.file,
      line: library.place.line,
      column: library.place.column,
      says: `library_name: ${library.text}`,
    };
  return tagEvidence(input.card ?? null, (tag) => formatMark(tag, mirrors) !== null);
}

function tagEvidence(card: Card | null, says: (tag: string) => boolean): Evidence | null {
  const tag = card?.frontMatter?.values('tags').find((value) => says(value.text.toLowerCase()));
  return tag
    ? { file: tag.place.file, line: tag.place.line, column: tag.place.column, says: `tags: ${tag.text}` }
    : null;
}

function fileEvidence(path: string | undefined, says: string): Evidence | null {
  return path === undefined ? null : { file: path, line: null, column: null, says };
}
