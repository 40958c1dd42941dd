import type { Snapshot } from '../snapshot/snapshot.ts';
import type { FileText } from '../snapshot/file-text.ts';

/** The files of a snapshot that were asked for. Each is asked for once, whoever asks. */
export class RequestedFiles {
  /** The same files, with what is asked for kept in mind. */
  readonly snapshot: Snapshot;
  private readonly texts = new Map<string, Promise<FileText>>();
  private readonly kept: string[] = [];
  /** How many requests the server has answered with what was asked for, or with why that cannot be. */
  private answered = 0;
  private withoutBytes = 0;

  constructor(snapshot: Snapshot) {
    this.snapshot = {
      ...snapshot,
      text: (path) => this.text(snapshot, path),
      bytes: async (path, start, length) => {
        const bytes = await snapshot.bytes(path, start, length);
        if (bytes === null) this.withoutBytes += 1;
        else this.answered += 1;
        return bytes;
      },
    };
  }

  /** Texts that the owner keeps to those who were let in, in the order in which that was found out. */
  get keptBack(): readonly string[] {
    return [...this.kept];
  }

  /** True when whatever was asked for is kept to those who were let in. */
  get gated(): boolean {
    return (
      this.answered === 0 && (this.kept.length > 0 || (this.withoutBytes > 0 && this.snapshot.hub?.gated === true))
    );
  }

  /**
   * Asks for something of a repository that the Hub calls gated, if nothing was asked for: it may be open to whoever
   * asks.
   */
  async probeAccess(): Promise<void> {
    const { files, hub } = this.snapshot;
    const [first] = files.filter(({ size, pointer }) => size > 0 && !pointer);
    if (hub?.gated === true && this.answered + this.kept.length + this.withoutBytes === 0 && first !== undefined)
      await this.snapshot.bytes(first.path, 0, 1);
  }

  private text(snapshot: Snapshot, path: string): Promise<FileText> {
    const asked = this.texts.get(path) ?? this.read(snapshot, path);
    this.texts.set(path, asked);
    return asked;
  }

  private async read(snapshot: Snapshot, path: string): Promise<FileText> {
    const read = await snapshot.text(path);
    if (read.unread === 'gated') this.kept.push(path);
    // These two are known from the list of files.
    else if (read.unread !== 'pointer' && read.unread !== 'too-large') this.answered += 1;
    return read;
  }
}
