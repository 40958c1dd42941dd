import type { Facts } from '../facts/facts.ts';
import { factsOf, statesBase } from '../facts/facts-of.ts';
import type { FileKind } from '../facts/stage.ts';
import { withAncestors } from '../lineage/ancestors/follow.ts';
import { decideLineage, effectiveBases, type DecidedLineage } from '../lineage/lineage.ts';
import { isModelRepository } from '../provenance/distribution.ts';
import { ggufFiles } from '../provenance/gguf-bases.ts';
import { jsonOf, type JsonFile } from '../provenance/json-file.ts';
import type { Known, Subject } from './known.ts';

// Which files can still change the lineage, once the card, the adapter's configuration and the recipes are read. A base
// that one of these states outranks whatever else a tool left behind: that is not asked for a second one.

const CONFIG = 'config.json';
/** The least that a configuration can add: its presence, and that the model is quantized. */
const QUANTIZED: JsonFile = {
  path: CONFIG,
  object: { quantization_config: {} },
  text: () => null,
  mayName: () => false,
};

/** True if `config.json` could state the base or change the relation. */
export function isConfigOpen(subject: Subject, { read, ancestors, lineage }: Known): boolean {
  const { snapshot, declared, catalog } = subject;
  if (!snapshot.files.some(({ path }) => path === CONFIG)) return false;
  if (lineage.each.length === 0 || lineage.each.some(({ certainty }) => certainty !== 'stated')) return true;
  const facts = factsOf(snapshot, { ...read, config: QUANTIZED }, declared, catalog);
  const followed = ancestors === null ? facts : withAncestors(facts, ancestors, catalog);
  return relations(decideLineage(followed, declared.relation, catalog.licenses)) !== relations(lineage);
}

function relations({ each }: DecidedLineage): string {
  return each.map(({ license, relation }) => `${license} ${relation}`).join('\n');
}

/** Headers, training configurations and programs, if no base is stated and Llama is not ruled out. */
export function openOrigins({ snapshot, declared }: Subject, { read, facts, lineage }: Known): readonly FileKind[] {
  const config = jsonOf(read.config);
  if (!areOriginsOpen(effectiveBases(facts), config)) {
    const { licenses, relation } = lineage;
    const settled = licenses.length === 0 || relation === 'adapter' || declared.relation.relation !== null;
    return settled || ggufFiles(snapshot.files).length === 0 ? [] : ['small-gguf'];
  }
  const { weights, adapters } = facts.distribution;
  return [
    'gguf',
    // The sizes of the weights tell the same as the configuration, for several more requests.
    config === null ? 'safetensors' : 'safetensors-headers',
    'folders',
    ...(isModelRepository(facts.card, facts.distribution, config !== null) ? (['trainers'] as const) : []),
    ...(weights.length + adapters.length > 0 ? (['programs'] as const) : []),
  ];
}

function areOriginsOpen(bases: Facts['bases'], config: JsonFile | null): boolean {
  const licensed = bases.some(({ license }) => license !== null);
  // A Llama license contradicts another maker's base.
  if (statesBase(licensed ? bases.filter(({ foreign }) => !foreign) : bases)) return false;
  return licensed || config === null || config.mayName('llama');
}
