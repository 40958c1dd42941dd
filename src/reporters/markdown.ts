import { isUnreadable, type Report } from '../report.ts';
import { markdownRepository, markdownUnreadable, type Piece } from './markdown-repository.ts';
import { prettyTotal } from './pretty/summary.ts';

export interface MarkdownOptions {
  /** Only what is unmet or unclear, and the summary. */
  readonly quiet: boolean;
  /** Bytes that the text may take; some 1,000 at least. A comment on GitHub takes 65,536 characters, which are no fewer bytes. */
  readonly limit: number;
  /** Markdown that stands first, some 2,000 bytes at most. */
  readonly lead?: string;
}

/** What GitHub takes as the summary of one step. */
export const JOB_SUMMARY_BYTES = 1024 * 1024;

const CLOSING = '\nThis is not legal advice.\n';
/** More bytes than the line that counts what is left out takes. */
const LEFT_OUT_BYTES = 200;

/**
 * The report for GitHub: a job's summary, a comment. One table for each repository, the evidence folded away below it.
 * What goes beyond the limit is left out from the end, evidence first, then whole rows, and a line says how much.
 * Whatever comes from a repository is shown as text or code: nothing of it is a link, an image, HTML or a mention.
 */
export function markdown(report: Report, { quiet, limit, lead = '' }: MarkdownOptions): string {
  const head: Piece = {
    text: `## Llama license\n\n${lead}${prettyTotal(report.summary)}\n`,
    findings: 0,
    extra: false,
  };
  const pieces = [
    head,
    ...report.repositories.flatMap((entry) =>
      isUnreadable(entry) ? markdownUnreadable(entry) : markdownRepository(entry, quiet),
    ),
  ];
  const whole = pieces.map(({ text }) => text).join('') + CLOSING;
  if (Buffer.byteLength(whole) <= limit) return whole;
  return `${fitting(pieces, limit - LEFT_OUT_BYTES - Buffer.byteLength(CLOSING))}${CLOSING}`;
}

function fitting(pieces: readonly Piece[], limit: number): string {
  const kept = new Set<Piece>();
  let room = limit;
  const keep = (piece: Piece): boolean => {
    const bytes = Buffer.byteLength(piece.text);
    if (bytes > room) return false;
    room -= bytes;
    kept.add(piece);
    return true;
  };
  const whole = pieces.filter(({ extra }) => !extra).every(keep);
  if (whole) for (const piece of pieces) if (piece.extra) keep(piece);
  const left = pieces.filter((piece) => !kept.has(piece));
  const findings = left.reduce((sum, piece) => sum + piece.findings, 0);
  const says =
    findings === 0 ? 'Some of the evidence' : `${findings} ${findings === 1 ? 'finding' : 'findings'} and the evidence`;
  return `${pieces
    .filter((piece) => kept.has(piece))
    .map(({ text }) => text)
    .join('')}\n**${says} had no room here; the whole report has all of it.**\n`;
}
