import { ignoreCase, lowerCase } from '../text/ignore-case.ts';
import type { Block, Link } from '../card/visible-text.ts';
import type { Card } from '../card/card.ts';
import { lastAtMost } from '../card/positions.ts';
import { sourceAt } from '../card/source-at.ts';

/** A model as a text names it at some point. */
export interface ModelInText {
  /** The link's target, the id or path, or the name. */
  readonly written: string;
  /** `link` and `id` say exactly which model is meant; a `name` leaves room. */
  readonly form: 'link' | 'id' | 'name';
  /** `block.text.slice(start, end)` is what names it. */
  readonly start: number;
  readonly end: number;
}

/** Accounts have pages of these names, which hold no models. */
const HUB_MODEL =
  /^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)\/(?!(?:datasets|spaces|papers|collections|blog|docs|models|posts|organizations|settings|learn|join|login)(?:\/|$))[\w.-]+\/[\w.-]+/i;
const MODELSCOPE = /^https?:\/\/(?:www\.)?modelscope\.(?:cn|ai)\/models\/[\w.-]+\/[\w.-]+/i;
const OTHER_HOST_MODEL = /^https?:\/\/[\w.-]+\/(?:[\w.-]+\/)?(?=[\w.-]*llama)[\w.-]+\/?$/i;

// Between a phrase and the model's name: quotation marks, articles, the maker, what kind of model it is.
const LEAD =
  /^(?:[\s"'“”‘’*_(:–—-]|(?:the|a|an|its|our|original|official|base|model|models|instruct|pre-?trained|upstream|vanilla|weights|of|meta(?: ai)?['’]s|facebook['’]s)(?=[\s:]))*/;

const ID = /^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{1,95}(?![\w/])/;
const PATH = /^(?:~|\.{1,2})?\/(?:[\w.@+-]+\/)*[\w.@+-]{2,}\/?/;
/** Capitalized words, numbers, and the words that names of models are made of in lower case. */
const NAME =
  /^(?:Meta(?: AI)?[ -]+)?([A-Z\d][\w.+-]*|(?:llama|gpt|qwen|gemma|mistral|mixtral|phi)[\w.+-]*)(?:[ -](?:[A-Z\d][\w.+-]*|scout|maverick|instruct|chat|guard|base|vision|hf))*/;
const MAX_NAME_CHARS = 120;
/** What a thing is that has the model in its name, behind it: “Llama 4 Scout LoRA”, “Llama-4-Scout-based”. */
const BEHIND_NAME =
  /(?: (?:Q?LoRA|DoRA|Fine|Finetun\w*|Merged?|Adapters?|Quanti[sz]\w+|Quants?|Distill\w*|Models?|GGUF)(?![\w])|-(?:based|generated|derived|style|like|type|compatible|written|labell?ed|annotated)(?![\w]))[^]*/i;
/** Texts about a model, and what belongs to one. */
const NO_MODEL = /\b(?:Licen[cs]es?|Agreement|Policy|Paper|Report|Tokenizer|Cookbook|Architecture|Documentation)\b/i;
/** `Llama4ForConditionalGeneration` is a class. */
const CLASS = /For(?:Causal|Conditional|Sequence|Token|Question)/;

/** Names of an architecture, of a text or of a tool, not of weights. */
const NO_MODEL_AFTER = ignoreCase(
  /^\s*(?:['’]s\s+)?(?:-?style|-?like|-?type|-?compatible|-?based\s+architecture|architecture|arch\b|(?:model(?:l?ing)? )?code\b(?! (?:model|assistant|llm|generat))|config\b|configuration|implementation|hyperparameters|tokeni[sz]er|paper|recipe|template|prompt|(?:chat )?format|api|codebase|repository|github|license|community|vocabulary|report|blog|family|cookbook|docs)/,
);

/** The model that the text names at `from`, after articles and the like; null when it names none there. */
export function modelAt(card: Card, block: Block, from: number): ModelInText | null {
  const lead = LEAD.exec(lowerCase(block.text.slice(from, from + 80)))?.[0].length ?? 0;
  const start = from + lead;
  return linkAt(block, start) ?? codeAt(card, block, start) ?? textAt(block, start);
}

/** The address of a model on a Hub. */
function isModelAddress(url: string): boolean {
  return HUB_MODEL.test(url) || MODELSCOPE.test(url);
}

function linkAt(block: Block, start: number): ModelInText | null {
  const link = linkOver(block, start);
  if (link === null) return null;
  const text = link.text.trim();
  const end = Math.max(start + 1, start + text.length);
  // A trainer links a folder as if it were an id.
  if (PATH.test(text) && !text.startsWith('//')) return { written: text, form: 'id', start, end };
  if (isModelAddress(link.url)) return { written: link.url, form: 'link', start, end };
  if (ID.test(text)) return { written: text, form: 'id', start, end };
  if (OTHER_HOST_MODEL.test(link.url))
    return { written: text === link.url ? link.url : text, form: 'name', start, end };
  return nameIn(text, start, '');
}

/** More columns than any line has. */
const LINE = 2 ** 24;

function linkOver(block: Block, at: number): Link | null {
  if (block.links.length === 0 || at >= block.text.length) return null;
  const { line, column } = block.place(at, at + 1);
  // Links come in the order of the text; the line outweighs any column.
  const order = (of: number, and: number): number => of * LINE + and;
  const last = lastAtMost(block.links.length, order(line, column), (index) =>
    order(block.links[index]?.place.line ?? 0, block.links[index]?.place.column ?? 0),
  );
  const link = block.links[last];
  if (link === undefined || order(link.place.line, link.place.column) > order(line, column)) return null;
  return order(link.place.endLine, link.place.endColumn) > order(line, column) ? link : null;
}

/** Inline code stands in a block's text as one character; what it holds is in the source. */
function codeAt(card: Card, block: Block, start: number): ModelInText | null {
  if (block.text.charAt(start) !== '\uFFFC') return null;
  const written =
    /^(?:`+|<(?:code|kbd|tt)[^>]*>)([^`<>]*)[`<]/.exec(sourceAt(card, block.place(start, start + 1)))?.[1]?.trim() ??
    '';
  const end = start + 1;
  if (ID.exec(written)?.[0] === written || PATH.exec(written)?.[0] === written || isModelAddress(written))
    return { written, form: 'id', start, end };
  const name = nameIn(written, start, block.text.slice(end, end + 40));
  return name === null || name.written.length < written.length ? null : { ...name, end };
}

function textAt(block: Block, start: number): ModelInText | null {
  const text = block.text.slice(start, start + 300);
  const id = (ID.exec(text) ?? PATH.exec(text))?.[0].replace(/(?<![.:,-])[.:,-]+$/, '');
  if (id !== undefined && !/^\d+\/\d+$/.test(id))
    return isOfModel(text.slice(id.length)) ? null : { written: id, form: 'id', start, end: start + id.length };
  return nameIn(text, start, '');
}

/** Nothing behind a name asks no pattern. */
function isOfModel(rest: string): boolean {
  return rest.trim() !== '' && NO_MODEL_AFTER.test(rest);
}

/** A name needs a number, as every model's has: without one it is a word with a capital letter. */
function nameIn(text: string, start: number, after: string): ModelInText | null {
  const [found, first = ''] = NAME.exec(text.slice(0, MAX_NAME_CHARS)) ?? [];
  if (found === undefined) return null;
  const skipped = found.startsWith('Meta') ? found.indexOf(first) : 0;
  const written = found
    .slice(skipped)
    .replace(BEHIND_NAME, '')
    .replace(/(?<![.,:;+-])[.,:;+-]+$/, '');
  if (NO_MODEL.test(found)) return null;
  if (!/\d/.test(written) || !/[A-Za-z]{2}/.test(written) || CLASS.test(written.split(/\W/).at(-1) ?? '')) return null;
  const end = start + skipped + written.length;
  return isOfModel(text.slice(skipped + written.length) + after)
    ? null
    : { written, form: 'name', start: start + skipped, end };
}
