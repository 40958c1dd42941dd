import type { Relation } from '../../report.ts';

/** A phrase after which a card names the model that it was made from. */
export interface Phrase {
  readonly relation: Relation | null;
  readonly pattern: RegExp;
}

const FORMATS = '(?:gguf|ggml|awq|gptq|exl2|exl3|mlx|onnx|openvino|coreml|fp8|fp4|nvfp4|mxfp4|int4|int8|w4a16|w8a8|bnb|nf4|[2-8][- ]?bit|q[2-8]_\\w+|bitsandbytes|llamafile|tensorrt(?:-llm)?)';
const METHODS = ['dpo', 'orpo', 'sft', 'kto', 'grpo', 'rlhf', 'ppo', 'simpo'];
/** What people call a model that was trained further or changed. */
export const CHANGED = [
  ...['abliterated', 'uncensored', 'decensored', 'heretic', 'aligned', 'instruction-tuned', 'instruct-tuned', 'instruct'],
  ...['chat', 'reasoning', 'domain-adapted', 'pruned', 'extended', 'expanded', 'upscaled', 'linearized', 'modified'],
  ...['customized', 'customised', 'improved', 'enhanced'],
  ...METHODS.flatMap((method) => [method, `${method}-tuned`, `${method}-trained`, `${method}-aligned`, `${method}-optimized`]),
];
export const THINGS = 'version variant checkpoint derivative model release copy port edition iteration'.split(' ');
const THING = `(?:${THINGS.join('|')})s?`;
const OF = '(?:of|from)';
/** Who trains on what a model wrote does not train the model. */
const NO_OUTPUTS = "(?!(?: (?!with |using |for |over )[\\w.'’-]+){1,5} (?:outputs?|answers|responses|completions|generations|traces|data|datasets?|corpus)(?![a-z]))";

/**
 * The phrases of the tools (transformers, TRL, PEFT, unsloth, mergekit, mlx-lm, GGUF-my-repo, llm-compressor) and of
 * people who write like them. Tried in this order; what quantizers and adapters say comes before the general.
 */
export const PHRASES: readonly Phrase[] = [
  phrase('quantized', `(?:quanti[sz]ed|compressed)(?: and [\\w-]+)?(?: [\\w-]+){0,2}? ${OF}`),
  phrase('quantized', `(?:quanti[sz]ations?|quants?|imatrix quants?|conversions?) (?:of|for)`),
  phrase('quantized', 'quanti[sz]ing(?: (?:only|the|weights|activations|linear|and|operators|layers|of),?){0,12}'),
  phrase('quantized', `${FORMATS}[- ](?:quanti[sz]ed |converted |format )?(?:model )?(?:${THING}|conversion|format|quants?|quanti[sz]ations?|files|weights|export)(?: files| weights)? (?:of|for|from)`),
  phrase('quantized', `converted (?:to|into) (?:the )?[\\w.-]+(?: format)?(?: \\([^()]{0,40}\\))? from`),
  phrase('quantized', `(?:quanti[sz]ed|converted)(?: (?:with|using|by|via) (?:[\\w.@+/\\uFFFC-]+ ){1,4}?)? ?from`),
  phrase('adapter', `(?:q?lora|dora|peft|ia3|adapter|adaption|adaptation)s?(?: (?:adapter|adaptor|adaption|weights|checkpoint|module|model|file|fine[- ]?tune)s?){0,3} (?:for|of|on|on top of|trained (?:on|on top of|from|with|for)|fine[- ]?tuned (?:from|on top of|on)|based on|built on)`),
  phrase('merge', 'merge(?:d model)? (?:of|between)'),
  phrase('finetune', `merged (?:(?:the|our|this|a|an|its|back) )?(?:(?:q?lora|dora|peft|adapters?|weights|deltas?)(?:[ -](?:adapters?|weights))? )?(?:back )?into`),
  phrase('finetune', `fine[- ]?tun(?:ed|ing)(?: and [\\w-]+)? ${THING} (?:of|from|on top of|based on)`),
  phrase('finetune', `(?:fine[- ]?tuned|(?:further |post-|continually |continued )?(?:pre-?)?trained) (?:directly )?(?:from|on top of|starting from|starting with)`),
  phrase('finetune', `fine[- ]?tun(?:e|es|ing) (?:of|on top of)`),
  phrase('finetune', `(?:by|through|via) (?:[\\w-]+ ){0,3}?(?:(?:fine|instruction)[- ]?tuning|continu\\w+ (?:pre-?)?training|(?:pre|post)-?training)(?: of| on top of)?`),
  phrase('finetune', `(?:by|through|via|with) (?:[\\w-]+ ){0,3}?continu\\w+ (?:pre-?)?training on${NO_OUTPUTS}`),
  phrase('finetune', `(?:fine[- ]?tuned|trained) (?:with|using|via) (?:[\\w.@+/\\uFFFC-]+ ){1,4}?(?:from|on top of)`),
  phrase('finetune', `(?:continu\\w+|further) (?:pre-?)?trained`),
  phrase('finetune', `(?:${CHANGED.join('|')})(?: [\\w-]+)? ${THING} of`),
  // A changed copy is none.
  phrase('original', `(?:re-?upload|mirror|copy|clone|duplicate) of`),
  phrase('finetune', '(?:pruned|initiali[sz]ed) (?:from|with)'),
  phrase('finetune', 'pruned'),
  phrase('finetune', '(?:uncensored|decensored|abliterated)(?!(?: [\\w./-]+){1,5} models\\b)'),
  phrase('finetune', 'fine[- ]?tuned(?!(?: [\\w./-]+){1,5} models\\b)'),
  phrase('finetune', 'continu(?:ed|ing|al) (?:the )?pre-?training(?: of| from| on top of)?'),
  phrase(null, '(?:base|underlying|foundation|parent|backbone) (?:model|llm|language model|checkpoint)(?: used)?(?: here)? (?:is|was)'),
  phrase('quantized', '(?:quanti[sz]ed|converted)'),
  phrase(null, `(?:based (?:up)?on|built (?:(?:up)?on(?: top of)?|from${NO_OUTPUTS})|builds (?:up)?on(?: top of)?|derived from|derivative of)`),
];

function phrase(relation: Relation | null, source: string): Phrase {
  return { relation, pattern: new RegExp(`(?<![A-Za-z0-9])${source}(?=[\\s:"'“(])`, 'gi') };
}
