import { diffArrays } from 'diff';

import type { Patch } from '../../src/patch/patches.ts';
import { readCard, type Card } from '../../src/card/card.ts';
import type { Edit } from '../../src/fixes/edit.ts';
import type { FixPlan } from '../../src/fix.ts';
import type { Obligation, Outcome, RepositoryReport } from '../../src/report.ts';
import { decodeText } from '../../src/snapshot/decode-text.ts';

/** What a plan does, or on its own result does again, that none may; in words. */
export function wrongs(plan: FixPlan, again: FixPlan, unsafe: boolean): string[] {
  const { before, after, changes, withheld, agreements } = plan;
  const heldBack = new Set(withheld.map(({ rule }) => rule));
  const noText = new Set([...agreements].flatMap(([license, { search }]) => (search.text === null ? [license] : [])));
  // Without the text there is no copy, and other terms cannot stand beside a license that is not handed on.
  const hopeless = ({ rule }: Obligation) =>
    /\/(?:agreement-copy|license-metadata)$/.test(rule) && noText.has(rule.slice(0, rule.indexOf('/')));
  const told = (one: Obligation) =>
    `${one.rule} was ${one.outcome} (${one.message}), is ${outcomeOf(after, one.rule) ?? 'gone'}: ${after.obligations.find(({ rule }) => rule === one.rule)?.message ?? ''}`;
  const served = new Set(changes.flatMap(({ edits }) => edits.filter(isPromised).map(({ rule }) => rule)));
  return [
    ...before.obligations
      .filter(
        (one) =>
          one.fixable &&
          one.waived === null &&
          !hopeless(one) &&
          !heldBack.has(one.rule) &&
          !isMended(outcomeOf(after, one.rule)),
      )
      .map((one) => `not mended: ${told(one)}`),
    ...before.obligations
      .filter((one) => one.outcome === 'met' && outcomeOf(after, one.rule) !== 'met')
      .map((one) => `worse: ${told(one)}`),
    ...before.obligations
      .filter((one) => !one.fixable && one.outcome !== 'met' && served.has(one.rule))
      .map((one) => `mended without a promise: ${told(one)}`),
    ...(JSON.stringify(lineageOf(before)) === JSON.stringify(lineageOf(after))
      ? []
      : [`another lineage: ${JSON.stringify([lineageOf(before), lineageOf(after)])}`]),
    ...again.changes.map(({ path, edits }) => `a second time: ${path} ${JSON.stringify(edits)}`),
    ...(unsafe ? withheld.map(({ rule }) => `withheld all the same: ${rule}`) : []),
    ...changes.flatMap(damage),
  ];
}

function outcomeOf({ obligations }: RepositoryReport, rule: string): Outcome | undefined {
  return obligations.find((one) => one.rule === rule)?.outcome;
}

/** A card that names its base may have shown that a duty does not bind it. */
function isMended(outcome: Outcome | undefined): boolean {
  return outcome === 'met' || outcome === 'not-applicable';
}

/** A section is for its author to fill, and a wrong relation is set right wherever it stands. */
function isPromised(edit: Edit): boolean {
  return edit.kind !== 'section' && !(edit.kind === 'front-matter' && edit.key === 'base_model_relation');
}

function lineageOf({ lineage: { licenses, relation, certainty, bases, otherParents } }: RepositoryReport) {
  return { licenses, relation, certainty, bases, others: otherParents.map(({ id }) => id) };
}

/** What an edited file has lost that no edit is about. */
function damage({ path, before, after, edits }: Patch): string[] {
  if (before === null) return [];
  const [was, is] = [decodeText(before).text ?? '', decodeText(after).text ?? ''];
  const [old, made] = [readCard(path, was, true), readCard(path, is, true)];
  const isCard = /^readme/i.test(path);
  const replaces = edits.some(({ kind }) => kind === 'replace');
  const takes = edits.some(
    (edit) =>
      edit.kind === 'front-matter-removal' || (edit.kind === 'front-matter' && old.frontMatter?.key(edit.key) != null),
  );
  return [
    ...(replaces || takes || isSubsequence(before, after) ? [] : [`${path} lost bytes to edits that only add`]),
    ...lostLines(was, is, isCard ? old : null, edits).map((line) => `${path} lost the line ${JSON.stringify(line)}`),
    ...(!isCard || replaces || isSubsequence(textsOf(old), textsOf(made)) ? [] : [`${path} shows less than before`]),
    ...(!isCard || otherValues(old, edits) === otherValues(made, edits)
      ? []
      : [`${path} says other things in its front matter: ${otherValues(old, edits)} ${otherValues(made, edits)}`]),
  ];
}

function isSubsequence<T>(part: ArrayLike<T>, whole: Iterable<T>): boolean {
  let at = 0;
  for (const one of whole) if (one === part[at]) at += 1;
  return at === part.length;
}

/** Lines that are gone and are neither those of a key that was edited nor hold a text that was replaced. */
function lostLines(was: string, is: string, card: Card | null, edits: readonly Edit[]): string[] {
  const lines = (text: string) => text.split(/\r\n|\n|\r/);
  const edited = edits.flatMap((edit) =>
    edit.kind === 'front-matter' || edit.kind === 'front-matter-removal' ? [edit.key] : [],
  );
  const replaced = edits.flatMap((edit) =>
    edit.kind === 'replace' ? edit.found.split(/[\r\n]+/).map((line) => line.trim()) : [],
  );
  const keys = card?.frontMatter?.keys.map(({ text, place }) => ({ text, line: place.line })) ?? [];
  const last = card?.frontMatter?.place.endLine ?? 0;
  const isOfKey = (line: number) =>
    keys.some((key, at) => edited.includes(key.text) && key.line <= line && line < (keys[at + 1]?.line ?? last));
  const lost: string[] = [];
  let number = 0;
  for (const { added, removed, value } of diffArrays(lines(was), lines(is))) {
    if (added) continue;
    for (const line of value) {
      number += 1;
      if (removed && line !== '' && !isOfKey(number) && !replaced.some((text) => text !== '' && line.includes(text)))
        lost.push(line);
    }
  }
  return lost;
}

function textsOf({ visible }: Card): string[] {
  return visible.blocks.map(({ text }) => text);
}

function otherValues({ frontMatter }: Card, edits: readonly Edit[]): string {
  const edited = new Set(
    edits.flatMap((edit) => (edit.kind === 'front-matter' || edit.kind === 'front-matter-removal' ? [edit.key] : [])),
  );
  return JSON.stringify(
    (frontMatter?.keys ?? [])
      .filter(({ text }) => !edited.has(text))
      .map(({ text }) => [text, frontMatter?.values(text).map((value) => value.text)]),
  );
}
