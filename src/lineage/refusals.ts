import { TargetError } from '../errors/target-error.ts';
import { UsageError } from '../errors/usage-error.ts';
import type { Declarations } from '../facts/declarations.ts';
import type { Facts } from '../facts/facts.ts';
import type { BaseEvidence } from '../provenance/base-evidence.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { DecidedLineage } from './lineage.ts';

/** Throws a `UsageError` if the declared base is a data set of the card: the duties would be wrong. */
export function refuseDatasets({ bases, card }: Facts): void {
  const isDeclared = ({ by }: BaseEvidence) => by === 'flag' || by === 'configuration';
  const idOf = ({ reference }: BaseEvidence) => reference?.id.toLowerCase() ?? '';
  const listed = card?.frontMatter?.values('datasets').map(({ text }) => text) ?? [];
  const read = bases.flatMap((base) => {
    if (base.dataset === undefined) return [];
    return base.match?.original == null ? [base.dataset, idOf(base)] : [base.dataset];
  });
  const datasets = new Set([...listed, ...read].map((id) => id.toLowerCase()));
  const models = new Set(bases.filter((base) => !isDeclared(base) && base.dataset === undefined).map(idOf));
  const wrong = bases.find((base) => isDeclared(base) && datasets.has(idOf(base)) && !models.has(idOf(base)));
  if (wrong === undefined) return;
  const {
    evidence: { file, line, column },
    reference,
  } = wrong;
  const place = line === null ? file : `${file}:${line}:${column ?? 1}`;
  throw new UsageError(
    `${place}: ${reference?.written ?? ''} is a data set that the card names, not a model`,
    'Name the model; where this one was only trained on its outputs, the relation is “outputs”.',
  );
}

/** Throws a `TargetError` if only what could not be requested may show whether a license binds. */
export function refuseUndecidable(
  { target, source }: Snapshot,
  { gated, bases, unasked }: Facts,
  { licenses }: DecidedLineage,
  { relation: { relation } }: Declarations,
): void {
  if (licenses.length > 0) return;
  // Withheld files may hold Llama material.
  if (gated && relation === null && !bases.some(({ foreign }) => foreign))
    throw new TargetError(
      'gated',
      `${target} is gated, and what the Hub tells of it does not say what it was made from`,
      'Ask the owner for access, and give a token that has it (HF_TOKEN or hf auth login).',
    );
  // The Hub answered for the repository, so a later run may get the base as well.
  if (source === 'hub' && unasked !== undefined)
    throw new TargetError(
      'network',
      `The Hub could not be asked for ${unasked}, from which ${target} was made`,
      'Try again in a while.',
    );
}
