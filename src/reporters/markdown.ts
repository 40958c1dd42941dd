import { isUnreadable, type Report } from '../report.ts';
import { markdownRepository, markdownUnreadable, type Piece } from './markdown-repository.ts';
import { prettyTotal } from './pretty/summary.ts';

export interface MarkdownOptions {
  /** Shows only what is unmet or unclear, and the summary. */
  readonly quiet: boolean;
  /** The maximum size in bytes, at least about 1,000. A comment on GitHub can have 65,536 characters. */
  readonly limit: number;
  /** Markdown to put first, at most about 2,000 bytes. */
  readonly lead?: string;
}

/** GitHub's limit for the summary of one step. */
export const JOB_SUMMARY_BYTES = 1024 * 1024;

const CLOSING = '\nThis is not legal advice.\n';
/** Room for the line that counts the omitted findings. */
const LEFT_OUT_BYTES = 200;

/**
 * The report for a job summary or a comment on GitHub: one table for each repository, with the evidence collapsed below
 * it. Beyond the limit, evidence is omitted first, then whole rows from the end, and a line counts them. Text from a
 * repository is shown as text or code: it cannot become a link, an image, HTML or a mention.
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
    .join('')}\n**${says} did not fit here; see the full report.**\n`;
}
