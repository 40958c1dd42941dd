import type { Certainty, Lineage, Relation } from '../report.ts';
import type { LicenseRules } from '../rulebook/rulebook.ts';
import type { Evidence } from '../snapshot/place.ts';
import type { BaseEvidence } from './base-evidence.ts';
import type { Distribution } from './distribution.ts';
import type { VisibleDocument } from './documents.ts';
import type { Facts } from './facts.ts';
import { splitId } from './model-reference.ts';

/** What flags and the configuration say of the relation; it overrules all evidence. */
export interface DeclaredRelation {
  readonly relation: Relation | null;
  readonly by: 'flag' | 'configuration';
}

/** The lineage, and the certainty of each of its licenses. */
export interface DecidedLineage extends Lineage {
  readonly certaintyOf: ReadonlyMap<string, Certainty>;
  /** True for a repository of the licensor's own organization: nothing binds there. */
  readonly licensorsOwn: boolean;
}

/** Decides from all evidence which licenses a repository is under, how sure that is, and what it is to the material. */
export function decideLineage(facts: Facts, declared: DeclaredRelation, licenses: readonly LicenseRules[]): DecidedLineage {
  const certaintyOf = licensesOf(facts.bases);
  const ofLicense = facts.bases.filter((base) => base.license !== null && certaintyOf.has(base.license));
  if (certaintyOf.size === 0) return nothing(facts, licenses);

  const licensorsOwn = isLicensorsOwn(facts, licenses.filter((one) => certaintyOf.has(one.license)));
  const found = relationOf(facts, ofLicense, licensorsOwn, licenses);
  const relation = declared.relation ?? found.relation;
  const because = declared.relation === null ? found.because : [declaredEvidence(declared)];
  if (relation === 'none' || relation === 'mention') return { ...NOTHING, relation, evidence: because };
  const evidence = [...ofLicense.map((base) => base.evidence), ...because];
  return {
    licenses: [...certaintyOf.keys()].sort(),
    relation,
    certainty: [...certaintyOf.values()].includes('stated') ? 'stated' : 'likely',
    bases: [...new Set(facts.bases.flatMap((base) => (base.reference === null ? [] : (base.match?.original ?? base.reference.id))))],
    evidence: evidence.filter((one, index) => evidence.findIndex((other) => sameEvidence(one, other)) === index),
    certaintyOf,
    licensorsOwn,
  };
}

const NOTHING = { licenses: [], relation: 'none', certainty: null, bases: [], evidence: [], certaintyOf: new Map<string, Certainty>(), licensorsOwn: false } as const;

function nothing(facts: Facts, licenses: readonly LicenseRules[]): DecidedLineage {
  const mention = mentionOf(facts.documents, licenses);
  return mention === null ? NOTHING : { ...NOTHING, relation: 'mention', evidence: [mention] };
}

/**
 * A named base outweighs what merely claims a license: `license: llama3.1` on a Llama 4 base is a wrong license, not a
 * second lineage. Among claims alone, an agreement or an architecture counts as a license tag does.
 */
function licensesOf(bases: readonly BaseEvidence[]): Map<string, Certainty> {
  const found = new Map<string, Certainty>();
  const named = bases.filter((base) => base.license !== null && (base.reference !== null || base.by === 'name'));
  const architectural = bases.filter((base) => base.license !== null && base.by === 'config');
  const counted = named.length > 0 ? named : architectural.length > 0 ? architectural : bases.filter((base) => base.license !== null);
  for (const base of counted) {
    if (base.license !== null && found.get(base.license) !== 'stated') found.set(base.license, base.certainty);
  }
  return found;
}

/** A clone or a cache folder of the licensor's repository is not proof of being the licensor: only the name asked for is. */
function isLicensorsOwn(facts: Facts, licenses: readonly LicenseRules[]): boolean {
  if (facts.name.from !== 'flag' && facts.name.from !== 'target') return false;
  const owner = splitId(facts.name.value).account.toLowerCase();
  return licenses.some((one) => one.licensor.organizations.some((name) => name.toLowerCase() === owner));
}

/** The order of trust: what files are, what the card states, what marks suggest. */
function relationOf(facts: Facts, bases: readonly BaseEvidence[], licensorsOwn: boolean, licenses: readonly LicenseRules[]): { relation: Relation; because: readonly Evidence[] } {
  if (licensorsOwn) return { relation: 'original', because: [] };
  const claimOnly = !facts.bases.some((base) => base.reference !== null || base.by === 'name' || base.by === 'config');
  if (claimOnly) return { relation: 'unknown', because: [] };
  const { distribution } = facts;
  const filesSay = (evidence: Evidence | null) => (evidence !== null && !/^(?:tags|library_name)/.test(evidence.says) ? evidence : null);
  const adapterFiles = filesSay(distribution.adapter);
  if (adapterFiles) return { relation: 'adapter', because: [adapterFiles] };
  const stated = bases.find((base) => base.relation !== null);
  if (stated?.relation) return { relation: stated.relation, because: [stated.evidence] };
  const several = originals(facts.bases);
  if (distribution.merge) return { relation: 'merge', because: [distribution.merge] };
  if (distribution.adapter) return { relation: 'adapter', because: [distribution.adapter] };
  if (distribution.quantized) return { relation: 'quantized', because: [distribution.quantized, ...weightEvidence(distribution)] };
  if (several.size > 1 || distribution.mergeTag) return { relation: 'merge', because: [...[distribution.mergeTag].filter((one) => one !== null), ...weightEvidence(distribution)] };
  const relation = bearsOriginalName(facts, licenses) ? 'original' : 'finetune';
  return { relation, because: weightEvidence(distribution) };
}

/** The models behind the bases: a mirror beside the model that it mirrors is no second parent. */
function originals(bases: readonly BaseEvidence[]): Set<string> {
  const cards = bases.filter((base) => base.by === 'card' || base.by === 'flag' || base.by === 'configuration');
  return new Set(cards.flatMap((base) => (base.reference === null ? [] : (base.match?.original ?? base.reference.id).toLowerCase())));
}

function bearsOriginalName(facts: Facts, licenses: readonly LicenseRules[]): boolean {
  const { model } = splitId(facts.name.value);
  return licenses.some((one) => one.models.some((family) => family.ids.some((id) => splitId(id).model.toLowerCase() === model.toLowerCase())));
}

function weightEvidence(distribution: Distribution): Evidence[] {
  const [file] = distribution.weights;
  return file === undefined ? [] : [{ file, line: null, column: null, says: 'distributes weights' }];
}

function declaredEvidence(declared: DeclaredRelation): Evidence {
  const file = declared.by === 'flag' ? '--relation' : '.llama-license-lint.yaml';
  return { file, line: null, column: null, says: `relation: ${declared.relation ?? ''}` };
}

function sameEvidence(a: Evidence, b: Evidence): boolean {
  return a.file === b.file && a.line === b.line && a.column === b.column && a.says === b.says;
}

/** A document that names one of the licensor's models without being made from it. */
function mentionOf(documents: readonly VisibleDocument[], licenses: readonly LicenseRules[]): Evidence | null {
  const names = licenses.flatMap((one) => one.models.map((family) => family.family.split(' ').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[- ]?')));
  if (names.length === 0) return null;
  const pattern = new RegExp(`(?<![A-Za-z0-9])(?:${names.join('|')}|${licenses.map((one) => one.license.replace(/[-.]/g, '[-. ]?')).join('|')})(?![A-Za-z0-9]|\\.\\d)`, 'i');
  for (const document of documents) {
    for (const block of document.card.visible.blocks) {
      const match = pattern.exec(block.text);
      if (!match) continue;
      const place = block.place(match.index, match.index + match[0].length);
      return { file: place.file, line: place.line, column: place.column, says: match[0] };
    }
  }
  return null;
}
