import { isAdapterFile, isWeightFile } from './distribution.ts';
import { jsonOf, readJson } from './json-file.ts';
import type { Snapshot, SnapshotFile } from '../snapshot/snapshot.ts';
import type { BaseStatement, Origin } from '../evidence/statement.ts';

const SETTINGS = /^(.+)\/(?:adapter_config|config)\.json$/;
/** Folders for tests and examples, whose models the repository does not distribute. */
const OF_TESTS =
  /(?:^|\/)(?:__tests__|(?:[\w-]+[-_])?tests?|tests?[-_]?(?:data|files|assets)|fixtures?|examples?|specs?|mocks?|dummy[\w-]*|tiny-random[\w-]*)\//i;
const DEEPEST = 4;
const MAX_FILES = 4;

/**
 * The settings files in folders with weights or an adapter, if the repository has none at its root: the nearest to the
 * root first, and at most four, since checkpoints of one training say the same.
 */
function folderSettings(files: readonly SnapshotFile[]): readonly string[] {
  const models = files
    .map(({ path }) => path)
    .filter((path) => (isWeightFile(path) || isAdapterFile(path)) && !path.endsWith('.json'));
  if (models.some((path) => !path.includes('/'))) return [];
  const folders = new Set(models.map((path) => path.slice(0, path.lastIndexOf('/'))));
  const depth = (path: string) => path.split('/').length;
  return files
    .filter(
      ({ path, pointer }) =>
        !pointer && folders.has(SETTINGS.exec(path)?.[1] ?? '') && !OF_TESTS.test(path) && depth(path) <= DEEPEST,
    )
    .map(({ path }) => path)
    .sort((a, b) => depth(a) - depth(b))
    .slice(0, MAX_FILES);
}

/** The bases in `adapter_config.json` and `config.json` of such folders. */
export async function readFolderSettings(snapshot: Snapshot): Promise<Origin> {
  const read = await Promise.all(folderSettings(snapshot.files).map((path) => readJson(snapshot, path)));
  const bases = read.flatMap((one): BaseStatement[] => {
    const file = jsonOf(one);
    if (file === null) return [];
    const adapter = file.path.endsWith('adapter_config.json');
    const named = file.text(adapter ? 'base_model_name_or_path' : '_name_or_path');
    if (named === null) return [];
    return [
      {
        by: adapter ? 'adapter' : 'config',
        written: named.value,
        relation: adapter ? 'adapter' : null,
        most: 'stated',
        evidence: named.evidence,
      },
    ];
  });
  return { bases, licenses: [] };
}
