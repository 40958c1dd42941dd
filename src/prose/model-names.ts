/** A model as a text names it. */
export interface ModelName {
  /** The link's target, the id or path, or the name. */
  readonly written: string;
  /** `link` and `id` say exactly which model is meant; a `name` leaves room. */
  readonly form: 'link' | 'id' | 'name';
  /** `text.slice(start, end)` is what names it. */
  readonly start: number;
  readonly end: number;
}

/** A text, and what stands in it as a link or as inline code. */
export interface Source {
  readonly text: string;
  readonly links: readonly { readonly start: number; readonly end: number; readonly url: string }[];
  /** What the inline code at an index holds; null where no code stands. */
  code(at: number): string | null;
}

/** Accounts have pages of these names, which hold no models. */
const HUB_MODEL =
  /^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)\/(?!(?:datasets|spaces|papers|collections|blog|docs|models|posts|organizations|settings|learn|join|login)(?:\/|$))\/?[\w.-]+\/[\w.-]+/i;
const MODELSCOPE = /^https?:\/\/(?:www\.)?modelscope\.(?:cn|ai)\/models\/[\w.-]+\/[\w.-]+/i;
const OTHER_HOST = /^https?:\/\/[\w.-]+\/(?:[\w.-]+\/)?(?=[\w.-]*llama)[\w.-]+\/?$/i;
const ID = /^(?=[^/]*[A-Za-z])[A-Za-z0-9][\w.-]{0,95}\/(?=[^/]*[A-Za-z]{2})[A-Za-z0-9][\w.-]{0,94}\w$/;
const PATH = /^(?:~|\.{1,2})?\/(?:[\w.@+-]+\/)*[\w.@+-]{2,}\/?$/;
/** An id whose parts are plain words is two words with a stroke between them: `and/or`. */
const TELLING = /[\d_.-]/;

/** Families of models, whose name and a number make a model's name. */
const FAMILY =
  /^(?:meta[- ]?)?(?:\w{1,12}[- ]?)?(?:llama|qwen|gemma|mistral|mixtral|ministral|falcon|vicuna|alpaca|deepseek|phi|gpt|yi|bloom|opt|t5|bert|e5|glm|apertus)(?:guard)?$/i;
const FAMILY_WITH_NUMBER =
  /(?:llama|qwen|gemma|mistral|mixtral|falcon|vicuna|deepseek|phi|gpt|glm)(?:guard)?[-_]?v?\d/i;
const NUMBER = /^v?\d{1,2}(?:\.\d{1,2})?$/i;
const SIZE = /^\d{1,4}(?:\.\d{1,3})?[bm]$/i;
/** A size within a name: `Bread-8B-Instruct`. */
const WITH_SIZE = /[a-z][\w.]{0,60}[-_]\d{1,4}(?:\.\d{1,3})?[bm](?![a-z0-9])/i;
/** What follows a family's name and its number. */
const GOES_ON =
  /^(?:scout|maverick|behemoth|instruct|inst|hf|it|\d{1,3}e|Chat|Guard|Base|Vision|chat|Community|GPTQ|AWQ|FP8)$|^\d{1,4}(?:\.\d{1,3})?b(?:-|$)/;
const KIND = /^(?:guard|prompt|scout|maverick)$/i;
/** Classes of a library and files are no models. */
const NO_NAME =
  /For(?:Causal|Conditional|Sequence|Token|Question)\w{0,40}$|\.(?:py|md|json|ipynb|ya?ml|txt|bin|pth?|sh|html?|cpp)$|llama[._-]?cpp/i;

const MAX_NAME_CHARS = 120;

/**
 * All models that a text names, in its order: links to them, ids, paths, and names. Linear in the text. `isBehind` tells
 * words that follow a name with a hyphen and are not of it, as in “Llama-3-based”.
 */
export function modelNames(source: Source, isBehind: (word: string) => boolean): ModelName[] {
  const linked = source.links.flatMap((link) => linkedModel(source.text, link) ?? []);
  const found: ModelName[] = [];
  let read = 0;
  let next = 0;
  const take = (limit: number): void => {
    for (; next < linked.length && (linked[next]?.start ?? 0) < limit; next += 1) {
      const model = linked[next];
      if (model === undefined || model.start < read) continue;
      found.push(model);
      read = model.end;
    }
  };
  const runs = [...runsOf(source.text)];
  for (const [index, run] of runs.entries()) {
    take(run.end);
    if (run.start < read) continue;
    const model =
      run.text === '\uFFFC' ? codeModel(source, run.start, isBehind) : textModel(source.text, runs, index, isBehind);
    if (model === null) continue;
    found.push(model);
    read = model.end;
  }
  take(Infinity);
  return found;
}

interface Run {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Stretches of what names are made of, without the stop behind them; an object of the text is one. */
function* runsOf(text: string): Generator<Run> {
  for (const { 0: written, index } of text.matchAll(/\uFFFC|[A-Za-z0-9~./][\w.+/@:~-]*/g)) {
    const trimmed = withoutStop(written);
    if (trimmed !== '') yield { text: trimmed, start: index, end: index + trimmed.length };
  }
}

function withoutStop(written: string): string {
  let end = written.length;
  while (end > 0 && '.:,+-@'.includes(written.charAt(end - 1))) end -= 1;
  return written.slice(0, end);
}

/** The address of a model on a Hub. */
function isModelAddress(url: string): boolean {
  return HUB_MODEL.test(url) || MODELSCOPE.test(url);
}

function linkedModel(text: string, { start, end, url }: Source['links'][number]): ModelName | null {
  const shown = text.slice(start, end);
  // A trainer links a folder as if it were an id.
  if (PATH.test(shown) && !shown.startsWith('//')) return { written: shown, form: 'id', start, end };
  if (isModelAddress(url)) return { written: url, form: 'link', start, end };
  if (isId(shown)) return { written: shown, form: 'id', start, end };
  return OTHER_HOST.test(url) && /\d/.test(shown)
    ? { written: shown === url ? url : shown, form: 'name', start, end }
    : null;
}

function isId(written: string): boolean {
  return ID.test(written) && TELLING.test(written) && !/^\d+\/\d+$/.test(written) && !NO_NAME.test(written);
}

function codeModel(source: Source, start: number, isBehind: (word: string) => boolean): ModelName | null {
  const written = source.code(start);
  if (written === null || written.length > MAX_NAME_CHARS) return null;
  const place = { start, end: start + 1 };
  if (isId(written) || PATH.test(written) || isModelAddress(written)) return { written, form: 'id', ...place };
  const runs = [...runsOf(written)];
  const name = textModel(written, runs, 0, isBehind);
  return name?.start === 0 && name.end === written.length ? { written: name.written, form: 'name', ...place } : null;
}

function textModel(
  text: string,
  runs: readonly Run[],
  index: number,
  isBehind: (word: string) => boolean,
): ModelName | null {
  const run = runs[index];
  if (run === undefined || run.text.length > 300) return null;
  const { start, end } = run;
  if (/^https?:\/\//i.test(run.text))
    return isModelAddress(run.text) ? { written: run.text, form: 'link', start, end } : null;
  if (run.text.includes('/')) {
    const id = cutBehind(run.text, isBehind);
    if (isId(id)) return { written: id, form: 'id', start, end: start + id.length };
    return PATH.test(run.text) && run.text.lastIndexOf('/') > 0 ? { written: run.text, form: 'id', start, end } : null;
  }
  return nameAt(text, runs, index, isBehind);
}

/** A name needs a number, as every model's has: without one it is a word with a capital letter. */
function nameAt(
  text: string,
  runs: readonly Run[],
  index: number,
  isBehind: (word: string) => boolean,
): ModelName | null {
  const run = runs[index];
  if (run === undefined || NO_NAME.test(run.text) || run.text.includes(':') || run.text.includes('@')) return null;
  const first = cutBehind(run.text, isBehind);
  const next = (offset: number): string => joined(text, runs, index + offset);
  let count = 0;
  if (FAMILY.test(first)) {
    // “Llama Prompt Guard 2”, “Code Llama 7B”
    while (count < 2 && KIND.test(next(count + 1))) count += 1;
    const number = cutBehind(next(count + 1), isBehind);
    if (!NUMBER.test(number) && !/^v?\d{1,2}(?:\.\d{1,2})?-/.test(number) && !SIZE.test(number))
      return withSizeBefore(text, runs, index, first);
    count += 1;
  } else if (!(FAMILY_WITH_NUMBER.test(first) || WITH_SIZE.test(first))) {
    // “FoxBrain 70B”, where the word is no mere beginning of a sentence.
    if (
      !/^[A-Z]\w*[a-z]/.test(first) ||
      !SIZE.test(next(1)) ||
      !(/[a-z][A-Z]|\d/.test(first) || !beginsSentence(text, run.start))
    )
      return null;
    count = 1;
  }
  if (first === run.text) count = goesOn(text, runs, index, count, isBehind);
  const last = runs[index + count] ?? run;
  const shown = last === run ? first : cutBehind(last.text, isBehind);
  const end = last.start + shown.length;
  const start = run.start;
  const written = text.slice(start, end).slice(0, MAX_NAME_CHARS);
  return { written: withoutMaker(written), form: 'name', start, end };
}

/** How many of the next words belong to the name as well. */
function goesOn(
  text: string,
  runs: readonly Run[],
  index: number,
  from: number,
  isBehind: (word: string) => boolean,
): number {
  let count = from;
  for (; count < from + 6; count += 1) {
    if (cutBehind(runs[index + count]?.text ?? '', isBehind) !== runs[index + count]?.text) break;
    const next = cutBehind(joined(text, runs, index + count + 1), isBehind);
    const after = joined(text, runs, index + count + 2);
    const isCapital = /^[A-Z][A-Za-z]+$/.test(next) && SIZE.test(after);
    if (
      !GOES_ON.test(next) &&
      !SIZE.test(next) &&
      !GOES_ON.test(next.toLowerCase()) &&
      !(NUMBER.test(next) && KIND.test(runs[index + count]?.text ?? '')) &&
      !isCapital
    )
      break;
  }
  return count;
}

/** “8B LLaMA” is what others call “LLaMA 8B”. */
function withSizeBefore(text: string, runs: readonly Run[], index: number, family: string): ModelName | null {
  const [size, run] = [runs[index - 1], runs[index]];
  if (size === undefined || run === undefined || !SIZE.test(size.text) || text.slice(size.end, run.start) !== ' ')
    return null;
  return { written: `${family}-${size.text}`, form: 'name', start: run.start, end: run.start + family.length };
}

/** The run, when nothing but a space stands before it. */
function joined(text: string, runs: readonly Run[], index: number): string {
  const [before, run] = [runs[index - 1], runs[index]];
  if (before === undefined || run === undefined) return '';
  const between = text.slice(before.end, run.start);
  return between === ' ' || between === ' - ' ? run.text : '';
}

function cutBehind(word: string, isBehind: (word: string) => boolean): string {
  let at = word.indexOf('-');
  while (at >= 0) {
    const next = word.indexOf('-', at + 1);
    if (isBehind(word.slice(at + 1, next < 0 ? undefined : next).toLowerCase())) return word.slice(0, at);
    at = next;
  }
  return word;
}

function withoutMaker(written: string): string {
  return written.replace(/^Meta(?: AI)?[ -](?=\w)/i, '');
}

function beginsSentence(text: string, at: number): boolean {
  return (
    /^\W*$/.test(text.slice(Math.max(0, at - 60), at)) || /[.!?:]\W{0,4}$/.test(text.slice(Math.max(0, at - 4), at))
  );
}
