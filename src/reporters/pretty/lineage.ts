import type { Relation, RepositoryReport } from '../../report.ts';
import { decisionsText } from '../headline.ts';

/** A repository's relation to the Llama material, in words: `finetune of meta-llama/… (stated)`. */
export function prettyLineage({ lineage, decisions = [] }: Pick<RepositoryReport, 'lineage' | 'decisions'>): string {
  const calm = WITHOUT_DUTIES[lineage.relation];
  if (calm !== undefined)
    return decisions.length === 0 ? calm : `No duty was judged: ${decisionsText({ decisions, obligations: [] })}.`;
  if (lineage.relation === 'unknown' && lineage.licenses.length === 0) return UNKNOWN_ORIGIN;
  const licenses = lineage.licenses.join(', ');
  const bases =
    lineage.bases.length > 0
      ? joined(lineage.bases)
      : `a model under ${licenses === '' ? 'a Llama license' : licenses}`;
  const certainty = lineage.certainty === null ? '' : ` (${lineage.certainty})`;
  const under = lineage.bases.length > 0 && licenses !== '' ? `, license ${licenses}` : '';
  return `${RELATION_WORDS[lineage.relation] ?? lineage.relation} ${bases}${certainty}${under}`;
}

const READ = 'card, documents, configurations, headers of weights';
const DECLARE = 'If this ships or serves a Llama model, declare it: --relation product --base ID.';

const WITHOUT_DUTIES: Readonly<Partial<Record<Relation, string>>> = {
  none: `Nothing that was read (${READ}) names a Llama model as its base. ${DECLARE}`,
  mention: `Llama is mentioned here, but nothing that was read (${READ}) names it as the base. ${DECLARE}`,
};

const UNKNOWN_ORIGIN = 'Origin unknown: this may be made from a Llama model, and nothing that was read settles it.';

const RELATION_WORDS: Readonly<Partial<Record<Relation, string>>> = {
  original: 'unmodified copy of',
  quantized: 'quantized or converted from',
  finetune: 'finetune of',
  merge: 'merge of',
  adapter: 'adapter for',
  outputs: 'trained on outputs of',
  product: 'product that contains',
  unknown: 'related in an unstated way to',
};

function joined(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
