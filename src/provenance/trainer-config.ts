import type { Certainty } from '../report.ts';
import type { Snapshot, SnapshotFile } from '../snapshot/snapshot.ts';
import { readYaml } from '../yaml/document.ts';
import { child, YAML_LIMIT, type YamlNode } from '../yaml/node.ts';
import type { BaseStatement, Origin } from '../evidence/statement.ts';
import { mergeRecipes } from './merge-recipe.ts';
import { evidenceAt } from '../evidence/evidence-at.ts';
import { textsOf } from './texts-of.ts';

const CONFIG = /^[^/]+\.(?:ya?ml|json)$/i;
/** Files of other tools, which never configure training. */
const OTHER = new RegExp(
  [
    '^(?:\\.|tokenizer|tsconfig|docker-compose)|results|\\.index$',
    '^(?:config|adapter_config|generation_config|(?:\\w+_)?(?:pre)?processor_config|chat_template|params|tekken|model_index',
    'sentence_bert_config|config_sentence_transformers|special_tokens_map|added_tokens|vocab|merges|package(?:-lock)?',
    'modules|trainer_state|quantiz\\w*|compose|action|mkdocs|environment|conda|pnpm-lock|dataset_infos?)$',
  ].join('|'),
  'i',
);
const OTHER_BUT = /^config\.ya?ml$/i;
const TRAINER_NAME = /axolotl|llama[-_]?factory|torchtune|unsloth|train|fine[-_]?tun|sft|dpo|orpo|grpo|q?lora/i;
const MAX_FILES = 20;

/** Keys that only training configurations have: of axolotl, LLaMA-Factory, torchtune, TRL and transformers. */
const TRAINING = new Set([
  'learning_rate',
  'lr',
  'num_epochs',
  'num_train_epochs',
  'epochs',
  'max_steps',
  'micro_batch_size',
  'per_device_train_batch_size',
  'gradient_accumulation_steps',
  'lora_r',
  'lora_rank',
  'lora_alpha',
  'finetuning_type',
  'do_train',
  'optimizer',
  'lr_scheduler',
  'lr_scheduler_type',
  'datasets',
  'train_file',
  'warmup_steps',
  'warmup_ratio',
  'training_args',
  'training_arguments',
  'rl',
]);
const BASE_KEYS = ['base_model', 'model_name_or_path', 'pretrained_model_name_or_path', 'base_model_name_or_path'];
/** Keys that every kind of configuration uses: next to keys of training, they mean the trained model. */
const LOOSE_KEYS = ['model_name', 'model_id', 'model'];
/** Mappings that contain the model. */
const GROUPS = ['model', 'model_args', 'model_arguments', 'model_config', 'checkpointer'];

/**
 * The starting model of a training configuration at the root (axolotl, LLaMA-Factory, torchtune, TRL, unsloth). Next to
 * weights or adapter files, it is their base; without any, the configuration is a recipe and only a mention, which the
 * caller distinguishes. A configuration without a sign of training makes a base at most likely, and one that only loads
 * a model (`model_name_or_path` of an evaluation or a server) says nothing.
 */
export async function readTrainerConfigs(snapshot: Snapshot): Promise<Origin> {
  const bases: BaseStatement[] = [];
  for (const { path, text } of await textsOf(snapshot, trainerConfigs(snapshot.files))) {
    if (text === null || !/model|checkpoint/.test(text)) continue;
    const { root } = readYaml(path, text);
    if (root !== null) bases.push(...basesOf(path, root));
  }
  return { bases, licenses: [] };
}

function trainerConfigs(files: readonly SnapshotFile[]): readonly string[] {
  const recipes = new Set(mergeRecipes(files));
  return files
    .filter(({ path, pointer, size }) => !pointer && size <= YAML_LIMIT && CONFIG.test(path) && !recipes.has(path))
    .map(({ path }) => path)
    .filter((path) => OTHER_BUT.test(path) || !OTHER.test(path.slice(0, path.lastIndexOf('.'))))
    .sort((a, b) => Number(TRAINER_NAME.test(b)) - Number(TRAINER_NAME.test(a)))
    .slice(0, MAX_FILES);
}

function basesOf(path: string, root: YamlNode): BaseStatement[] {
  if (root.kind !== 'mapping') return [];
  const trains = root.entries.some(
    ({ key, value }) =>
      TRAINING.has(key) || (value.kind === 'mapping' && value.entries.some((entry) => TRAINING.has(entry.key))),
  );
  const sure = trains || TRAINER_NAME.test(path);
  const groups = GROUPS.map((group) => child(root, group)).filter((group) => group?.kind === 'mapping');
  const keys = sure ? [...BASE_KEYS, ...LOOSE_KEYS] : ['base_model'];
  for (const group of [root, ...groups]) {
    for (const key of keys) {
      const base = baseUnder(group, key, sure ? 'stated' : 'likely');
      if (base !== null) return [base];
    }
    // torchtune names only the folder to which the weights were downloaded.
    const folder = trains ? baseUnder(group, 'checkpoint_dir', 'likely') : null;
    if (folder !== null) return [folder];
  }
  return [];
}

function baseUnder(node: YamlNode, key: string, most: Certainty): BaseStatement | null {
  const value = child(node, key);
  if (value?.kind !== 'scalar' || typeof value.value !== 'string' || value.text.trim() === '') return null;
  // A placeholder of a template language is not a name.
  if (/^\$|\$\{|\{\{|[\r\n]/.test(value.text)) return null;
  return {
    by: 'trainer-config',
    written: value.text.trim(),
    relation: null,
    most,
    evidence: evidenceAt(value.place, `${key}: ${value.text}`),
  };
}
