import type { BaseEvidence } from '../../provenance/base-evidence.ts';
import type { Note } from '../../report.ts';
import type { Evidence } from '../../snapshot/place.ts';
import { MAX_REQUESTS, MAX_GENERATIONS, type Ancestor, type Ancestors } from './ancestors.ts';
import type { Family } from './ancestor-graph.ts';
import { modelKey } from './model-status.ts';

const MAX_NOTES = 8;

/** What could not be learned of the ancestors and why, and which names mislead. */
export function ancestryNotes(
  bases: readonly BaseEvidence[],
  followed: readonly BaseEvidence[],
  ancestors: Ancestors,
  family: Family,
): Note[] {
  const all = [...ancestors.values()];
  const left = all.filter(({ standing, parent }) => standing === 'open' && parent === null);
  const placeOfModel = (model: Ancestor): Note['locations'] =>
    placesOf(firstThatLeadsTo(model, followed, ancestors, family)?.evidence);
  const troubles = all.flatMap((model) => {
    const trouble = model.parent?.trouble ?? null;
    return trouble === null
      ? []
      : [
          {
            code: 'parent-unknown',
            message: `What ${idOf(model)} was made from is not known. ${trouble}.`,
            locations: placeOfModel(model),
          },
        ];
  });
  const [first] = left;
  return [
    ...troubles.slice(0, MAX_NOTES),
    ...(troubles.length > MAX_NOTES
      ? [
          {
            code: 'parent-unknown',
            message: `What ${troubles.length - MAX_NOTES} more parents were made from is not known either.`,
            locations: [],
          },
        ]
      : []),
    ...(first === undefined
      ? []
      : [
          {
            code: 'left-out',
            message: `The Hub was not asked for ${left.length === 1 ? '' : `${left.length} parents, `}${idOf(first)}${left.length === 1 ? '' : ' the first'}: at most ${MAX_REQUESTS} are asked for, over ${MAX_GENERATIONS} generations.`,
            locations: placeOfModel(first),
          },
        ]),
    ...misleading(bases),
  ];
}

/** A name that looks like that of a licensor's model, of a model that comes from none. */
function misleading(bases: readonly BaseEvidence[]): Note[] {
  const found = new Map<string, Note>();
  for (const { foreign, learned, reference, evidence } of bases) {
    if (!foreign || learned?.byName == null || reference === null || found.has(reference.id)) continue;
    found.set(reference.id, {
      code: 'name-misleads',
      message: `${reference.id} comes from other makers’ models alone, whatever its name looks like: ${learned.chain.ids.join(' → ')}.`,
      locations: placesOf(evidence),
    });
  }
  return [...found.values()].slice(0, MAX_NOTES);
}

function firstThatLeadsTo(
  model: Ancestor,
  followed: readonly BaseEvidence[],
  ancestors: Ancestors,
  family: Family,
): BaseEvidence | undefined {
  return followed.find((base) => {
    const start = ancestors.get(modelKey(base));
    return start !== undefined && (start === model || family.beyond(start).has(model));
  });
}

function idOf({ base }: Ancestor): string {
  return base.reference?.id ?? '';
}

function placesOf(evidence: Evidence | undefined): Note['locations'] {
  if (evidence === undefined || evidence.line === null || evidence.column === null) return [];
  const { file, line, column } = evidence;
  return [{ file, line, column, endLine: line, endColumn: column }];
}
