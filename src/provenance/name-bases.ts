import type { LicenseRules, Mirrors } from '../rulebook/rulebook.ts';
import type { RepositoryName } from '../snapshot/snapshot.ts';
import type { Card } from '../card/card.ts';
import { fullNameMatch, likelyEvidence, type BaseEvidence } from './base-evidence.ts';
import { modelName, type Distribution } from './distribution.ts';
import { quote } from '../evidence/evidence-at.ts';

/** The repository's name counts only if it is a model's full name, with at most a format added. */
export function nameBase(name: RepositoryName, licenses: readonly LicenseRules[], mirrors: Mirrors): BaseEvidence[] {
  const match = fullNameMatch(name.value, licenses, mirrors);
  if (match === null) return [];
  const evidence = { file: '.', line: null, column: null, says: `name: ${name.value} (from the ${name.from})` };
  return [likelyEvidence('name', match, evidence)];
}

/** The card's title, if it is a model's full name, with at most a format added: “Llama 2 13B Chat - GPTQ”. */
export function titleBase(card: Card, licenses: readonly LicenseRules[], mirrors: Mirrors): BaseEvidence[] {
  const title = card.visible.blocks.find(({ kind, depth }) => kind === 'heading' && depth === 1);
  const name = title?.text.trim().replace(/\s*[-–—:|]\s+|\s+/g, '-') ?? '';
  const match = fullNameMatch(name, licenses, mirrors);
  if (title === undefined || match === null) return [];
  const { file, line, column } = title.place(0, title.text.length);
  return [likelyEvidence('mention', match, { file, line, column, says: `the title: ${quote(title.text)}` })];
}

const MAX_FILES = 20;

/** Weights whose file or folder has a model's full name, as converters choose it. */
export function fileNameBases(
  distribution: Distribution,
  licenses: readonly LicenseRules[],
  mirrors: Mirrors,
): BaseEvidence[] {
  for (const file of distribution.weights.slice(0, MAX_FILES)) {
    const folders = file.split('/').slice(0, -1);
    for (const name of [modelName(file), ...folders.reverse()]) {
      const match = fullNameMatch(name, licenses, mirrors);
      if (match === null) continue;
      const evidence = { file, line: null, column: null, says: 'has the full name of the model' };
      return [likelyEvidence('name', match, evidence)];
    }
  }
  return [];
}
