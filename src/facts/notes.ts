import type { Note } from '../report.ts';
import type { Evidence } from '../snapshot/place.ts';
import { TEXT_LIMIT } from '../snapshot/snapshot.ts';
import type { Card } from '../card/card.ts';
import { cardPath } from './documents.ts';
import type { JsonRead } from '../provenance/json-file.ts';
import type { TextFile } from './text-files.ts';

/** Problems with the card: broken front matter, odd encoding, parts that were not read. */
export function cardNotes(card: Card | null): Note[] {
  if (card === null) return [];
  const top = { file: card.file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  return [
    ...(card.utf8
      ? []
      : [{ code: 'not-utf8', message: 'The card is not UTF-8; it was read leniently.', locations: [top] }]),
    ...(card.frontMatter?.problems ?? []).map((problem) => ({
      code: 'front-matter',
      message: `The front matter is not valid YAML: ${problem.message}. What could be read was used.`,
      locations: [problem.place],
    })),
    ...card.visible.leftOut.map((part) => ({ code: 'left-out', message: part.reason, locations: [part.place] })),
  ];
}

/** Why a file's text was not read. */
export const WHY_UNREAD = {
  missing: 'it vanished while it was read',
  pointer: 'only a Git LFS pointer is here',
  'too-large': `it is larger than ${TEXT_LIMIT / 1024 / 1024} MiB`,
  binary: 'it is no text',
  forbidden: 'it may not be read',
  gated: 'its owner has not let you in (the repository is gated)',
} as const;

/** Files that were not read, and why. */
export function fileNotes({
  omissions,
  texts,
  leftOut,
  settings,
}: {
  readonly omissions: readonly Evidence[];
  readonly texts: readonly TextFile[];
  readonly leftOut: readonly string[];
  readonly settings: Readonly<Record<string, JsonRead>>;
}): Note[] {
  const whole = (file: string) => [{ file, line: 1, column: 1, endLine: 1, endColumn: 1 }];
  const unread = texts.flatMap(({ path, read }) => {
    if (read.text !== null) return [];
    const part = cardPath([path]) !== null && read.unread === 'too-large' ? 'was read in part only' : 'was not read';
    return [{ path, says: `${path} ${part}: ${WHY_UNREAD[read.unread]}.` }];
  });
  return [
    ...omissions.map((one) => ({
      code: 'omitted',
      message: `${one.file === '.' ? 'The repository' : one.file} ${one.says}.`,
      locations: one.file === '.' ? [] : whole(one.file),
    })),
    ...unread.map(({ path, says }) => ({ code: 'unread', message: says, locations: whole(path) })),
    ...Object.entries(settings).flatMap(([path, read]) => {
      if (typeof read !== 'string') return [];
      if (read === 'broken')
        return [
          {
            code: 'broken-json',
            message: `${path} is not a JSON object; nothing could be learned from it.`,
            locations: whole(path),
          },
        ];
      return [{ code: 'unread', message: `${path} was not read: ${WHY_UNREAD[read]}.`, locations: whole(path) }];
    }),
    ...(leftOut.length > 0
      ? [
          {
            code: 'left-out',
            message: `${leftOut.length} text files beyond the limits were not read, ${leftOut[0] ?? ''} the first of them.`,
            locations: [],
          },
        ]
      : []),
  ];
}
