import { ignoreCase } from '../text/ignore-case.ts';

const OUTPUT =
  '(?:outputs?|responses?|answers?|completions?|generations?|replies|messages|posts|comments|conversations?|dialogues?|samples?|traces?|logits|data|datasets?|sets?|corpus|corpora|collections?|examples?|pairs|triples|prompts?|instructions?|texts?|documents|labels?|annotations?|captions|summaries|translations?|preferences|demonstrations|critiques|rationales|explanations|thoughts|feedback|ratings|rewards|scores|questions?|stories|essays|code)';
const MADE =
  '(?:generated|produced|created|sampled|synthesi[sz]ed|written|rewritten|paraphrased|translated|captioned|summari[sz]ed|refined|collected|obtained|labell?ed|annotated|assigned|provided|given|distilled|augmented|rated|ranked|built|made|bootstrapped)';
const BY = '(?:by|from|with|using|via|with the help of)(?: (?:prompting|querying|asking|sampling(?: from)?))?';
const REACTION = '(?:reactions?|feedback|ratings?|preferences?|votes|likes|thumbs|judge?ments|choices|clicks|replies)';

/** Phrases after which a card names the model whose outputs it was trained on. */
export const PHRASES: readonly RegExp[] = [
  new RegExp(String.raw`\bdistill(?:ed|ing)(?=\s+\S+(?:\s\S+){0,3} into\b)`, 'gi'),
  new RegExp(String.raw`\bdistill(?:ed|ation|ing)?(?: [\w-]+){0,3}? (?:from|of)(?=[\s:])`, 'gi'),
  new RegExp(String.raw`\b${OUTPUT}(?: [\w-]+){0,5}? ${MADE} ${BY}(?=\s)`, 'gi'),
  new RegExp(
    String.raw`\b(?:outputs?|responses?|answers?|completions?|generations?|replies|messages|traces?|logits|predictions?|labels|annotations) (?:(?:that )?(?:come|comes|came|are|were|stem|taken|drawn|derive|derived) )?(?:of|from|by)(?=\s)`,
    'gi',
  ),
  new RegExp(
    String.raw`\b(?:synthetic|generated|synthesi[sz]ed|translated|paraphrased|rewritten|annotated|labell?ed)(?: [\w-]+){0,3}? (?:from|by|with|using|via)(?=\s)`,
    'gi',
  ),
  new RegExp(
    String.raw`\b(?:reward|preference) models?(?: [\w'’-]+){0,8}? trained(?: [\w'’-]+){0,8}?(?= (?:meta-)?llama)`,
    'gi',
  ),
  new RegExp(
    String.raw`\b${REACTION}(?: (?:of|from|by|that|which|people|users?|readers|given|left|collected)(?: [\w'’-]+){0,4}?)? (?:to|on|for|about|between|among|of)(?= (?:[\w'’-]+ ){0,3}?(?:meta-)?llama[\w .-]{0,40}(?:['’]s\b| (?:answers|responses|messages|outputs|replies|completions|generations|texts)))`,
    'gi',
  ),
  new RegExp(
    String.raw`\bteachers?(?: (?:model|llm|network))?(?: (?:is|was|being))?(?=,? \(?(?!(?:models?|llm|network)\b))`,
    'gi',
  ),
];

/** “Llama 4 Maverick's answers”, “Llama-4-generated data” */
export const BEFORE_OUTPUT = new RegExp(
  String.raw`(?<![A-Za-z0-9/._-])llama[- ]?\d[\w.]*(?:[- ](?:scout|maverick|guard|instruct|chat|base|\d[\w.]*)){0,5}(?=(?:['’]s)?[- ](?:model )?(?:generated|outputs?|responses|answers|completions|generations|replies|messages|labels|annotations|translations|preferences|reasoning traces|synthetic data|distill))`,
  'gi',
);

export const TRAINING = ignoreCase(
  /train|fine[- ]?tun|distil|\bsft\b|\bdpo\b|rlhf|reward|preference|reaction|\blearn|synthetic|dataset|corpus|teacher|student|instruction|(?:chosen|rejected|preferred) (?:answers|responses|completions)|labels? (?:were|was|are)|annotat/,
);
export const MEASURING = ignoreCase(
  /evaluat|benchmark|test set|test questions|validation set|held[- ]out|\beval\b|leaderboard|win[- ]?rate|prohibit|exclu[ds]|filtered out|(?:was|were|been) (?:removed|discarded|deleted)|not used|inspired|shown (?:below|above)|in th(?:is|e) (?:card|readme|demo|table|screenshot|paper)|licen[cs]e|\b(?:card|readme|documentation|page) (?:is|was|were)\b/,
);
/** Whoever judges an evaluation teaches nothing; whoever labels by judging does. */
export const JUDGING = /\bjudged? /i;
export const LABELING = ignoreCase(/label|annotat|reward|preference (?:data|pairs)|training (?:data|pairs|set)/);
