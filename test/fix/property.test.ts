import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { FileChange } from '../../src/drafts/draft.ts';
import { readCard } from '../../src/facts/card/card.ts';
import type { FindAgreement, FixPlan } from '../../src/fix.ts';
import type { Obligation, Outcome, RepositoryReport } from '../../src/report.ts';
import { decodeText } from '../../src/snapshot/decode-text.ts';
import { openMemory } from '../../src/sources/memory.ts';
import { repository, type GeneratedRepository } from './generated.ts';
import { officialTexts, planTwice } from './plan.ts';

const INVENTED = readFileSync(join(import.meta.dirname, '../licenses/example-1/LICENSE'), 'utf8');
const texts: FindAgreement = async (license, wanted) => (license.license === 'example-1' ? { text: INVENTED, from: 'here' } : officialTexts(license, wanted));

const outcomeOf = (report: RepositoryReport, rule: string) => report.obligations.find((one) => one.rule === rule)?.outcome;
const known = ({ lineage: { licenses, relation, certainty, bases, otherParents } }: RepositoryReport) => ({ licenses, relation, certainty, bases, others: otherParents.map(({ id }) => id) });

/** A card that names its base may have shown that a duty does not bind it. */
const mended = (outcome: Outcome | undefined) => outcome === 'met' || outcome === 'not-applicable';

/** What a plan does that no plan may, in words. */
function wrongs(plan: FixPlan, again: FixPlan, unsafe: boolean): string[] {
  const withheld = new Set(plan.withheld.map(({ rule }) => rule));
  const noText = new Set([...plan.agreements].flatMap(([license, { search }]) => (search.text === null ? [license] : [])));
  const hopeless = ({ rule }: Obligation) => /\/(?:agreement-copy|license-metadata)$/.test(rule) && noText.has(rule.slice(0, rule.indexOf('/')));
  // A section is for its author to fill, and a wrong relation is set right wherever it stands.
  const served = new Set(plan.changes.flatMap(({ edits }) => edits.filter((edit) => edit.kind !== 'section' && !(edit.kind === 'front-matter' && edit.key === 'base_model_relation')).map(({ rule }) => rule)));
  const told = (one: Obligation) => `${one.rule} was ${one.outcome} (${one.message}), is ${outcomeOf(plan.after, one.rule) ?? 'gone'}: ${plan.after.obligations.find(({ rule }) => rule === one.rule)?.message ?? ''}`;
  return [
    ...plan.before.obligations.filter((one) => one.fixable && !hopeless(one) && !withheld.has(one.rule) && !mended(outcomeOf(plan.after, one.rule))).map((one) => `not mended: ${told(one)}`),
    ...plan.before.obligations.filter((one) => one.outcome === 'met' && outcomeOf(plan.after, one.rule) !== 'met').map((one) => `worse: ${told(one)}`),
    ...plan.before.obligations.filter((one) => !one.fixable && one.outcome !== 'met' && served.has(one.rule)).map((one) => `mended without a promise: ${told(one)}`),
    ...(JSON.stringify(known(plan.before)) === JSON.stringify(known(plan.after)) ? [] : [`another lineage: ${JSON.stringify([known(plan.before), known(plan.after)])}`]),
    ...again.changes.map(({ path, edits }) => `a second time: ${path} ${JSON.stringify(edits)}`),
    ...(unsafe ? plan.withheld.map(({ rule }) => `withheld all the same: ${rule}`) : []),
    ...plan.changes.flatMap((change) => damaged(change)),
  ];
}

/** What an edited file has lost that no edit is about. */
function damaged({ path, before, after, edits }: FileChange): string[] {
  if (before === null) return [];
  const [was, is] = [decodeText(before).text ?? '', decodeText(after).text ?? ''];
  const keyOf = (card: string, key: string) => readCard('', card, true).frontMatter?.key(key) != null;
  const replaces = edits.some(({ kind }) => kind === 'replace');
  const ofFrontMatter = edits.some((edit) => edit.kind === 'front-matter-removal' || (edit.kind === 'front-matter' && (!edit.safe || keyOf(was, edit.key))));
  if (!replaces && !ofFrontMatter && !isSubsequence(before, after)) return [`${path} lost bytes to safe edits`];
  if (!/^readme/i.test(path)) return [];
  const [old, made] = [readCard(path, was, true), readCard(path, is, true)];
  if (!replaces && !isSubsequence(old.visible.blocks.map(({ text }) => text), made.visible.blocks.map(({ text }) => text))) return [`${path} shows less than before`];
  const keys = new Set(edits.flatMap((edit) => (edit.kind === 'front-matter' || edit.kind === 'front-matter-removal' ? [edit.key] : [])));
  const values = (one: typeof old) => JSON.stringify((one.frontMatter?.keys ?? []).filter(({ text }) => !keys.has(text)).map(({ text }) => [text, one.frontMatter?.values(text).map((value) => value.text)]));
  return values(old) === values(made) ? [] : [`${path} says other things in its front matter: ${values(old)} ${values(made)}`];
}

function isSubsequence<T>(part: ArrayLike<T> & Iterable<T>, whole: Iterable<T>): boolean {
  let at = 0;
  for (const one of whole) if (one === part[at]) at += 1;
  return at === part.length;
}

export async function checkRepository({ files, options }: GeneratedRepository): Promise<string[]> {
  const found: string[] = [];
  for (const unsafe of [false, true]) {
    const { plan, again } = await planTwice(openMemory(files, null), { ...options, unsafe }, texts);
    found.push(...wrongs(plan, again, unsafe).map((wrong) => `${unsafe ? 'unsafe' : 'safe'}: ${wrong}`));
  }
  return found;
}

describe('check, fix, check over generated repositories', () => {
  it('meets all that it says it can, harms nothing, and has nothing to do a second time', async () => {
    await fc.assert(fc.asyncProperty(repository, async (generated) => {
      const found = await checkRepository(generated);
      const shown = Object.fromEntries(Object.entries(generated.files).map(([path, bytes]) => [path, Buffer.from(bytes).toString('latin1')]));
      if (found.length > 0) expect.fail(`${found.join('\n')}\n${JSON.stringify({ options: generated.options, files: shown }, null, 1).slice(0, 4000)}`);
    }), { numRuns: Number(process.env['RUNS'] ?? 60), ...(process.env['SEED'] === undefined ? {} : { seed: Number(process.env['SEED']) }) });
  }, 600_000);
});
