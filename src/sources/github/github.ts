import { byteRange } from '../../snapshot/byte-range.ts';
import { decodeText } from '../../snapshot/decode-text.ts';
import { mayBePointer, pointedSize } from '../../snapshot/lfs-pointer.ts';
import { TEXT_LIMIT, type Snapshot, type SnapshotFile } from '../../snapshot/snapshot.ts';
import type { FileText } from '../../snapshot/file-text.ts';
import type { Bounds } from '../http/bounded-fetch.ts';
import { GithubContents } from './contents.ts';
import { fileBehind } from './links.ts';
import { githubRepository, type TreeEntry } from './repository.ts';
import { githubTarget } from './target.ts';
import { foldersOf, listTree } from './tree.ts';
import { Omissions } from '../omissions.ts';
import type { Network } from '../http/network-options.ts';

/** The largest listing that GitHub gives has some 30 MiB. */
const BOUNDS: Bounds = { request: 45_000, all: 300_000, pause: 45_000, body: 64 * 1024 * 1024 };

const MAX_OMISSIONS = 100;
const MAX_LINKS = 32;
const MAX_LINK_CHARS = 1024;
const MAX_POINTERS = 24;
/** What Git LFS itself writes has 126 to 140 bytes. */
const MAX_POINTER_CHARS = 256;
/**
 * What is kept in Git LFS, as far as its size matters: weights, and a `LICENSE` without an ending. Any other pointer is
 * told when it is read.
 */
const LARGE =
  /(?:^|\/)[^./]+$|\.(?:safetensors|gguf|ggml|bin|pt|pth|ckpt|onnx|h5|msgpack|npz|tflite|mlmodel|pte|model|zip)$/i;

/** A file with its place in Git. */
interface Held {
  readonly file: SnapshotFile;
  readonly entry: TreeEntry;
}

/**
 * The snapshot of a repository on GitHub: `github:owner/repo[@ref]`, or an address on github.com. The list of files is
 * taken now, contents are fetched when they are asked for, whole, each once. Throws a `TargetError`, now and when files
 * are read, when GitHub does not give what it is asked for.
 */
export async function openGithub(target: string, { env, fetch }: Network, bounds: Bounds = BOUNDS): Promise<Snapshot> {
  const named = githubTarget(target);
  const repository = await githubRepository(named, env, fetch, bounds);
  const commit = await repository.commit();
  const omissions = new Omissions(MAX_OMISSIONS);
  const contents = new GithubContents(repository);
  const held = await hold(await listTree(repository, commit.tree, omissions), contents, omissions);
  return {
    target,
    source: 'github',
    revision: commit.sha,
    name: { value: `${named.owner}/${named.repo}`, from: 'target' },
    files: [...held.values()].map(({ file }) => file),
    omissions: omissions.all(),
    ...omissions.partial,
    // Without a token some sixty requests an hour are granted.
    ...(repository.hasToken ? {} : { counted: true as const }),
    text: (path) => textOf(held.get(path), contents),
    bytes: (path, start, length) => bytesOf(held.get(path), start, length, contents),
  };
}

/** The commit that a target on GitHub names now. Throws a `TargetError` when GitHub does not tell it. */
export async function githubRevision(
  target: string,
  { env, fetch }: Network,
  bounds: Bounds = BOUNDS,
): Promise<string> {
  return (await (await githubRepository(githubTarget(target), env, fetch, bounds)).commit()).sha;
}

/** The files, with what Git LFS pointers and links stand for. */
async function hold(
  entries: readonly TreeEntry[],
  contents: GithubContents,
  omissions: Omissions,
): Promise<ReadonlyMap<string, Held>> {
  const files = entries.filter(({ kind }) => kind === 'file');
  const pointed = await pointedSizes(files, contents);
  const heldAs = (path: string, entry: TreeEntry): Held => {
    const size = pointed.get(entry.sha);
    return { file: { path, size: size ?? entry.size, pointer: size !== undefined }, entry };
  };
  const held = [
    ...files.map((entry) => heldAs(entry.path, entry)),
    ...(await linkedFiles(entries, contents, omissions)).map(({ path, entry }) => heldAs(path, entry)),
  ];
  return new Map(
    held.sort((one, other) => (one.file.path < other.file.path ? -1 : 1)).map((one) => [one.file.path, one]),
  );
}

/** By the hash of the pointer. */
async function pointedSizes(
  files: readonly TreeEntry[],
  contents: GithubContents,
): Promise<ReadonlyMap<string, number>> {
  const candidates = files
    .filter(({ path, size }) => LARGE.test(path) && mayBePointer(path, size) && size <= MAX_POINTER_CHARS)
    .slice(0, MAX_POINTERS);
  const sizes = await Promise.all(
    candidates.map(async (entry) => [entry.sha, await pointedBy(entry, contents)] as const),
  );
  return new Map(sizes.flatMap(([sha, size]) => (size === null ? [] : [[sha, size]])));
}

async function pointedBy(entry: TreeEntry, contents: GithubContents): Promise<number | null> {
  const bytes = await contents.whole(entry);
  return bytes === null ? null : pointedSize(bytes);
}

async function linkedFiles(
  entries: readonly TreeEntry[],
  contents: GithubContents,
  omissions: Omissions,
): Promise<readonly { path: string; entry: TreeEntry }[]> {
  const all = entries.filter(({ kind }) => kind === 'link');
  const readable = all.filter(({ size }) => size <= MAX_LINK_CHARS).slice(0, MAX_LINKS);
  if (readable.length < all.length)
    omissions.once('.', `holds ${all.length - readable.length} more symbolic links, which were not followed`);
  const links = new Map(
    await Promise.all(
      readable.map(
        async (entry) =>
          [entry.path, new TextDecoder().decode((await contents.whole(entry)) ?? new Uint8Array())] as const,
      ),
    ),
  );
  const files = new Map(entries.filter(({ kind }) => kind === 'file').map((entry) => [entry.path, entry]));
  const world = { files, links, folders: foldersOf([...files.keys(), ...links.keys()]) };
  return readable.flatMap(({ path }) => {
    const entry = fileBehind(path, world);
    if (typeof entry === 'string') omissions.add(path, entry);
    return typeof entry === 'string' || entry === null ? [] : [{ path, entry }];
  });
}

async function textOf(held: Held | undefined, contents: GithubContents): Promise<FileText> {
  if (held === undefined) return { text: null, unread: 'missing' };
  if (held.file.pointer) return { text: null, unread: 'pointer' };
  const bytes = held.entry.size > TEXT_LIMIT ? null : await contents.whole(held.entry);
  return bytes === null ? { text: null, unread: 'too-large' } : decodeText(bytes);
}

async function bytesOf(
  held: Held | undefined,
  start: number,
  length: number,
  contents: GithubContents,
): Promise<Uint8Array | null> {
  const range = byteRange(start, length);
  if (held === undefined || held.file.pointer || range === null) return null;
  const bytes = await contents.whole(held.entry);
  return bytes === null || pointedSize(bytes) !== null ? null : bytes.slice(range.start, range.start + range.length);
}
