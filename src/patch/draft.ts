import type { Facts } from '../facts/facts.ts';
import type { Edit } from '../fixes/edit.ts';
import { canMakeCard, NEW_CARD } from '../fixes/new-card.ts';
import { decodeText } from '../snapshot/decode-text.ts';
import { spliceBytes, type Splice } from '../snapshot/splice-text.ts';
import { draftCard } from './card.ts';
import { gapBehind, withLineEndsOf } from './line-ends.ts';
import { agreementName, noticeName } from './new-file-name.ts';
import { replacements } from './replacements.ts';

/** The new content of one file, and the edits that it comes from. */
export interface FileChange {
  /** POSIX, relative to the repository. */
  readonly path: string;
  /** Null for a file that is not there yet. */
  readonly before: Uint8Array | null;
  readonly after: Uint8Array;
  readonly edits: readonly Edit[];
}

/** What the edits are made on. */
export interface DraftGiven {
  readonly facts: Facts;
  /** Every path at which something is, whether it can be read or not. */
  readonly taken: readonly string[];
  /** The whole of a file that `facts` lists; null when it cannot be read. */
  read(path: string): Promise<Uint8Array | null>;
  /** The agreements' texts that are at hand, by license. */
  readonly agreements: ReadonlyMap<string, string>;
}

export interface Draft {
  readonly changes: readonly FileChange[];
  /** Edits that could not be made: no text at hand, no free name, a front matter that cannot be edited. */
  readonly impossible: readonly Edit[];
}

/** What is to become of one file: the splices in its text, and the edits that are in none. */
interface PatchedFile {
  readonly path: string | null;
  readonly edits: readonly Edit[];
  splice(text: string): { readonly splices: readonly Splice[]; readonly impossible: readonly Edit[] };
}

/** A file with the splices that are to be made in its text. */
export interface SplicedFile extends Pick<FileChange, 'path' | 'before' | 'edits'> {
  /** As it is decoded; empty for a file that is not there yet. */
  readonly text: string;
  readonly splices: readonly Splice[];
}

/** Makes the edits of one round all at once. Whatever no edit is about stays byte for byte. */
export async function draft(edits: readonly Edit[], input: DraftGiven): Promise<Draft> {
  const { files, impossible } = await draftSplices(edits, input);
  return {
    changes: files.map(({ path, before, splices, edits: served }) => ({
      path,
      before,
      after: spliceBytes(before ?? new Uint8Array(), splices),
      edits: served,
    })),
    impossible,
  };
}

/** The same edits as places in the files' texts, and what is to stand there. */
export async function draftSplices(
  edits: readonly Edit[],
  input: DraftGiven,
): Promise<{ readonly files: readonly SplicedFile[]; readonly impossible: readonly Edit[] }> {
  const files: SplicedFile[] = [];
  const impossible: Edit[] = [];
  for (const file of fileDrafts(edits, input)) {
    const exists = input.facts.files.some(({ path }) => path === file.path);
    const before = exists && file.path !== null ? await input.read(file.path) : null;
    const { text } = decodeText(before ?? new Uint8Array());
    if (file.path === null || text === null || (exists && before === null)) {
      impossible.push(...file.edits);
      continue;
    }
    const made = file.splice(text);
    impossible.push(...made.impossible);
    const served = file.edits.filter((edit) => !made.impossible.includes(edit));
    if (made.splices.length > 0) files.push({ path: file.path, before, text, splices: made.splices, edits: served });
  }
  return { files, impossible };
}

function fileDrafts(edits: readonly Edit[], given: DraftGiven): PatchedFile[] {
  const taken = [...given.taken];
  const agreements = edits.flatMap((edit) => (edit.kind === 'agreement' ? [agreementDraft(edit, given, taken)] : []));
  const card = given.facts.card?.file ?? (canMakeCard(taken) ? NEW_CARD : null);
  const ofCard = edits.filter((edit) => isOfCard(edit, given.facts));
  const byPath = new Map<string | null, Edit[]>();
  const newNotice = noticeName(taken);
  for (const edit of edits) {
    const path =
      edit.kind === 'notice' ? (edit.file ?? newNotice) : edit.kind === 'replace' ? edit.place.file : undefined;
    if (path !== undefined && !ofCard.includes(edit)) byPath.set(path, [...(byPath.get(path) ?? []), edit]);
  }
  return [
    ...agreements,
    ...[...byPath].map(([path, own]): PatchedFile => ({
      path,
      edits: own,
      splice: (text) => ({ splices: noticeSplices(text, own), impossible: [] }),
    })),
    ...(ofCard.length === 0
      ? []
      : [{ path: card, edits: ofCard, splice: (text: string) => draftCard(text, ofCard, given.facts) }]),
  ];
}

function agreementDraft(
  edit: Extract<Edit, { kind: 'agreement' }>,
  { agreements }: DraftGiven,
  taken: string[],
): PatchedFile {
  const agreement = agreements.get(edit.license);
  const path = agreement === undefined ? null : agreementName(edit.license, taken);
  if (path !== null) taken.push(path);
  return {
    path,
    edits: [edit],
    splice: () => ({ splices: [{ start: 0, end: 0, text: agreement ?? '' }], impossible: [] }),
  };
}

/** Lines set right in their places, and at the end those that are missing. */
function noticeSplices(text: string, edits: readonly Edit[]): Splice[] {
  const lines = edits.flatMap((edit) => (edit.kind === 'notice' ? [edit.line] : []));
  const added = `${gapBehind(text)}${lines.join('\n\n')}\n`;
  return [
    ...replacements(text, edits),
    ...(lines.length === 0 ? [] : [{ start: text.length, end: text.length, text: withLineEndsOf(text, added) }]),
  ];
}

function isOfCard(edit: Edit, { card }: Facts): boolean {
  if (edit.kind === 'replace') return edit.place.file === card?.file;
  return edit.kind !== 'agreement' && edit.kind !== 'notice';
}
