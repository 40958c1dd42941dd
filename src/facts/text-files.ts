import type { Snapshot, SnapshotFile } from '../snapshot/snapshot.ts';
import type { FileText } from '../snapshot/file-text.ts';
import { TEXT_LIMIT } from '../snapshot/snapshot.ts';
import type { Stage } from './stage.ts';

/** A text file that was read. */
export interface TextFile {
  readonly path: string;
  readonly read: FileText;
}

/** The use of a text; `linked` is the target of the card's `license_link`. */
export type TextKind = 'agreement' | 'linked' | 'notice' | 'policy' | 'document';

const MAX_FILES = 200;
const MAX_BYTES = 16 * TEXT_LIMIT;

const LEGAL_NAME = /licen[cs]e|agreement|copying|notice|policy|terms|legal|copyright/i;
const PROSE = /(?:^|\/)[^./]+$|\.(?:md|markdown|mdx|txt|text|rst|adoc|html?|license|lic)$/i;
const BINARY =
  /\.(?:safetensors|gguf|bin|pt|pth|onnx|zip|gz|png|jpe?g|gif|webp|svg|pdf|parquet|arrow|npz|npy|model|so|dll|exe|py|js|ts|json|jsonl|ya?ml|csv|tsv)$/i;
/** Vocabularies are text, but not prose. */
const VOCABULARY = /(?:^|\/)(?:merges|vocab|vocabulary|tokens|dict|requirements[\w.-]*|added_tokens)\.txt$/i;

/** True if the name is that of a legal text. */
export function hasLegalName(path: string): boolean {
  return LEGAL_NAME.test(path.slice(path.lastIndexOf('/') + 1)) && !BINARY.test(path);
}

/** Formats of word processors and printers: they may hold an agreement that cannot be read here. */
export function isUnreadableLegal(path: string): boolean {
  return LEGAL_NAME.test(path.slice(path.lastIndexOf('/') + 1)) && /\.(?:pdf|docx?|odt|rtf|pages)$/i.test(path);
}

/**
 * The text files in which an agreement, a notice or a display can stand, most promising first: legal names, then what
 * lies near the root.
 */
export function textCandidates(files: readonly SnapshotFile[]): readonly SnapshotFile[] {
  return files
    .filter(
      (file) =>
        hasLegalName(file.path) || (PROSE.test(file.path) && !BINARY.test(file.path) && !VOCABULARY.test(file.path)),
    )
    .sort((a, b) => rank(a) - rank(b));
}

/** True for a file that is never read, so that the reason is known without a request. */
export function isNeverRead({ pointer, size }: SnapshotFile): boolean {
  return pointer || size > TEXT_LIMIT;
}

/** The texts that are read if all are; `leftOut` names those beyond the limits. */
export function allTexts(files: readonly SnapshotFile[]): Pick<Stage, 'texts' | 'leftOut'> {
  const texts: string[] = [];
  const leftOut: string[] = [];
  let bytes = 0;
  for (const file of textCandidates(files)) {
    const cost = isNeverRead(file) ? 0 : file.size;
    if (texts.length >= MAX_FILES || bytes + cost > MAX_BYTES) {
      leftOut.push(file.path);
      continue;
    }
    bytes += cost;
    texts.push(file.path);
  }
  return { texts, leftOut };
}

/** In parallel, since each request takes a while. */
export function readTexts(snapshot: Snapshot, paths: readonly string[]): Promise<TextFile[]> {
  return Promise.all(paths.map(async (path) => ({ path, read: await snapshot.text(path) })));
}

function rank(file: SnapshotFile): number {
  const depth = file.path.split('/').length;
  return hasLegalName(file.path) ? depth : 100 + depth;
}
