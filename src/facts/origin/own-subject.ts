/** The subject of a sentence about the repository itself. */
const OWN_SUBJECT = /^(?:(?:this(?! (?:dataset|paper|article|blog|guide|notebook|tutorial|example|script|tool|library|package|plugin|app|application|service|demo|space|benchmark|section|table)\b)|these|here (?:is|are)|our|we|i|contains?|provides?|obtained by|created by|made by)\b|(?:the|all) (?:(?:current|present|released|resulting|uploaded) )?(?:model|models|checkpoint|adapter|repository|repo|weights|lora|files)(?: [a-z]+ed)? (?:is|are|was|were|has|contains?|provides?)\b|the [^,.;:]{1,90} (?:model|checkpoint|adapter) (?:is|was)\b)/i;

/** No subject at all: “A QLoRA …”, “Static …”, “Llamacpp imatrix …”. */
const FEW_WORDS = /^(?:[\w/.+-]+ +){0,6}(?:[\w/.+-]+[-/])?$/;
const VERB = /\b(?:is|are|was|were|has|have|be|been|being|that|which|who|uses?|by|with|from|for|of)\b/i;

const DENIAL = "not|never|no|nor|neither|cannot|[a-z]+n['’]t|unlike|without|instead of|rather than|whether|if|you|your";
const COMPARISON = 'than|versus|vs|similar|inspired|compare[sd]?|comparing|comparison|comparable|competitive|outperform[a-z]*|beat[a-z]*|surpass[a-z]*|evaluat[a-z]*|against|benchmark[a-z]*|baselines?|judged?';
const SUPPOSITION = 'could|would|should|may|might|can|plan(?:s|ned)?|will|support(?:s|ed)?|allow[a-z]*|ability';
const DENIED = anyOf(DENIAL, COMPARISON, SUPPOSITION);
/** Who merely runs a model has not made one of it. */
const USE = 'use|uses|runs?|loads?|downloads?|serves?|deploys?|requires?|needs?|calls?|tested|try|see|check';
const OTHERWISE = anyOf(DENIAL, COMPARISON, SUPPOSITION, USE, 'to|like');

function anyOf(...words: readonly string[]): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])(?:${words.join('|')})(?![A-Za-z0-9])`, 'i');
}

/** What a person may say before a phrase without denying it. */
const HARMLESS = /(?:not only|no longer|converted to|to (?:\w+ )?(?:format|precision)|in addition to|thanks to|up to)\b/gi;

/** What else tells whom a sentence is about. */
export interface SubjectContext {
  /** The card's first heading, or an empty text. */
  readonly title: string;
  /** True for the heading itself, in which anything may stand before the phrase. */
  readonly isTitle: boolean;
  /** The sentence before, or null. */
  readonly previous: string | null;
}

/** True when words deny, compare or suppose what comes after them. */
export function denies(words: string): boolean {
  return DENIED.test(words.replace(HARMLESS, ''));
}

/** The same, and for words that lead to a purpose or a likeness: “a tool to build …”, “like …”. */
export function turnsAway(words: string): boolean {
  return OTHERWISE.test(words.replace(HARMLESS, ''));
}

/** True when the words before a phrase say that it is about the repository itself, and do not deny or compare it. */
export function isOwn(before: string, context: SubjectContext): boolean {
  const said = before.replace(/^[^A-Za-z\u00c0-\uffff]*/, '');
  const clause = said.slice(Math.max(said.lastIndexOf(', '), said.lastIndexOf('; '), said.lastIndexOf(': ')) + 1).trimStart();
  return isOwnSubject(said, context) || (clause !== said && /^(?:this|these|our|we)\b/i.test(clause) && isOwnSubject(clause, context));
}

function isOwnSubject(said: string, { title, isTitle, previous }: SubjectContext): boolean {
  if (said.length > 300 || turnsAway(said)) return false;
  if (isTitle || OWN_SUBJECT.test(said) || (FEW_WORDS.test(said) && !VERB.test(said))) return true;
  if (title.length >= 3 && said.toLowerCase().startsWith(title.toLowerCase())) return true;
  // “It” is what the sentence before was about.
  return /^it\b/i.test(said) && (previous === null || isOwnSubject(previous.slice(0, 300), { title, isTitle: false, previous: null }));
}
