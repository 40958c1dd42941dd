import type { Card } from '../card/card.ts';
import { readEntryLines } from '../card/front-matter-lines.ts';
import { placer } from '../card/positions.ts';
import type { BaseStatement } from '../evidence/statement.ts';
import { evidenceAt } from '../evidence/evidence-at.ts';

const ANNOUNCED = /See axolotl config|axolotl version:/i;
const FENCE = /^[ \t]*```ya?ml[ \t]*\r?$/im;
const LOOKED_THROUGH = 2000;
const MAX_BLOCK_CHARS = 64 * 1024;

/**
 * The base model in the configuration that axolotl adds, collapsed and as code, to the cards it generates: readers do
 * not see it, but it is the trainer's own record. Empty without one.
 */
export function axolotlBlock(card: Card): BaseStatement[] {
  const announced = card.source.search(ANNOUNCED);
  if (announced < 0) return [];
  const fence = FENCE.exec(card.source.slice(announced, announced + LOOKED_THROUGH));
  if (fence === null) return [];
  const start = announced + fence.index + fence[0].length;
  const end = card.source.indexOf('```', start);
  const content = card.source.slice(start, Math.min(end < 0 ? card.source.length : end, start + MAX_BLOCK_CHARS));
  const base = readEntryLines(content).find(({ key }) => key.text === 'base_model')?.values[0];
  if (base === undefined) return [];
  const place = placer(card.file, card.source)(start + base.start, start + base.end);
  return [
    {
      by: 'sentence',
      written: base.text,
      relation: null,
      most: 'stated',
      evidence: evidenceAt(place, `base_model: ${base.text}`),
    },
  ];
}
