import fc from 'fast-check';
import { expect, it } from 'vitest';

import { examine, type Examination } from '../../src/check.ts';
import { statesBase } from '../../src/facts/facts-of.ts';
import { decideLineage, effectiveBases, type DecidedLineage } from '../../src/lineage/lineage.ts';
import { judge } from '../../src/findings/judge.ts';
import type { Obligation } from '../../src/report.ts';
import { loadRulebook } from '../../src/rulebook-loader/load-rulebook.ts';
import { openMemory } from '../../src/sources/memory.ts';
import { counted } from './metered.ts';
import { repository } from './generated.ts';

// Repositories whose files contradict each other as none do are judged where each file that is read is counted, and in
// a folder. What differs has one of the reasons that are named here.

const rulebook = loadRulebook([]);

/** Kinds of evidence that a stated base outranks. */
const OUTRANKED = ['config', 'gguf', 'safetensors', 'trainer-config', 'program', 'license'];

const outlineOf = ({ licenses, relation, certainty, bases }: DecidedLineage) => ({
  licenses,
  relation,
  certainty,
  bases,
});
const dutyOf = ({ outcome, severity, message, remedy, locations }: Obligation) => ({
  outcome,
  severity,
  message,
  remedy,
  locations,
});

it('is judged as in a folder, but for what is named', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(repository, async ({ files, name }) => {
      const whole = openMemory(files, name);
      const { snapshot, read } = counted(whole);
      const inFolder = await examine(whole, rulebook, { name });
      const onServer = await examine(snapshot, rulebook, { name });

      const isUnread = (file: string) =>
        file !== '.' && !read.some((request) => request.replace(/ from \d+$/, '') === file);
      const unasked = inFolder.facts.bases.filter(({ evidence }) => isUnread(evidence.file));
      // A license file claims nothing where a licensor's model is named.
      const named = effectiveBases(onServer.facts).some(
        ({ by, license }) => license !== null && by !== 'license' && by !== 'agreement',
      );
      expect(
        unasked.filter(
          ({ by, evidence }) =>
            !OUTRANKED.includes(by) && !(by === 'agreement' && (named || isShortLicense(files, evidence.file))),
        ),
      ).toEqual([]);
      // A base is stated already, or the configuration is that of another architecture.
      if (unasked.some(({ by }) => OUTRANKED.includes(by)))
        expect(statesBase(effectiveBases(onServer.facts)) || !/llama/i.test(textOf(files, 'config.json'))).toBe(true);

      const same = judgedBy(inFolder, onServer);
      // In a repository without Llama only the card is asked whether it speaks of it.
      const [sign] = same.lineage.licenses.length === 0 ? same.lineage.evidence : [];
      if (sign !== undefined && isUnread(sign.file)) {
        expect(onServer.lineage.relation).toBe('none');
        return;
      }
      expect(outlineOf(onServer.lineage)).toEqual(outlineOf(same.lineage));
      for (const duty of same.obligations) {
        const found = onServer.report.obligations.find(({ rule }) => rule === duty.rule);
        if (found === undefined || isNamed(duty, found, files)) continue;
        expect(dutyOf(found)).toEqual(dutyOf(duty));
      }
      expect(onServer.report.obligations.map(({ rule }) => rule)).toEqual(same.obligations.map(({ rule }) => rule));
    }),
    { numRuns: 150 },
  );
});

/** How the texts of the folder are judged on the lineage that was found on the server. */
function judgedBy({ facts }: Examination, { facts: { bases, distribution } }: Examination) {
  const among = { ...facts, bases, distribution };
  const lineage = decideLineage(among, { relation: null, evidence: null }, rulebook.licenses);
  return {
    lineage,
    obligations: judge(among, lineage, rulebook.licenses, () => null).map(({ obligation }) => obligation),
  };
}

function isNamed(
  inFolder: Obligation,
  onServer: Obligation,
  files: Readonly<Record<string, string | Uint8Array>>,
): boolean {
  const [at] = inFolder.locations;
  if (at === undefined || at.file === 'README.md') return false;
  // Part of an agreement in a text that is shorter than any, and that no name promises: it is no copy, and met is
  // neither.
  if (inFolder.rule.endsWith('/agreement-copy'))
    return inFolder.outcome !== 'met' && onServer.outcome !== 'met' && textOf(files, at.file).length < 4096;
  // Claims to be the licensor's are looked for in documents that are read for another duty's sake, not for their own.
  return inFolder.rule.endsWith('/trademark') && onServer.outcome === 'met';
}

/** A license file that is shorter than any agreement is not asked for, where nothing else speaks of Llama. */
function isShortLicense(files: Readonly<Record<string, string | Uint8Array>>, path: string): boolean {
  return /^(?:LICENSE|COPYING)$/.test(path) && textOf(files, path).length < 4096;
}

function textOf(files: Readonly<Record<string, string | Uint8Array>>, path: string): string {
  return String(files[path] ?? '');
}
