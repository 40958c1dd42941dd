import { byteRange } from '../../snapshot/byte-range.ts';
import { decodeText } from '../../snapshot/decode-text.ts';
import type { HubModel } from '../../snapshot/hub-model.ts';
import { TEXT_LIMIT, type Snapshot } from '../../snapshot/snapshot.ts';
import type { FileText } from '../../snapshot/file-text.ts';
import { TargetError } from '../../errors/target-error.ts';
import type { HubFile } from './fields.ts';
import { stateOf, type HubServer, type HubState } from './server.ts';
import { hubTarget } from './target.ts';
import { Omissions } from '../omissions.ts';

const MAX_OMISSIONS = 100;
/** Headers are read in steps from the front, and each step would be a request. */
const FIRST_BYTES = 256 * 1024;

/**
 * The snapshot of a model on the Hub: `hf:owner/model[@revision]`, or an address on huggingface.co. The list of files
 * is taken now, contents are fetched when they are asked for, each once. `known` is what a list has just told of the
 * model's branch `main`. Throws a `TargetError`, now and when files are read, when the Hub does not give what it is
 * asked for.
 */
export async function openHub(target: string, server: HubServer, known: HubModel | null = null): Promise<Snapshot> {
  const { id, revision } = hubTarget(target);
  // A list that does not tell the commit tells too little.
  const model = known?.sha == null ? await server.model(id, revision) : known;
  if (model.disabled)
    throw new TargetError(
      'forbidden',
      `${model.id} is disabled on the Hugging Face Hub`,
      'The Hub lets nobody read it. Whoever owns it can ask the Hub for the reason.',
    );
  const state = stateOf(model);
  const omissions = new Omissions(MAX_OMISSIONS);
  const { files, more } = await treeOf(model, server);
  if (more) omissions.beyond('.', 'holds more files than are listed');
  if (model.id.toLowerCase() !== id.toLowerCase())
    omissions.once('.', `is called ${model.id} now; ${id} is an earlier name of it`);
  if (files.length === 0) omissions.once('.', 'holds no files');
  const listed = new Map(files.map((file) => [file.path, file]));
  const contents = new HubContents(server, state);
  return {
    target,
    source: 'hub',
    revision: model.sha,
    name: { value: model.id, from: 'target', page: `https://huggingface.co/${model.id}` },
    files: files.map(({ path, size, pointer }) => ({ path, size, pointer })),
    omissions: omissions.all(),
    ...omissions.partial,
    counted: true,
    hub: model,
    text: async (path) => contents.text(listed.get(path)),
    bytes: async (path, start, length) => contents.bytes(listed.get(path), start, length),
  };
}

/** A model without a first commit has no tree, and the Hub tells no commit of it. */
async function treeOf(model: HubModel, server: HubServer): Promise<Awaited<ReturnType<HubServer['tree']>>> {
  try {
    return await server.tree(stateOf(model));
  } catch (error) {
    if (model.sha === null && error instanceof TargetError && error.code === 'not-found')
      return { files: [], more: false };
    throw error;
  }
}

/** The contents of a model's files, each asked for once. */
class HubContents {
  readonly #server: HubServer;
  readonly #state: HubState;
  readonly #texts = new Map<string, Promise<FileText>>();
  readonly #beginnings = new Map<string, Promise<Uint8Array | null>>();

  constructor(server: HubServer, state: HubState) {
    this.#server = server;
    this.#state = state;
  }

  async text(file: HubFile | undefined): Promise<FileText> {
    if (file === undefined) return { text: null, unread: 'missing' };
    if (file.size > TEXT_LIMIT) return { text: null, unread: 'too-large' };
    const asked = this.#texts.get(file.path) ?? this.#read(file);
    this.#texts.set(file.path, asked);
    return asked;
  }

  async bytes(file: HubFile | undefined, from: number, most: number): Promise<Uint8Array | null> {
    const range = byteRange(from, most);
    if (file === undefined || range === null) return null;
    const { start } = range;
    const length = Math.min(range.length, Math.max(0, file.size - start));
    if (length === 0) return new Uint8Array();
    if (start + length > FIRST_BYTES) return this.#range(file, start, length);
    const beginning = this.#beginnings.get(file.path) ?? this.#range(file, 0, Math.min(FIRST_BYTES, file.size));
    this.#beginnings.set(file.path, beginning);
    return (await beginning)?.slice(start, start + length) ?? null;
  }

  async #read(file: HubFile): Promise<FileText> {
    const content = await this.#server.file(this.#state, file, null);
    return content.bytes === null ? { text: null, unread: content.unread } : decodeText(content.bytes);
  }

  async #range(file: HubFile, start: number, length: number): Promise<Uint8Array | null> {
    return (await this.#server.file(this.#state, file, { start, length })).bytes;
  }
}
