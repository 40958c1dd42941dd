import { ignoreCase } from '../../snapshot/ignore-case.ts';
import type { Relation } from '../../report.ts';
import type { Card } from '../card/card.ts';
import type { ModelInText } from './model-in-text.ts';
import { modelsNamed } from './named-models.ts';
import type { Passage } from './own-passages.ts';
import { isOwn, isOwnByName, type SubjectContext } from './own-subject.ts';
import { turnsAway, turnsAwayAfter } from './turned-away.ts';

/** Words around a model's name that make it the base. */
interface Frame {
  readonly relation: Relation | null;
  /** What stands before the name and its article; null where the sentence may simply call its subject so. */
  readonly before: RegExp | null;
  readonly after: RegExp;
  /** What the sentence has to speak of besides. */
  readonly about?: RegExp;
}

const TRAINED = '(?:fine[- ]?tuned|post-?trained|instruction[- ]tuned|(?:continu\\w+|further) (?:pre-?)?trained)';
const TO = '(?:on|for|with|using|to|via|in|by|as|specifically|exclusively)\\b';
const NOT_OF_USE = '(?! (?:scripts?|tutorial|guide|notebook|recipe|config|support|rank|example|code|training|tuning|experiments?|runs?))';

const FRAMES: readonly Frame[] = [
  { relation: null, before: /(?:\b(?:uses?|using|used|with|takes?|taking|took|employs?|employing|adopts?|has|having|keeps?))$/i, after: /^(?: (?:models?|weights|checkpoint|llm))? as (?:(?:its|the|an?|our|their) )?(?:[\w-]+ )?(?:base|backbone|foundation|starting point|initiali[sz]ation|underlying model|pre-?trained model|parent)\b(?!-?lines?)(?!(?: model)? (?:of|for|in) (?:the|our|this|an?|its) [\w -]{0,20}(?:agent|pipeline|app|application|chatbot|demo|system|benchmark|evaluation|judge|service|tool))/i },
  { relation: 'finetune', before: /\b(?:took|take|taking)$/i, after: new RegExp(`^(?: (?:models?|weights|checkpoint|llm))?,? and (?:then |further |additionally )*${TRAINED} (?:it|them)\\b`, 'i') },
  { relation: 'finetune', before: /\bstart(?:ing|ed) from$/i, after: /^/, about: /train|tun|prun|align|adapt|optimi|\bsft\b|\bdpo\b/i },
  { relation: 'finetune', before: null, after: new RegExp(`^(?: (?:models?|llm|checkpoint|weights|base))?,?(?: (?:that|which) (?:is|was|has been|we|i))?(?: (?:further|then|additionally|fully|lightly|supervised|full|directly|been))* ${TRAINED} ${TO}`, 'i') },
  { relation: 'finetune', before: null, after: /^ (?:model|checkpoint|llm) trained (?:on|for|with|to)\b(?!.{0,80}\bfrom scratch)/i },
  { relation: 'finetune', before: null, after: new RegExp(`^[ -](?:model )?fine[- ]?tune\\b${NOT_OF_USE}`, 'i') },
  { relation: 'adapter', before: null, after: new RegExp(`^[ -](?:q?lora|dora|peft adapter|adapter)\\b${NOT_OF_USE}`, 'i') },
  { relation: 'merge', before: null, after: /^[ -]merge\b/i },
  { relation: null, before: null, after: /^[ -]based (?:[\w-]+ ){0,4}?(?:models?|llm|vlm|assistant|classifier|adapter|lora|checkpoint|chatbot|fine[- ]?tune)\b/i },
  { relation: 'quantized', before: null, after: /^(?: models?)?,? (?:quanti[sz]ed|converted) (?:to|into|with|using|in|by|as)\b/i },
  { relation: 'quantized', before: null, after: /^[ -](?:gguf|awq|gptq|exl2|exl3|mlx|fp8|nvfp4|\d-?bit)[ -](?:quants?|quanti[sz]ations?|files|weights|version|conversion)\b/i },
];
const MAY_FRAME = ignoreCase(/\bas |start(?:ing|ed) from|tuned|trained|tune\b|lora|adapter|merge|based|quant|convert|gguf|awq/);
const MAY_NAME = /llama|\uFFFC|https?:|\/|guard/i;

const ARTICLES = /^(?:the|an?|our|its|this|original|official|meta|meta['’]s|vanilla|new|small|simple|custom|pre-?trained|base|model)$/i;
/** What somebody says of a model that is no description of this repository. */
const PREDICATE = /\b(?:is|are|was|were|has|have|outperform\w*|perform\w*|achiev\w*|scor\w*|reach\w*|tends?|can|may|might|will|would|could|should|do|does|did|fail\w*|shows?|seems?|remains?|needs?|gets?|gives?|knows?|loses?|vs|versus|but|costs?)\b|\d\s*%|[:=|]\s*\d|\d\.\d+\s*$/i;
const STATES = /\b(?:is|are|was|were|we|i|this|these|our|contains?|provides?|it)\b/i;

const LINKS = /\b(?:is|are|was|were|contains?|provides?|hosts?|holds?|shares?d?|publish(?:es|ed)?|releases?d?|presents?|introduces?d?|made|trained|built|created|uploaded|obtained)$/i;
const MADE = /\b(?:made|built|released|created|published|wrote|did|uses?|used)\b/i;

export interface FramedModel {
  readonly model: ModelInText;
  readonly relation: Relation | null;
}

/**
 * The model that a sentence calls its base in words around the name: “uses X as its backbone”, “starting from X, we
 * trained”, “is a X model fine-tuned on”, “a X LoRA”, “a X-based model”. Null when there is none, or it is another's.
 */
export function framedModel(card: Card, passage: Passage, context: SubjectContext): FramedModel | null {
  const { block, text, start } = passage;
  if (!MAY_FRAME.test(text) || !(MAY_NAME.test(text) || block.links.length > 0)) return null;
  for (const model of modelsNamed(card, passage)) {
    const said = withoutArticles(text.slice(0, model.start - start));
    const after = text.slice(model.end - start);
    for (const { relation, before, after: follows, about } of FRAMES) {
      const lead = before?.exec(said);
      if (lead === null || !follows.test(after) || about?.test(text) === false || turnsAwayAfter(said, after)) continue;
      const own = lead === undefined ? isNamed(said, after, passage, context) : isTaken(said.slice(0, lead.index), text, context);
      if (own) return { model, relation: relation ?? (/\bmerge/i.test(said) ? 'merge' : null) };
    }
  }
  return null;
}

/** Longer runs of quotation marks and brackets stand before no name. */
const LEAD = 20;

function withoutArticles(words: string): string {
  let said = words.slice(0, -LEAD) + words.slice(-LEAD).replace(/[\s"“”'‘*_([]+$/, '');
  for (let count = 0; count < 4; count++) {
    const last = /\S+$/.exec(said.slice(-30))?.[0] ?? '';
    if (!ARTICLES.test(last)) break;
    said = said.slice(0, said.length - last.length).trimEnd();
  }
  return said;
}

/** The subject is called so: “Foo is a X model …”, or the sentence has no other words before the name. */
function isNamed(said: string, after: string, { block }: Passage, context: SubjectContext): boolean {
  if (context.isTitle) return isOwn(`${said} `.trimStart(), context);
  if (STATES.test(said)) return LINKS.test(said) && isOwn(`${said} `, context);
  if (block.kind === 'item' || block.kind === 'heading') return false;
  const clause = /^[^;!?]{0,300}/.exec(after)?.[0] ?? '';
  return !MADE.test(said) && !PREDICATE.test(clause) && isOwn(said === '' ? '' : `${said} `, context);
}

/** “With X as the base, our method gains 3 points.” */
const MEASURES = /\b(?:method|approach|technique|result)s? (?:[a-z]+ )?(?:gains?|improves?|reach(?:es)?|scores?|outperforms?|achieves?|yields?)\b/i;

/** Who takes X as a base is the subject itself, or nobody is named. */
function isTaken(said: string, text: string, context: SubjectContext): boolean {
  const subject = said.replace(/^[^A-Za-z]+/, '').trimEnd();
  if (subject === '') return /^\W*(?:uses|takes)\b/i.test(text) || (/\b(?:we|our|this|i)\b/i.test(text) && !MEASURES.test(text));
  if (isOwnByName(`${subject} `, context)) return true;
  return /^(?:built|[a-z-]+(?:ed|ing))\b/i.test(subject) && !turnsAway(subject);
}
