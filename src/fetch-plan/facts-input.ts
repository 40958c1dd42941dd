import type { Fingerprint } from '../agreement/fingerprint.ts';
import type { Declarations } from '../facts/facts-of.ts';
import type { Facts } from '../facts/facts.ts';
import type { DeclaredRelation } from '../lineage/declared-relation.ts';
import type { TextKind } from '../facts/text-files.ts';

/** What flags and the configuration say, and how the next files to read are found. */
export interface FactsInput extends Declarations {
  readonly relation: DeclaredRelation;
  /** Loads the agreements' fingerprints; called only when some text may hold an agreement. */
  readonly fingerprints: () => Promise<readonly Fingerprint[]>;
  /** Adds what the Hub says of the bases' own bases; gives the facts back as they are where nobody is to be asked. */
  readonly follow: (facts: Facts) => Promise<Facts>;
  /** The texts that could still change how a duty is judged on such facts; asked where each file that is read is counted. */
  readonly openTexts: (facts: Facts) => Promise<ReadonlySet<TextKind>>;
}
