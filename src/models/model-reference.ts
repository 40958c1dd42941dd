import type { LicenseRules, Mirrors, ModelFamily } from '../rulebook/rulebook.ts';
import { matchesAny } from '../rulebook/pattern.ts';
import { lowerCase } from '../text/ignore-case.ts';

/** A model as somebody wrote it down: an id, a link, a folder. */
export interface ModelReference {
  /** As written. */
  readonly written: string;
  /** `organization/model` or a bare name; of a folder, its most telling part. */
  readonly id: string;
  /** True for a path on somebody's machine, which tells nobody else what the model is. */
  readonly path: boolean;
}

/** How a reference names one of the licensor's models, surest first. */
export type MatchForm =
  | 'id' // the licensor's own id
  | 'mirror' // a known re-uploader's copy or conversion of it
  | 'format' // its full name, at most with a file format added, under any account
  | 'derived'; // a name that begins like the model's and goes on in its own way, or one that is known to be made from it

export interface ModelMatch {
  readonly license: string;
  readonly family: ModelFamily;
  readonly form: MatchForm;
  /** The licensor's id that the reference stands for; null when only the family is known. */
  readonly original: string | null;
}

/** Names of Ollama's library, which have a tag where others have a revision. */
const OLLAMA = 'ollama:';
/** In small letters: such a class of characters takes long to compile where letter case is to be ignored. */
const HUB_PATH = /^(?:https?:\/\/)?(?:[\w-]+\.)*(?:huggingface\.co|hf\.co|hf-mirror\.com)\/(?:api\/)?(?:models\/)?/;
const LOCAL_PATH = /^(?:[/~\\]|\.{1,2}[/\\]|[A-Za-z]:[/\\]|file:)/;
const CACHE_FOLDER = /models--([\w.-]+?)--([\w.-]+)/;

/** Reads an id, a Hub link or a local path. Takes any text; gives null when it cannot name a model. */
export function readModelReference(written: string): ModelReference | null {
  const text = written
    .trim()
    .replace(/^["'`<]+|(?<!["'`>])["'`>]+$/g, '')
    .replace(/^hf:(?:\/\/)?/i, '');
  if (text === '' || text.length > 1024) return null;
  if (text.startsWith(OLLAMA)) return { written, id: text, path: false };
  const hub = HUB_PATH.exec(lowerCase(text))?.[0];
  if (hub !== undefined) return fromSegments(written, segmentsOf(text.slice(hub.length)));
  if (/^https?:\/\//i.test(text)) return fromSegments(written, segmentsOf(text.replace(/^https?:\/\/[^/]*\//i, '')));
  const cached = CACHE_FOLDER.exec(text);
  if (cached) return { written, id: `${cached[1] ?? ''}/${cached[2] ?? ''}`, path: true };
  const segments = segmentsOf(text.replace(/^file:\/*/i, '/'));
  if (LOCAL_PATH.test(text) || segments.length > 2) return { written, id: tellingPart(segments), path: true };
  return fromSegments(written, segments);
}

function fromSegments(written: string, segments: readonly string[]): ModelReference | null {
  const [first, second] = segments;
  if (first === undefined) return null;
  const id = (second === undefined ? first : `${first}/${second}`).replace(/[@:][^]*/, '').replace(/\s+/g, '-');
  return id === '' ? null : { written, id, path: false };
}

function segmentsOf(path: string): string[] {
  return path
    .replace(/[?#][^]*/, '')
    .split(/[/\\]+/)
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

/** Folders are often called `checkpoint-500` or `output` inside one that bears the model's name. */
function tellingPart(segments: readonly string[]): string {
  return segments.findLast((segment) => /llama|guard/i.test(segment)) ?? segments.at(-1) ?? '';
}

/** Which of the licensor's models a reference stands for, or null. Model ids are compared without letter case. */
export function matchModel(
  reference: ModelReference,
  licenses: readonly LicenseRules[],
  mirrors: Mirrors,
): ModelMatch | null {
  const { account, model } = splitId(reference.id);
  if (matchesAny(mirrors.strangers, model)) return null;
  let best: ModelMatch | null = null;
  for (const license of licenses) {
    const names = readings(model, license);
    for (const family of license.models) {
      const found = matchFamily(reference.id, account, names, license, family, mirrors);
      // Nothing is surer than one of the licensor's own ids, which most references are.
      if (found?.form === 'id' && found.original !== null) return found;
      if (found && (best === null || better(found, best))) best = found;
    }
  }
  return best;
}

function matchFamily(
  id: string,
  account: string,
  names: readonly string[],
  license: LicenseRules,
  family: ModelFamily,
  mirrors: Mirrors,
): ModelMatch | null {
  const lower = id.toLowerCase();
  const own = idsOf(family).find((known) => known.lower === lower);
  if (own !== undefined) return { license: license.license, family, form: 'id', original: own.id };
  if (matchesAny(family.also, id)) return { license: license.license, family, form: 'id', original: null };
  const { model } = splitId(id);
  if (matchesAny(family['made-into'], model))
    return { license: license.license, family, form: 'derived', original: null };
  let named: { readonly name: string; readonly id: string } | null = null;
  for (const name of names) {
    const longest = longestNamePrefix(name, family);
    if (longest !== null && longest.length > (named?.id.length ?? 0)) named = { name, id: longest };
  }
  if (named === null) {
    return names.some((name) => familyEnd(name, family) !== null) || holdsFamilyAndSize(model, family)
      ? { license: license.license, family, form: 'derived', original: null }
      : null;
  }
  const added = named.name.slice(splitId(named.id).model.length);
  if (!isFormat(added, account, mirrors))
    return { license: license.license, family, form: 'derived', original: named.id };
  const known = mirrors.organizations.some((organization) => same(organization, account));
  return { license: license.license, family, form: known ? 'mirror' : 'format', original: named.id };
}

const ORDER: readonly MatchForm[] = ['id', 'mirror', 'format', 'derived'];

function better(a: ModelMatch, b: ModelMatch): boolean {
  const byForm = ORDER.indexOf(b.form) - ORDER.indexOf(a.form);
  return byForm > 0 || (byForm === 0 && (a.original?.length ?? 0) > (b.original?.length ?? 0));
}

/**
 * The name as it is, and without the publisher: `meta-llama_Llama-4-…` and `Meta-Llama-…` are quantizers' ways to keep
 * it in the name, while `Meta-Llama-3-8B` and `CodeLlama-7b-hf` begin with one by themselves.
 */
function readings(model: string, license: LicenseRules): readonly string[] {
  const publishers = [...license.licensor.organizations, license.licensor.name];
  const without = publishers.flatMap((publisher) => {
    const rest = model.slice(publisher.length);
    return model.toLowerCase().startsWith(publisher.toLowerCase()) && /^[-_.]/.test(rest)
      ? [rest.replace(/^[-_.]+/, '')]
      : [];
  });
  return [model, ...without];
}

function longestNamePrefix(model: string, family: ModelFamily): string | null {
  const lower = model.toLowerCase();
  let longest: string | null = null;
  for (const { id, name } of idsOf(family)) {
    if (!lower.startsWith(name)) continue;
    if (/^[A-Za-z0-9]/.test(model.slice(name.length))) continue;
    if (longest === null || id.length > longest.length) longest = id;
  }
  return longest;
}

/** An id of the licensor's, and in small letters as references are compared with it: whole, and without the account. */
interface OwnId {
  readonly id: string;
  readonly lower: string;
  readonly name: string;
}

const ownIds = new WeakMap<ModelFamily, readonly OwnId[]>();

/** Every reference is held against all of them. */
function idsOf(family: ModelFamily): readonly OwnId[] {
  const known =
    ownIds.get(family) ??
    family.ids.map((id) => ({ id, lower: id.toLowerCase(), name: splitId(id).model.toLowerCase() }));
  ownIds.set(family, known);
  return known;
}

/**
 * Where the family's name ends, if the text begins with it: `Llama 4 Scout`, its words joined by anything that names
 * use. Null where it does not.
 */
function familyEnd(model: string, family: ModelFamily): number | null {
  const text = model.toLowerCase();
  let at = 0;
  const name = family.family.toLowerCase();
  for (let index = 0; index < name.length; index += 1) {
    const character = name.charAt(index);
    if (JOINTS.has(character)) {
      // “Llama-3_1” and “llama-3-1” are Llama 3.1; of two families that fit, the newer license comes first.
      if (JOINTS.has(text.charAt(at))) at += 1;
      else if (character === '.') return null;
      continue;
    }
    if (character !== text.charAt(at)) return null;
    at += 1;
  }
  const [next, after] = [text.charAt(at), text.charAt(at + 1)];
  return !/[a-z0-9]/.test(next) && !(next === '.' && /\d/.test(after)) ? at : null;
}

const SIZE = /^[-_. ]\d{1,3}(?:[._]\d{1,2})?b(?![a-z0-9])/i;

/** True for a name that goes on with the family's name and a size, as `Hermes-2-Pro-Llama-3-8B` does. */
function holdsFamilyAndSize(model: string, family: ModelFamily): boolean {
  return [...model.matchAll(/[-_. ]/g)].some(({ index }) => {
    const rest = model.slice(index + 1, index + 80);
    const end = familyEnd(rest, family);
    return end !== null && (/\dB$/.test(family.family) || SIZE.test(rest.slice(end)));
  });
}

/** What may stand between the words of a name, or nothing, but for the dot of a version. */
const JOINTS: ReadonlySet<string> = new Set([' ', '-', '_', '.']);

function isFormat(added: string, account: string, mirrors: Mirrors): boolean {
  const parts = added
    .replace(/(\d)[-_ ]bits?\b/i, '$1bit')
    .split(/[-_. ]+/)
    .filter((part) => part !== '' && !same(part, account));
  return parts.every((part) => matchesAny(mirrors.formats, part) || matchesAny(mirrors.fillers, part));
}

/** True when a name holds a part that only says a file format or a quantization, such as `GGUF` or `4bit`. */
export function formatMark(name: string, mirrors: Mirrors): string | null {
  const parts = name.replace(/(\d)[-_ ]bits?\b/i, '$1bit').split(/[-_. ]+/);
  return parts.find((part) => matchesAny(mirrors.formats, part)) ?? null;
}

/** Splits `organization/model`; the model is what stands after the last slash. */
export function splitId(id: string): { readonly account: string; readonly model: string } {
  const at = id.lastIndexOf('/');
  return at < 0 ? { account: '', model: id } : { account: id.slice(0, id.indexOf('/')), model: id.slice(at + 1) };
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
