import type { Fingerprint } from './agreement/fingerprint.ts';
import { agreementLines as linesOfAgreements, mayHoldAgreement } from './agreement/recognize.ts';
import type { Card } from './card/card.ts';
import { readCard } from './card/card.ts';
import { hasLegalName, type TextFile } from './text-files.ts';

/** A document whose text a reader of the repository is shown. */
export interface VisibleDocument {
  readonly path: string;
  readonly card: Card;
  /** Lines that are a license's own text, pasted in: shown, but not said by the repository. */
  readonly agreementLines: readonly LineRange[];
}

export interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}

const DOCUMENT = /\.(?:md|markdown|mdx|html?)$/i;
const CARD = /^readme(?:\.md|\.markdown)?$/i;

/** The path of the model card: `README.md` at the root, in any case. */
export function cardPath(paths: readonly string[]): string | null {
  return paths.find((path) => path === 'README.md') ?? paths.find((path) => CARD.test(path)) ?? null;
}

/**
 * Product documentation beside the card (clause 1.b.i names it): Markdown and HTML files that speak of Llama. Files with
 * legal names are left out, since what stands in an agreement or a notice is not displayed.
 */
export function readDocuments(texts: readonly TextFile[], card: Card | null, fingerprints: readonly Fingerprint[]): VisibleDocument[] {
  const shown: VisibleDocument[] = card === null ? [] : [documentOf(card, fingerprints)];
  for (const file of texts) {
    if (file.path === card?.file || file.read.text === null) continue;
    if (!DOCUMENT.test(file.path) || hasLegalName(file.path) || !/llama/i.test(file.read.text)) continue;
    shown.push(documentOf(readCard(file.path, file.read.text, file.read.utf8), fingerprints));
  }
  return shown;
}

function documentOf(card: Card, fingerprints: readonly Fingerprint[]): VisibleDocument {
  const agreementLines = mayHoldAgreement(card.source) ? linesOfAgreements(card.source, fingerprints) : [];
  return { path: card.file, card, agreementLines };
}
