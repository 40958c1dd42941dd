import type { Facts } from '../facts/facts.ts';
import type { Place } from '../snapshot/place.ts';
import { WHY_UNREAD } from '../facts/notes.ts';
import type { NoticeFile } from '../facts/notice-files.ts';
import { defineCheck } from './check.ts';
import { fileEvidence } from './evidence.ts';
import { findWords, foldSign, plainWords, type PlainWord } from './plain-words.ts';

/** A Notice file carries the attribution line word for word (clause 1.b.iii). */
export const fileContainsLine = defineCheck({
  kind: 'file-contains-line',
  readsCard: false,
  reads: ['notice', 'document'],
  parameters: { line: 'text' },
  codes: {
    present: { outcome: 'met', args: ['file'] },
    missing: { outcome: 'unmet', args: [] },
    'line-missing': { outcome: 'unmet', args: ['file'] },
    altered: { outcome: 'unmet', args: ['file', 'found'] },
    'only-elsewhere': { outcome: 'unmet', args: ['file'] },
    'other-form': { outcome: 'unclear', args: ['file', 'found'] },
    unread: { outcome: 'unclear', args: ['file', 'why'] },
  },
  judge({ facts, parameters }) {
    const line = plainWords('', parameters.line);
    const readable = facts.notices.filter((notice) => notice.text !== null);
    const words = readable.map((notice) => ({ notice, words: plainWords(notice.path, notice.text ?? '') }));

    // What the agreement says of the line is not the line: neither its own text, nor its sentence about the duty.
    const outside = (notice: NoticeFile, text: readonly PlainWord[]) => (place: Place, at: number) => {
      const inside = facts.agreements.some(
        (one) => one.file === notice.path && one.place.line <= place.line && place.line <= one.place.endLine,
      );
      const before = wordsBefore(text, at).map((word) => word.text.toLowerCase());
      return !inside && !(before.includes('retain') && before.includes('attribution'));
    };
    for (const { notice, words: text } of words) {
      const found = findWords(text, line, exact, outside(notice, text));
      if (found) return { code: 'present', args: { file: notice.path }, locations: [found], evidence: [] };
    }
    for (const { notice } of words) {
      const block = notice.visible?.blocks.find(
        (one) => findWords(plainWords(notice.path, one.text), line, exact) !== null,
      );
      if (block)
        return {
          code: 'present',
          args: { file: notice.path },
          locations: [block.place(0, block.text.length)],
          evidence: [],
        };
    }
    for (const { notice, words: text } of words) {
      const found = findWords(text, line, lenient, outside(notice, text));
      if (found)
        return {
          code: 'other-form',
          args: { file: notice.path, found: excerpt(notice, found.line) },
          locations: [found],
          evidence: [],
        };
    }
    const unread = facts.notices.find((notice) => notice.text === null);
    if (unread) {
      const why = unread.unread === null ? '' : WHY_UNREAD[unread.unread];
      return {
        code: 'unread',
        args: { file: unread.path, why },
        locations: [],
        evidence: [fileEvidence(unread.path, why)],
      };
    }
    for (const { notice, words: text } of words) {
      const near = nearLine(text, line);
      if (near) {
        const args = { file: notice.path, found: excerpt(notice, near.place.line) };
        return { code: 'altered', args, locations: [near.place], evidence: [] };
      }
    }
    const notice = readable[0];
    if (notice) {
      const place = { file: notice.path, line: 1, column: 1, endLine: 1, endColumn: 1 };
      return { code: 'line-missing', args: { file: notice.path }, locations: [place], evidence: [] };
    }
    const elsewhere = lineElsewhere(facts, line);
    if (elsewhere)
      return { code: 'only-elsewhere', args: { file: elsewhere.file }, locations: [elsewhere], evidence: [] };
    return { code: 'missing', args: {}, locations: [], evidence: [] };
  },
});

/** How far before the line the sentence about the duty begins. */
const DUTY_WORDS = 30;

/** Of the same paragraph: what a paragraph says is not said of the next. */
function wordsBefore(text: readonly PlainWord[], at: number): readonly PlainWord[] {
  let from = at;
  while (from > 0 && at - from < DUTY_WORDS && (text[from]?.place.line ?? 0) - (text[from - 1]?.place.line ?? 0) <= 1)
    from -= 1;
  return text.slice(from, at);
}

const exact = (a: string, b: string) => a === b;
/** “(c)” for “©” and another letter case are for a person to decide. */
const lenient = (a: string, b: string) => foldSign(a) === foldSign(b);

/** The sentence that was meant to be the line: its first words and `is licensed under the`, but not the whole. */
function nearLine(text: readonly PlainWord[], line: readonly PlainWord[]): PlainWord | null {
  const licensed = line.findIndex((word) => word.text === 'licensed');
  const middle = line.slice(licensed, licensed + 3).map((word) => word.text);
  const at = text.findIndex((_, start) =>
    middle.every((word, offset) => text[start + offset]?.text.toLowerCase() === word.toLowerCase()),
  );
  const first = text[at];
  const subject = line.slice(0, 2).map((word) => word.text.toLowerCase());
  const near = text.slice(Math.max(0, at - 5), at + 8).map((word) => word.text.toLowerCase());
  return at < 0 || first === undefined || !subject.some((word) => near.includes(word)) ? null : first;
}

function excerpt(notice: NoticeFile, line: number): string {
  const text = (notice.text ?? '').split(/\r\n|\r|\n/)[line - 1] ?? '';
  return text.trim().slice(0, 160);
}

function lineElsewhere(facts: Facts, line: readonly PlainWord[]) {
  for (const document of facts.documents) {
    for (const block of document.card.visible.blocks) {
      const words = plainWords(document.path, block.text);
      if (findWords(words, line, lenient)) return block.place(0, block.text.length);
    }
  }
  return null;
}
