import type { Snapshot } from '../snapshot/snapshot.ts';
import type { FileText } from '../snapshot/file-text.ts';

/** The requested files of a snapshot. Each is requested once. */
export class RequestedFiles {
  /** The same files, with each request recorded. */
  readonly snapshot: Snapshot;
  private readonly texts = new Map<string, Promise<FileText>>();
  private readonly kept: string[] = [];
  /** The number of requests that the server answered, with the file or with a reason. */
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

  /** Gated texts, in the order in which they were requested. */
  get keptBack(): readonly string[] {
    return [...this.kept];
  }

  /** True if every requested file is gated. */
  get gated(): boolean {
    return (
      this.answered === 0 && (this.kept.length > 0 || (this.withoutBytes > 0 && this.snapshot.hub?.gated === true))
    );
  }

  /**
   * Requests one file of a repository that the Hub calls gated, if none was requested: the caller may have access.
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
    // The list of files tells these two.
    else if (read.unread !== 'pointer' && read.unread !== 'too-large') this.answered += 1;
    return read;
  }
}
