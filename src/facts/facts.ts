import type { Note, OutcomeReason } from '../report.ts';
import type { Evidence } from '../snapshot/place.ts';
import type { RepositoryName, SnapshotFile } from '../snapshot/snapshot.ts';
import type { Unread } from '../snapshot/file-text.ts';
import type { FoundAgreement } from './agreement-files.ts';
import type { BaseEvidence } from '../provenance/base-evidence.ts';
import type { Architecture } from '../provenance/config-bases.ts';
import type { Card } from '../card/card.ts';
import type { Distribution } from '../provenance/distribution.ts';
import type { VisibleDocument } from './documents.ts';
import type { NoticeFile } from './notice-files.ts';

/** What the files say, each statement with its place. Nothing behind this point reads a file. */
export interface Facts {
  readonly name: RepositoryName;
  readonly files: readonly SnapshotFile[];
  /** The model card, `README.md` at the root. */
  readonly card: Card | null;
  /** Why the card was read in part or not at all, so that what it lacks proves nothing; null when it was read whole. */
  readonly cardUnread: Unread | null;
  /** Everything a reader of the repository is shown, the card first. */
  readonly documents: readonly VisibleDocument[];
  /** Agreements and use policies that files, the card's body or its gate prompt hold. */
  readonly agreements: readonly FoundAgreement[];
  readonly notices: readonly NoticeFile[];
  /** License-like files that could not be read, so that nobody can say what they hold. */
  readonly unreadLicenses: readonly { readonly file: string; readonly why: string }[];
  /** True when the owner keeps every file to those who were let in, so that nothing is known but names and sizes. */
  readonly gated: boolean;
  /** Files that were asked for and kept back: what is not found may stand there. */
  readonly keptBack: readonly string[];
  /** True where there are more files than are listed. */
  readonly partial?: true;
  readonly distribution: Distribution;
  /** What the configuration says the model is built like; null where there is none, or where it leaves that open. */
  readonly architecture: Architecture | null;
  /**
   * A model among the ancestors for which the Hub could not be asked this time: what it comes from may be known the
   * next.
   */
  readonly unasked?: string;
  /**
   * Why it cannot be said whether this is made from Llama, as far as the ancestors are concerned; absent where they
   * leave nothing open.
   */
  readonly openOrigin?: OpenOrigin;
  /** What says where the model comes from. */
  readonly bases: readonly BaseEvidence[];
  readonly attestations: Readonly<Partial<Record<AttestationName, Attestation>>>;
  readonly notes: readonly Note[];
}

/** What leaves open whether the repository is made from Llama. */
export interface OpenOrigin {
  readonly reason: OutcomeReason;
  /** What keeps it from being known, as a clause: “the card was not read”. */
  readonly because: string;
  readonly evidence: readonly Evidence[];
}

/** What only the holder can say; the configuration carries it. */
export const ATTESTATIONS = ['commercial-threshold', 'separate-license'] as const;
export type AttestationName = (typeof ATTESTATIONS)[number];
export interface Attestation {
  readonly by: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
}
