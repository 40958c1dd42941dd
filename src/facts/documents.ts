import type { Fingerprint } from '../agreement/fingerprint.ts';
import { mayQuoteAgreement } from '../agreement/likely.ts';
import { agreementLines, type AgreementLines } from '../agreement/recognize.ts';
import type { Card } from '../card/card.ts';
import { readCard } from '../card/card.ts';
import type { LicenseRules } from '../rulebook/rulebook.ts';
import type { Place } from '../snapshot/place.ts';
import type { FileText } from '../snapshot/file-text.ts';
import { hasLegalName, type TextFile } from './text-files.ts';

/** A document that a reader of the repository sees. */
export interface VisibleDocument {
  readonly path: string;
  readonly card: Card;
  /** True for the text of a license, pasted in: visible, but not a statement of the repository. */
  isAgreementText(place: Place): boolean;
}

const MAX_DOCUMENTS = 20;
const MAX_SINGLE_DOCUMENT_BYTES = 128 * 1024;
const DOCUMENT = /\.(?:md|markdown|mdx|html?)$/i;
const CARD = /^readme(?:\.md|\.markdown)?$/i;

/** The path of the model card: `README.md` at the root, in any case. */
export function cardPath(paths: readonly string[]): string | null {
  return paths.find((path) => path === 'README.md') ?? paths.find((path) => CARD.test(path)) ?? null;
}

/** The name of a model card next to a README about the code: `MODEL_CARD.md`, `README.hf.md`. */
const FURTHER_CARD = /^(?:model[-_ ]?card|readme[-_.](?:hf|huggingface|model))\.(?:md|markdown)$/i;

/** Other model cards at the root, next to the one that the Hub shows. */
export function furtherCards(documents: readonly VisibleDocument[], card: Card | null): readonly Card[] {
  return documents
    .filter(({ path }) => path !== card?.file && FURTHER_CARD.test(path))
    .map((document) => document.card);
}

/**
 * Product documentation beside the card (clause 1.b.i names it): the first twenty Markdown and HTML files that speak of
 * Llama. Files with legal names are left out, since the text of an agreement or a notice is not a display.
 */
export function readDocuments(
  texts: readonly TextFile[],
  card: Card | null,
  licenses: readonly LicenseRules[],
  fingerprints: readonly Fingerprint[],
): VisibleDocument[] {
  const shown: VisibleDocument[] = card === null ? [] : [documentOf(card, fingerprints)];
  // A text about a license's material names it: Llama.
  const named = new RegExp(licenses.map((license) => license.name.split(' ')[0] ?? '').join('|'), 'i');
  for (const file of texts) {
    if (file.path === card?.file || file.read.text === null) continue;
    if (!isDocument(file.path) || file.read.text.length > MAX_SINGLE_DOCUMENT_BYTES || !named.test(file.read.text))
      continue;
    if (shown.length >= MAX_DOCUMENTS) break;
    shown.push(documentOf(asCard(file.path, file.read), fingerprints));
  }
  return shown;
}

type ReadText = Extract<FileText, { readonly unread: null }>;

const cards = new WeakMap<ReadText, Card>();

/** Each document is parsed once, although every stage derives facts from it. */
function asCard(path: string, read: ReadText): Card {
  const known = cards.get(read) ?? readCard(path, read.text, read.utf8);
  cards.set(read, known);
  return known;
}

/** True if the file name is that of a document. */
export function isDocument(path: string): boolean {
  return DOCUMENT.test(path) && !hasLegalName(path);
}

/** The most bytes of a document: a UTF-16 unit takes at most three. */
export const MAX_DOCUMENT_BYTES = 3 * MAX_SINGLE_DOCUMENT_BYTES;

function documentOf(card: Card, fingerprints: readonly Fingerprint[]): VisibleDocument {
  let lines: readonly AgreementLines[] | null = null;
  return {
    path: card.file,
    card,
    isAgreementText(place) {
      lines ??= mayQuoteAgreement(card.source) ? agreementLines(card.source, fingerprints) : [];
      return lines.some((stretch) => isWithin(place, stretch));
    },
  };
}

function isWithin(place: Place, { startLine, startColumn, endLine, endColumn }: AgreementLines): boolean {
  const begins = place.line > startLine || (place.line === startLine && place.column >= startColumn);
  return begins && (place.line < endLine || (place.line === endLine && place.column < endColumn));
}
