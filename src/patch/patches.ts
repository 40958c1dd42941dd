import type { Facts } from '../facts/facts.ts';
import type { Edit } from '../fixes/edit.ts';
import { canMakeCard, NEW_CARD } from '../fixes/new-card.ts';
import { decodeText } from '../snapshot/decode-text.ts';
import { spliceBytes, type Splice } from '../snapshot/splice-text.ts';
import { patchCard } from './card.ts';
import { gapBehind, withLineEndsOf } from './line-ends.ts';
import { agreementName, noticeName } from './new-file-name.ts';
import { replacements } from './replacements.ts';

/** The new content of one file, and the edits that it makes. */
export interface Patch {
  /** POSIX, relative to the repository. */
  readonly path: string;
  /** Null for a new file. */
  readonly before: Uint8Array | null;
  readonly after: Uint8Array;
  readonly edits: readonly Edit[];
}

/** The repository to edit. */
export interface PatchInput {
  readonly facts: Facts;
  /** Every existing path, readable or not. */
  readonly taken: readonly string[];
  /** The content of a file that `facts` lists; null if it cannot be read. */
  read(path: string): Promise<Uint8Array | null>;
  /** The available texts of agreements, by license. */
  readonly agreements: ReadonlyMap<string, string>;
}

export interface PatchResult {
  readonly changes: readonly Patch[];
  /** Edits that could not be made: without a text, without a free name, or in front matter that cannot be edited. */
  readonly impossible: readonly Edit[];
}

/** The edits of one file, and the splices that make them; `impossible` are the edits that no splice makes. */
interface FileEdits {
  readonly path: string | null;
  readonly edits: readonly Edit[];
  splice(text: string): { readonly splices: readonly Splice[]; readonly impossible: readonly Edit[] };
}

/** A file with the splices in its text. */
export interface TextPatch extends Pick<Patch, 'path' | 'before' | 'edits'> {
  /** The decoded text; empty for a new file. */
  readonly text: string;
  readonly splices: readonly Splice[];
}

/** Makes all edits of one round. Every other byte stays as it is. */
export async function makePatches(edits: readonly Edit[], input: PatchInput): Promise<PatchResult> {
  const { files, impossible } = await makeTextPatches(edits, input);
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

/** The same edits as splices in the files' texts. */
export async function makeTextPatches(
  edits: readonly Edit[],
  input: PatchInput,
): Promise<{ readonly files: readonly TextPatch[]; readonly impossible: readonly Edit[] }> {
  const files: TextPatch[] = [];
  const impossible: Edit[] = [];
  for (const file of editsByFile(edits, input)) {
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

function editsByFile(edits: readonly Edit[], input: PatchInput): FileEdits[] {
  const taken = [...input.taken];
  const agreements = edits.flatMap((edit) => (edit.kind === 'agreement' ? [agreementEdits(edit, input, taken)] : []));
  const card = input.facts.card?.file ?? (canMakeCard(taken) ? NEW_CARD : null);
  const ofCard = edits.filter((edit) => isOfCard(edit, input.facts));
  const byPath = new Map<string | null, Edit[]>();
  const newNotice = noticeName(taken);
  for (const edit of edits) {
    const path =
      edit.kind === 'notice' ? (edit.file ?? newNotice) : edit.kind === 'replace' ? edit.place.file : undefined;
    if (path !== undefined && !ofCard.includes(edit)) byPath.set(path, [...(byPath.get(path) ?? []), edit]);
  }
  return [
    ...agreements,
    ...[...byPath].map(([path, own]): FileEdits => ({
      path,
      edits: own,
      splice: (text) => ({ splices: noticeSplices(text, own), impossible: [] }),
    })),
    ...(ofCard.length === 0
      ? []
      : [{ path: card, edits: ofCard, splice: (text: string) => patchCard(text, ofCard, input.facts) }]),
  ];
}

function agreementEdits(
  edit: Extract<Edit, { kind: 'agreement' }>,
  { agreements }: PatchInput,
  taken: string[],
): FileEdits {
  const agreement = agreements.get(edit.license);
  const path = agreement === undefined ? null : agreementName(edit.license, taken);
  if (path !== null) taken.push(path);
  return {
    path,
    edits: [edit],
    splice: () => ({ splices: [{ start: 0, end: 0, text: agreement ?? '' }], impossible: [] }),
  };
}

/** Corrects lines in place, and adds missing ones at the end. */
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
