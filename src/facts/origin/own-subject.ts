import { lowerCase } from '../../snapshot/ignore-case.ts';
import { belongsToAnother, turnsAway } from './turned-away.ts';

/** The subject of a sentence about the repository itself. */
const OWN_SUBJECT = new RegExp(
  '^(?:(?:this(?! (?:dataset|paper|article|blog|guide|notebook|tutorial|example|script|tool|library|package|plugin|app|application|service|demo|space|benchmark|section|table)\\b)' +
    '|our(?! (?:[\\w-]+ )?(?:app|demo|website|company|product|service|agent|pipeline|dataset|paper|tokenizer|evaluation|team|larger|bigger|next|other|earlier|previous)\\b)' +
    '|these|here (?:is|are)|we|i|meet|introducing|contains?|provides?|obtained by|created by|made by)\\b' +
    '|(?:the |all )?(?:(?:current|present|released|resulting|uploaded|final) )?(?:model|checkpoint|adapter|repository|repo|weights|lora)(?: [a-z]+ed)? (?:is|are|was|were|has|contains?|provides?)\\b' +
    '|(?:the|all) (?:(?:current|present|released|resulting|uploaded|final) )?(?:models|files)(?: [a-z]+ed)? (?:are|were|have|contain|provide)\\b)',
  'i',
);

/** “The Foo model is …”, which is this one when the title says so, or nothing speaks against it. */
const NAMED_SUBJECT = /^the ([^,.;:]{1,90}) (?:model|checkpoint|adapter) (?:is|was)\b/i;
const OUR_SIZE = /^our (?:[\w-]+ )?(\d+(?:\.\d+)?[bm])\b/i;
const SIZE = /\d[bm](?![a-z])/i;

/** No subject at all: “A QLoRA …”, “Static …”, “Llamacpp imatrix …”. */
const FEW_WORDS = /^(?:[\w/.+-]+ +){0,6}(?:[\w/.+-]+[-/])?$/;
const VERB = /\b(?:is|are|was|were|has|have|be|been|being|that|which|who|uses?|includes?|studies|describes?|discusses|explains?|explores?|investigates?|reports?|by|with|from|for|of|at|in)\b/i;
/** “Models based on Llama …” in general, or what somebody says of it: no description of this one. */
const IN_GENERAL = /^(?:models|llms|versions|variants|systems|assistants|agents|products|companies|developers|people|users|meta|someone|everyone|costs?|results?)\s*$/i;
/** Something of a model's, or about models, that is made from no weights. */
const NO_MODEL = /\b(?:architecture|tokeni[sz]er|vocabulary|(?:chat|prompt) template|format|code|implementation|licen[cs]e|recipe|method|config(?:uration)?|design|paper|work|training data|dataset|benchmark|taxonomy)\s*$/i;
/** Whom or what somebody replaces, serves or does without; “a family of models” is one's own. */
const OF_OTHERS = new RegExp(
  [
    '\\b(?:replac|supersed|substitut|outdat)\\w* (?:(?!and |is |was )[\\w-]+ ){1,4}$',
    '\\b(?:what|where|when|how|why|for|with|by|tasks that) (?:[a-z-]+ )?(?:models|versions|variants|llms)\\s*$',
    '\\b(?:for|of|with|by|in|protects?|speeds? up|detects?|ranks?|filters?|guards?) (?:[a-z-]+ )?(?:systems|chatbots|assistants|agents|apps|applications|pipelines|products|services)(?: (?:that|which) (?:are|were))?\\s*$',
    '\\b(?:results?|logs?|scores?|scales|figures|measurements|statistics|evaluations?|benchmarks?|tools?|scripts?|utility) (?:of|for|from|on)(?: the| an?)?\\s*$',
  ].join('|'),
  'i',
);
/** A card titled so teaches how one makes such a model. */
const OF_TEACHING = /\b(?:notebook|guide|tutorial|how to|cookbook|course|lesson)\b/i;
/** What leads to something that was made only to compare with it. */
const COMPARED = /\bcompar\w|\b(?:baselines?|ablations?|control (?:group|experiment|model)s?|first experiments?)\b/i;
const LABEL = /^(?:(?:note|tip|important|warning|caution)\]\s*|(?:model|model (?:type|description|summary|details|name)|description|summary|overview|about|type|what|base|note|tl;?dr)\s*[:：]\s*)/;

/** What else tells whom a sentence is about. */
export interface SubjectContext {
  /** The card's first heading, or an empty text. */
  readonly title: string;
  /** True for the heading itself, in which anything may stand before the phrase. */
  readonly isTitle: boolean;
  /** The sentence before, or null. */
  readonly previous: string | null;
}

/** True when the words before a phrase say that it is about the repository itself, and do not deny or compare it. */
export function isOwn(before: string, context: SubjectContext): boolean {
  const sentence = before.replace(/^[^A-Za-z\u00c0-\uffff]*/, '');
  const said = sentence.slice(LABEL.exec(lowerCase(sentence))?.[0].length ?? 0);
  const clause = said.slice(Math.max(said.lastIndexOf(', '), said.lastIndexOf('; '), said.lastIndexOf(': ')) + 1).trimStart();
  return isOwnSubject(said, context) || (clause !== said && !COMPARED.test(said.slice(0, said.length - clause.length)) && /^(?:this|these|our|we)\b/i.test(clause) && isOwnSubject(clause, context));
}

/** The same, where the subject has to be named: “Dolphin uses …” has few words, and is about Dolphin. */
export function isOwnByName(before: string, context: SubjectContext): boolean {
  const fewWords = FEW_WORDS.test(before) && !VERB.test(before) && !OWN_SUBJECT.test(before) && !/^it\b/i.test(before) && !namesTitle(before, context.title);
  return !fewWords && isOwn(before, context);
}

function isOwnSubject(said: string, { title, isTitle, previous }: SubjectContext): boolean {
  if (said.length > 300 || turnsAway(said) || belongsToAnother(said, title) || NO_MODEL.test(said) || OF_OTHERS.test(said)) return false;
  if (isTitle && OF_TEACHING.test(said)) return false;
  if (isTitle || said === '' || namesTitle(said, title)) return true;
  if (OWN_SUBJECT.test(said)) return !isOtherSize(said, title);
  if (FEW_WORDS.test(said) && !VERB.test(said) && !IN_GENERAL.test(said)) return true;
  // “It” is what the sentence before was about.
  return /^it\b/i.test(said) && (previous === null || isOwnSubject(previous.slice(0, 300), { title, isTitle: false, previous: null }));
}

function isOtherSize(said: string, title: string): boolean {
  const size = OUR_SIZE.exec(said)?.[1]?.toLowerCase();
  return size !== undefined && SIZE.test(title) && !title.toLowerCase().includes(size);
}

/** “Foo 3 Large is …” below the title “Foo 3”, where others are smaller. */
const OTHER_VARIANT = /^[ -](?:large|small|medium|mini|tiny|nano|pro|max|ultra)\b/i;

const BARE_LLAMA = /^(?:meta[ -])?llama[ -]?[\d.]*(?:[ -][\d.]+[bm])?(?:[ -](?:instruct|chat))?$/i;

/** “Foo 3 70B is …” below the title “Foo 3 - Llama-3.1 70B FP8”, but never the Llama alone. */
function isPartOfTitle(subject: string, title: string): boolean {
  if (subject === '' || BARE_LLAMA.test(subject)) return false;
  const wordsOf = (text: string) => text.toLowerCase().split(/[^\w.+]+/).filter((word) => word !== '');
  const [own, named] = [wordsOf(title), wordsOf(subject)];
  return named[0] === own[0] && named.every((word) => own.includes(word));
}

/** “Foo-8B is …” or, shorter, “Foo is …” below the title “Foo-8B”. */
function namesTitle(said: string, title: string): boolean {
  if (title.length >= 3 && said.toLowerCase().startsWith(title.toLowerCase())) return !OTHER_VARIANT.test(said.slice(title.length));
  const named = NAMED_SUBJECT.exec(said)?.[1];
  if (named !== undefined) return title === '' || !/[A-Z]/.test(named) || named.split(/[\s-]+/).some((word) => word.length >= 3 && title.toLowerCase().includes(word.toLowerCase()));
  if (isPartOfTitle(/^([A-Za-z][\w.+-]*(?: [\w.+-]+){1,5}) (?:is|was|has)\b/.exec(said)?.[1] ?? '', title)) return true;
  const subject = /^([A-Za-z][\w.-]{2,40}) (?:(?:is|was|has|answers|understands|speaks|supports|offers|excels|focuses|aims|builds)\b|$)/.exec(said)?.[1]?.toLowerCase();
  return subject !== undefined && title.toLowerCase().startsWith(subject) && !/^[a-z0-9]/i.test(title.slice(subject.length));
}
