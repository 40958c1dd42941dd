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

/** What the files say, each statement with its place. Nothing after this point reads a file. */
export interface Facts {
  readonly name: RepositoryName;
  readonly files: readonly SnapshotFile[];
  /** The model card, `README.md` at the root. */
  readonly card: Card | null;
  /** Why the card was not read in full, so that what it lacks proves nothing; null if it was. */
  readonly cardUnread: Unread | null;
  /** Everything that a reader of the repository sees, the card first. */
  readonly documents: readonly VisibleDocument[];
  /** Agreements and use policies that files, the card's body or its gate prompt hold. */
  readonly agreements: readonly FoundAgreement[];
  readonly notices: readonly NoticeFile[];
  /** Files with legal names that could not be read. */
  readonly unreadLicenses: readonly { readonly file: string; readonly why: string }[];
  /** True if every file is gated, so that only names and sizes are known. */
  readonly gated: boolean;
  /** Requested files that the server withheld: they may hold what was not found. */
  readonly keptBack: readonly string[];
  /** True if the list of files is incomplete. */
  readonly partial?: true;
  readonly distribution: Distribution;
  /** The architecture in the model's configuration; null if there is none or it does not say. */
  readonly architecture: Architecture | null;
  /**
   * An ancestor that could not be requested from the Hub this time, but may be next time.
   */
  readonly unasked?: string;
  /**
   * Why the ancestors leave open whether this is made from Llama; absent if they do not.
   */
  readonly openOrigin?: OpenOrigin;
  /** Evidence of the model's origin. */
  readonly bases: readonly BaseEvidence[];
  readonly attestations: Readonly<Partial<Record<AttestationName, Attestation>>>;
  readonly notes: readonly Note[];
}

/** Why it is not known whether the repository is made from Llama. */
export interface OpenOrigin {
  readonly reason: OutcomeReason;
  /** The reason as a clause: “the card was not read”. */
  readonly because: string;
  readonly evidence: readonly Evidence[];
}

/** Facts that only the holder knows, stated in the configuration. */
export const ATTESTATIONS = ['commercial-threshold', 'separate-license'] as const;
export type AttestationName = (typeof ATTESTATIONS)[number];
export interface Attestation {
  readonly by: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
}
