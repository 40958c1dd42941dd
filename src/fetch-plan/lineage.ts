import type { Snapshot } from '../snapshot/snapshot.ts';
import { isModelRepository } from '../provenance/distribution.ts';
import { factsOf, statesBase, type FilesRead } from '../facts/facts-of.ts';
import type { Facts } from '../facts/facts.ts';
import { jsonOf, readJson, type JsonFile } from '../provenance/json-file.ts';
import { decideLineage, effectiveBases, type DecidedLineage } from '../lineage/lineage.ts';
import { GGUF_LIMIT, readGguf, type GgufHeader } from '../provenance/gguf.ts';
import { ggufFiles, ggufOrigin, MAX_ADAPTER_BYTES } from '../provenance/gguf-bases.ts';
import { readProgramCode } from '../provenance/program-code.ts';
import { readFolderSettings } from '../provenance/folder-settings.ts';
import type { OriginFiles } from '../provenance/read-files.ts';
import { readSafetensorsHeaders, readSafetensorsOrigin } from '../provenance/safetensors-bases.ts';
import { readTrainerConfigs } from '../provenance/trainer-config.ts';
import type { FactsInput } from './facts-input.ts';

// Which files can still change the lineage, once the card, the adapter's configuration and the recipes are read. A base
// that one of these states outranks whatever else a tool left behind: that is not asked for a second one.

const CONFIG = 'config.json';
/** The least that a configuration can add: that it is there, and says that the model is quantized. */
const QUANTIZED: JsonFile = {
  path: CONFIG,
  object: { quantization_config: {} },
  text: () => null,
  mayName: () => false,
};

/** Reads `config.json` where it could tell the base, or change what the repository is to it. */
export async function readOpenConfig(
  snapshot: Snapshot,
  read: FilesRead,
  input: FactsInput,
): Promise<FilesRead['config']> {
  const each = await decide(snapshot, read, input);
  const settled = each.length > 0 && each.every(({ certainty }) => certainty === 'stated');
  const relations = (among: DecidedLineage['each']) =>
    among.map(({ license, relation }) => `${license} ${relation}`).join('\n');
  if (settled && relations(await decide(snapshot, { ...read, config: QUANTIZED }, input)) === relations(each))
    return null;
  return readJson(snapshot, CONFIG);
}

async function decide(snapshot: Snapshot, read: FilesRead, input: FactsInput): Promise<DecidedLineage['each']> {
  return decideLineage(await input.follow(factsOf(snapshot, read, input)), input.relation, input.licenses).each;
}

/** Reads headers, training configurations and programs where no base is stated, and what there is does not rule Llama out. */
export async function readOpenOrigins(snapshot: Snapshot, read: FilesRead, input: FactsInput): Promise<OriginFiles> {
  const facts = await input.follow(factsOf(snapshot, read, input));
  if (!areOriginsOpen(facts, read)) return { ...read.origins, gguf: await readOpenAdapter(snapshot, facts, input) };
  const { weights, adapters } = facts.distribution;
  const hasConfig = jsonOf(read.config) !== null;
  const [gguf, safetensors, folders, trainers, programs] = await Promise.all([
    readGgufs(snapshot),
    // The shape of the weights tells what the configuration tells, at the cost of the index and of several headers.
    hasConfig ? readSafetensorsHeaders(snapshot) : readSafetensorsOrigin(snapshot),
    readFolderSettings(snapshot),
    isModelRepository(facts.card, facts.distribution, hasConfig) ? readTrainerConfigs(snapshot) : read.origins.trainers,
    weights.length + adapters.length > 0 ? readProgramCode(snapshot) : read.origins.programs,
  ]);
  return { ...read.origins, gguf, safetensors, folders, trainers, programs };
}

function areOriginsOpen(facts: Facts, read: FilesRead): boolean {
  const bases = effectiveBases(facts);
  const licensed = bases.some(({ license }) => license !== null);
  // A Llama license beside the base of another maker's contradicts it.
  if (statesBase(licensed ? bases.filter(({ foreign }) => !foreign) : bases)) return false;
  const config = jsonOf(read.config);
  return licensed || config === null || config.mayName('llama');
}

const FIRST_KEYS = 256 * 1024;

/** The header decides what a GGUF file is, whatever the card says. */
async function readOpenAdapter(snapshot: Snapshot, facts: Facts, input: FactsInput): Promise<GgufHeader[]> {
  const { licenses, relation } = decideLineage(facts, input.relation, input.licenses);
  if (licenses.length === 0 || relation === 'adapter' || input.relation.relation !== null) return [];
  const small = ggufFiles(snapshot.files.filter(({ size }) => size <= MAX_ADAPTER_BYTES))[0];
  const header = small === undefined ? null : await readGguf(snapshot, small, FIRST_KEYS);
  return header === null ? [] : [header];
}

/** The keys that tell the base stand before the tokens, save in files of odd tools. */
async function readGgufs(snapshot: Snapshot): Promise<GgufHeader[]> {
  const headers = await Promise.all(
    ggufFiles(snapshot.files).map(async (path) => {
      const header = await readGguf(snapshot, path, FIRST_KEYS);
      return header === null || header.whole || ggufOrigin(header).bases.length > 0
        ? header
        : readGguf(snapshot, path, GGUF_LIMIT);
    }),
  );
  return headers.filter((header) => header !== null);
}
