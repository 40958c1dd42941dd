import { ignoreCase } from '../text/ignore-case.ts';
import type { Snapshot, SnapshotFile } from '../snapshot/snapshot.ts';
import type { BaseStatement, LicenseStatement, Origin } from '../evidence/statement.ts';
import { readInstructions, type Instruction } from './modelfile-instructions.ts';
import { quote } from '../evidence/evidence-at.ts';
import { textsOf } from './texts-of.ts';

// https://github.com/ollama/ollama/blob/main/docs/modelfile.md

const MODELFILE = ignoreCase(/^(?:modelfile(?:\.[\w.-]+)?|[^/]+\.modelfile)$/);
const MAX_FILES = 8;
const MAX_NAME_CHARS = 512;

const HUB = /^(?:https?:\/\/)?(?:www\.)?(?:hf\.co|huggingface\.co)\//i;
const LIBRARY =
  /^(?:https?:\/\/)?(?:www\.)?(?:registry\.ollama\.ai|ollama\.com|ollama\.ai)\/(?:library\/)?|^library\//i;
const LOCAL = /^(?:[/~\\]|\.{1,2}(?:[/\\]|$)|[A-Za-z]:[/\\]|sha256[-:]|@)|\.(?:gguf|bin|safetensors)$/i;
const BLOB = /sha256[-:][0-9a-f]{16,}/i;

/** The Modelfiles at the root. */
function modelfiles(files: readonly SnapshotFile[]): readonly string[] {
  return files
    .filter(({ path, pointer }) => !pointer && MODELFILE.test(path))
    .map(({ path }) => path)
    .slice(0, MAX_FILES);
}

/**
 * The FROM and ADAPTER of Modelfiles, and the first line of their LICENSE. A name in Ollama's library is written
 * `ollama:llama4:scout`. A file of the repository itself says nothing about its origin.
 */
export async function readModelfiles(snapshot: Snapshot): Promise<Origin> {
  const own = new Set(snapshot.files.map(({ path }) => path));
  const bases: BaseStatement[] = [];
  const licenses: LicenseStatement[] = [];
  for (const { path, text } of await textsOf(snapshot, modelfiles(snapshot.files))) {
    if (text === null) continue;
    const { instructions, commented } = readInstructions(text);
    const adapter = instructions.some(({ name }) => name === 'ADAPTER');
    for (const instruction of instructions) {
      if (instruction.name === 'LICENSE') licenses.push(...licenseOf(path, instruction));
      if (instruction.name !== 'FROM' && instruction.name !== 'ADAPTER') continue;
      const named =
        BLOB.test(instruction.value) && commented !== null
          ? { ...commented, most: 'likely' as const }
          : { ...instruction, most: null };
      bases.push(...baseOf(path, named, { own, adapter }));
    }
  }
  return { bases, licenses };
}

function baseOf(
  path: string,
  named: Instruction & { readonly most: 'likely' | null },
  { own, adapter }: { own: ReadonlySet<string>; adapter: boolean },
): BaseStatement[] {
  const { name, value, line, column } = named;
  if (value === '' || value.length > MAX_NAME_CHARS || /\s\s|[\r\n]/.test(value)) return [];
  const isPath = LOCAL.test(value) && !HUB.test(value);
  if (isPath && (BLOB.test(value) || isOwn(value, own))) return [];
  // An adapter must be a file; Ollama rejects anything else.
  if (name === 'ADAPTER' && !isPath && !HUB.test(value)) return [];
  const written = isPath || HUB.test(value) ? value : `ollama:${value.replace(LIBRARY, '')}`;
  return [
    {
      by: 'modelfile',
      written,
      relation: adapter ? 'adapter' : null,
      most: named.most ?? (isPath ? 'likely' : 'stated'),
      evidence: { file: path, line, column, says: quote(`${name} ${value}`) },
    },
  ];
}

/** True for a file or a folder of the repository, and for the repository itself. */
function isOwn(value: string, own: ReadonlySet<string>): boolean {
  const path = value
    .replace(/\\/g, '/')
    .replace(/^(?:\.\/)+/, '')
    .replace(/(?<!\/)\/+$/, '');
  return path === '' || path === '.' || own.has(path) || [...own].some((file) => file.startsWith(`${path}/`));
}

function licenseOf(path: string, { value, line, column }: Instruction): LicenseStatement[] {
  const written = value
    .split('\n')
    .map((one) => one.trim())
    .find((one) => one !== '');
  return written === undefined
    ? []
    : [{ written: quote(written), evidence: { file: path, line, column, says: quote(`LICENSE ${written}`) } }];
}
