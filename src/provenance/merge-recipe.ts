import { ignoreCase } from '../text/ignore-case.ts';
import type { Snapshot, SnapshotFile } from '../snapshot/snapshot.ts';
import { readYaml } from '../yaml/document.ts';
import { child, placeWithin, type YamlNode, type YamlScalar } from '../yaml/node.ts';
import type { BaseStatement, Origin } from '../evidence/statement.ts';
import { evidenceAt } from '../evidence/evidence-at.ts';
import { textsOf } from './texts-of.ts';

// https://github.com/arcee-ai/mergekit: a model is written `path[@revision][+lora[@revision]]`, or as a mapping with
// `model`, `lora` and `path`.

const RECIPE = ignoreCase(/^(?:mergekit(?:[_-](?:moe[_-])?config)?|merge(?:[_-]config)?)\.ya?ml$/);
/** File names differ in letter case. */
const MAX_FILES = 16;
const MAX_BASES = 100;
const DEEPEST = 8;

/** Keys under which a recipe names a model, and keys that contain such keys. */
const NAMES = new Set(['model', 'base_model', 'source_model']);
const LEADS = new Set(['models', 'slices', 'sources', 'experts', 'shared_experts', 'modules']);

interface Named {
  readonly key: string;
  readonly written: string;
  readonly index: number;
  readonly scalar: YamlScalar;
}

/** The merge recipes at the root. */
export function mergeRecipes(files: readonly SnapshotFile[]): readonly string[] {
  return files.filter(({ path, pointer }) => !pointer && RECIPE.test(path)).map(({ path }) => path);
}

/**
 * Every model in the recipes, each once, in the order of the files; for `model+lora`, both. Each is a base of a merge.
 * A recipe that is not YAML yields nothing.
 */
export async function readMergeRecipes(snapshot: Snapshot): Promise<Origin> {
  const bases: BaseStatement[] = [];
  const seen = new Set<string>();
  for (const { path, text } of await textsOf(snapshot, mergeRecipes(snapshot.files).slice(0, MAX_FILES))) {
    const root = text === null ? null : readYaml(path, text).root;
    if (root === null) continue;
    for (const { key, written, index, scalar } of modelsIn(root, 0)) {
      if (seen.has(written) || bases.length >= MAX_BASES) continue;
      seen.add(written);
      const place = placeWithin(scalar, index, written.length);
      bases.push({
        by: 'merge-recipe',
        written,
        relation: 'merge',
        most: 'stated',
        evidence: evidenceAt(place, `${key}: ${scalar.text}`),
      });
    }
  }
  return { bases, licenses: [] };
}

function modelsIn(node: YamlNode, depth: number): readonly Named[] {
  if (depth > DEEPEST) return [];
  if (node.kind === 'list') return node.items.flatMap((item) => modelsIn(item, depth + 1));
  if (node.kind !== 'mapping') return [];
  return node.entries.flatMap(({ key, value }) => {
    if (NAMES.has(key)) return namesOf(key, value, depth + 1);
    if (LEADS.has(key)) return modelsIn(value, depth + 1);
    // The modules of a model have names of their own.
    return value.kind === 'mapping' && ['slices', 'models'].some((one) => child(value, one) !== null)
      ? modelsIn(value, depth + 1)
      : [];
  });
}

function namesOf(key: string, node: YamlNode, depth: number): readonly Named[] {
  if (node.kind === 'scalar') return partsOf(key, node);
  if (node.kind !== 'mapping' || depth > DEEPEST) return [];
  return ['model', 'path', 'lora'].flatMap((part) => {
    const value = child(node, part);
    return value === null ? [] : namesOf(key, value, depth + 1);
  });
}

function partsOf(key: string, scalar: YamlScalar): readonly Named[] {
  if (typeof scalar.value !== 'string') return [];
  const found: Named[] = [];
  let from = 0;
  for (const part of scalar.text.split('+')) {
    const written = part.trim();
    const index = scalar.raw.indexOf(written, from);
    if (written !== '' && found.length < 2) found.push({ key, written, index: Math.max(0, index), scalar });
    from = Math.max(from, index + written.length);
  }
  return found;
}
