import type { BaseEvidence } from '../../provenance/base-evidence.ts';
import { isHubId } from '../../snapshot/hub-model.ts';

/** What is known of a model before the Hub is asked for it. */
export type ModelStatus =
  | 'settled' // a licensor's model, or one that is named where nobody can be asked
  | 'foreign' // another maker's own
  | 'open' // to be asked for
  | 'unknown'; // a folder, or a name that says nothing

/** Models, folders and Ollama's library go by such names; what others write there can be anything. */
const NAME = /^[\w.:+/ -]{1,200}$/;

/** The licensor's ids and known mirrors' forms of them need no question, nor do the models of makers that are known. */
export function statusOf({ reference, match, license, foreign }: BaseEvidence): ModelStatus {
  if (reference !== null && !NAME.test(reference.id)) return 'unknown';
  if (foreign) return 'foreign';
  if (match?.form === 'id' || match?.form === 'mirror') return 'settled';
  if (reference !== null && !reference.path && isHubId(reference.id)) return 'open';
  return license === null ? 'unknown' : 'settled';
}

/** Two statements with one key name the same model. */
export function modelKey({ reference, license }: BaseEvidence): string {
  if (reference === null) return `license ${license ?? ''}`;
  return `${reference.path ? 'path ' : ''}${reference.id.toLowerCase()}`;
}
