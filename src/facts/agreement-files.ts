import type { Place } from '../snapshot/place.ts';
import type { Fingerprint } from '../agreement/fingerprint.ts';
import { mayHoldAgreement } from '../agreement/likely.ts';
import { recognizeAgreements, type ClauseFinding, type RecognizedAgreement } from '../agreement/recognize.ts';
import type { Card } from '../card/card.ts';
import { likelyEvidence, type BaseEvidence } from '../provenance/base-evidence.ts';
import { cardPath } from './documents.ts';
import type { TextFile } from './text-files.ts';

/** An agreement or use policy, and the kind of place that holds it. */
export interface FoundAgreement extends RecognizedAgreement {
  readonly file: string;
  readonly in: 'file' | 'card' | 'gate';
}

/** The claim that an agreement in this place makes about the license. */
export function agreementEvidence({ file, place: { line, column }, license }: FoundAgreement): BaseEvidence {
  return likelyEvidence('agreement', license, { file, line, column, says: `the agreement of ${license}` });
}

/** True when a text or the card could hold an agreement, so that the fingerprints are worth loading. */
export function mayHoldAgreements(texts: readonly TextFile[], card: Card | null): boolean {
  return [card?.source, ...texts.map(({ read }) => read.text)].some((text) => text != null && mayHoldAgreement(text));
}

/** Every agreement and policy in the text files beside the card. */
export function agreementsInTexts(
  texts: readonly TextFile[],
  card: Card | null,
  fingerprints: readonly Fingerprint[],
): FoundAgreement[] {
  const found: FoundAgreement[] = [];
  for (const file of texts) {
    if (file.read.text === null || file.path === card?.file || !mayHoldAgreement(file.read.text)) continue;
    const where = cardPath([file.path]) === null ? 'file' : 'card';
    found.push(
      ...recognizeAgreements(file.path, file.read.text, fingerprints).map(
        (one) => ({ ...one, file: file.path, in: where }) as const,
      ),
    );
  }
  return found;
}

/** Every agreement and policy in the card's body and in its gate prompt. */
export function agreementsInCard(card: Card | null, fingerprints: readonly Fingerprint[]): FoundAgreement[] {
  if (card === null || !mayHoldAgreement(card.source)) return [];
  const found: FoundAgreement[] = recognizeAgreements(card.file, withoutFrontMatter(card), fingerprints).map(
    (one) => ({ ...one, file: card.file, in: 'card' }) as const,
  );
  for (const prompt of card.frontMatter?.values('extra_gated_prompt') ?? []) {
    const gate = recognizeAgreements(card.file, prompt.text, fingerprints);
    found.push(
      ...gate.map(
        (one) =>
          ({
            ...one,
            place: prompt.place,
            clauses: one.clauses.map((row) => placedAt(row, prompt.place)),
            file: card.file,
            in: 'gate',
          }) as const,
      ),
    );
  }
  return found;
}

/**
 * YAML may fold and escape a prompt's lines, so that all that can be said of a word in it is where the prompt stands.
 */
function placedAt(row: ClauseFinding, place: Place): ClauseFinding {
  return {
    ...row,
    added: row.added.map((addition) => ({ ...addition, place })),
    ...(row.changes === undefined ? {} : { changes: row.changes.map((change) => ({ ...change, place })) }),
  };
}

/** The card with its front matter blanked, so that lines keep their numbers. */
function withoutFrontMatter(card: Card): string {
  const place: Place | undefined = card.frontMatter?.place;
  if (place === undefined) return card.source;
  const lines = card.source.split('\n');
  return lines.map((line, index) => (index + 1 >= place.line && index + 1 <= place.endLine ? '' : line)).join('\n');
}
