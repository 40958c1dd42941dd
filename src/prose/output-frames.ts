// Loaded only for a card that may hold one.

/** What a model in the middle of a sentence was used for: “used X to label the data”, “X served as the teacher”. */
export interface OutputFrame {
  readonly before: RegExp | null;
  readonly after: RegExp;
  /** True where the sentence has to speak of training besides. */
  readonly training: boolean;
}

const MAKES =
  '(?:(?:help |first |then |automatically |synthetically )?(?:generate|create|produce|write|rewrite|label|annotate|translate|paraphrase|synthesi[sz]e|augment|expand|caption|summari[sz]e|refine|answer|sample|distill|draft|construct|build))';
const DATA =
  '(?:data|datasets?|corpus|corpora|sets?|pairs|examples|samples|questions|answers|responses|conversations|dialogues|instructions|prompts|labels|annotations|captions|summaries|translations|stories|textbooks?|preferences?|completions|rationales|traces|documents|texts?|messages|manuals|explanations|demonstrations|solutions|problems)';
const ROLE =
  '(?:teacher|annotator|labell?er|data generator|generator|synthetic data (?:source|generator)|(?:source|generator) of (?:[\\w-]+ ){0,3}data|(?:judge|model|one|llm) (?:that|which|who) (?:labell?ed|annotated|rated|ranked|generated|wrote))';

const TO_MAKE = new RegExp(
  `^(?: (?:models?|api|as [\\w ]{1,30}))? (?:to |for )?(?:${MAKES}|(?:generating|creating|labell?ing|annotating|translating|rewriting|paraphrasing|synthesi[sz]ing|writing))\\b[^;!?]{0,80}?\\b${DATA}\\b`,
  'i',
);

export const OUTPUT_FRAMES: readonly OutputFrame[] = [
  {
    training: false,
    before: /\b(?:used|leveraged|employed|utili[sz]ed|prompted|asked|queried|had|instructed)$/i,
    after: TO_MAKE,
  },
  {
    training: true,
    before:
      /\b(?:uses|(?:we|i) use|using|leverag(?:e|ing)|employ(?:ing)?|utili[sz](?:e|ing)|prompting|asking|querying|with)$/i,
    after: TO_MAKE,
  },
  {
    training: false,
    before: null,
    after: new RegExp(
      `^,? (?:which |that |has |have |been |was |were |is ){0,4}(?:(?:serv|act|function|work)(?:ed|es|ing|s)?|used|taken|employed|chosen) as (?:(?:the|a|an|our|its) )?(?:[\\w-]+ )?${ROLE}\\b`,
      'i',
    ),
  },
  {
    training: false,
    before: /\b(?:using|with|from|used?|uses|taking|had)$/i,
    after: new RegExp(`^(?: models?)? as (?:(?:the|a|an|our|its) )?(?:[\\w-]+ )?${ROLE}\\b`, 'i'),
  },
  {
    training: true,
    before: null,
    after: new RegExp(
      `^ (?:has |have |then |first |automatically ){0,2}(?:generated|wrote|produced|created|labell?ed|annotated|translated|rewrote|paraphrased|answered|synthesi[sz]ed|captioned|supplied|provided|gave)(?! (?:none|no|nothing)\\b)(?: [\\w-]+){0,6}? ${DATA}\\b`,
      'i',
    ),
  },
];
