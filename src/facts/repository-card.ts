import { decodeText } from '../snapshot/decode-text.ts';
import { TEXT_LIMIT, type Snapshot } from '../snapshot/snapshot.ts';
import { readCard } from '../card/card.ts';
import { cardPath } from './documents.ts';
import type { Facts } from './facts.ts';
import type { TextFile } from './text-files.ts';

/** The card, and how its file was read; null where there is none. */
export interface RepositoryCard extends Pick<Facts, 'card' | 'cardUnread'> {
  readonly file: TextFile | null;
}

/** Reads the card; if it is too large, only its beginning, which holds the front matter. */
export async function readRepositoryCard(snapshot: Snapshot): Promise<RepositoryCard> {
  const path = cardPath(snapshot.files.map((file) => file.path));
  // A card that was left out, such as a link out of the repository, may hold what is missing.
  if (path === null)
    return {
      card: null,
      cardUnread: cardPath(snapshot.omissions.map(({ file }) => file)) === null ? null : 'forbidden',
      file: null,
    };
  const read = await snapshot.text(path);
  if (read.text !== null) return { card: readCard(path, read.text, read.utf8), cardUnread: null, file: { path, read } };
  const beginning = read.unread === 'too-large' ? await snapshot.bytes(path, 0, TEXT_LIMIT) : null;
  // Cut after a line end, so that no character is split.
  const decoded = beginning === null ? read : decodeText(beginning.subarray(0, beginning.lastIndexOf(0x0a) + 1));
  return {
    card: decoded.text === null ? null : readCard(path, decoded.text, decoded.utf8),
    cardUnread: read.unread,
    file: { path, read },
  };
}
