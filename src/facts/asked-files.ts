import type { FileText, Snapshot } from '../snapshot/snapshot.ts';

/** The files of a snapshot that were asked for. Each is asked for once, whoever asks. */
export class AskedFiles {
  /** The same files, with what is asked for kept in mind. */
  readonly snapshot: Snapshot;
  private readonly texts = new Map<string, Promise<FileText>>();
  private readonly kept: string[] = [];
  private given = 0;
  private missingBytes = 0;

  constructor(snapshot: Snapshot) {
    this.snapshot = {
      ...snapshot,
      text: (path) => this.text(snapshot, path),
      bytes: async (path, start, length) => {
        const bytes = await snapshot.bytes(path, start, length);
        if (bytes === null) this.missingBytes += 1;
        else this.given += 1;
        return bytes;
      },
    };
  }

  /** Texts that the owner keeps to those who were let in, in the order in which that was found out. */
  get keptBack(): readonly string[] {
    return [...this.kept];
  }

  /** True when nothing that was asked for was given, since the repository is gated. */
  get gated(): boolean {
    return this.given === 0 && (this.kept.length > 0 || (this.missingBytes > 0 && this.snapshot.hub?.gated === true));
  }

  private text(snapshot: Snapshot, path: string): Promise<FileText> {
    const asked = this.texts.get(path) ?? this.read(snapshot, path);
    this.texts.set(path, asked);
    return asked;
  }

  private async read(snapshot: Snapshot, path: string): Promise<FileText> {
    const read = await snapshot.text(path);
    if (read.text !== null) this.given += 1;
    if (read.unread === 'gated') this.kept.push(path);
    return read;
  }
}
