import type { Relation } from '../../report.ts';
import { holdsAny, lazyPattern, type LazyPattern } from './lazy-pattern.ts';

/** A phrase after which a card names the model that it was made from. */
export interface Phrase {
  readonly relation: Relation | null;
  readonly in: LazyPattern;
}

const FORMATS = '(?:gguf|ggml|awq|gptq|exl2|exl3|mlx|onnx|openvino|coreml|fp8|fp4|nvfp4|mxfp4|int4|int8|w4a16|w8a8|bnb|nf4|[2-8][- ]?bit|q[2-8]_\\w+|bitsandbytes|llamafile|tensorrt(?:-llm)?)';
const THINGS = '(?:version|variant|checkpoint|derivative|model|release|copy|port|edition|iteration)s?';
const OF = '(?:of|from)';
/** Who trains on what a model wrote does not train the model. */
const NO_OUTPUTS = "(?!(?: (?!with |using |for |over )[\\w.'’-]+){1,5} (?:outputs?|answers|responses|completions|generations|traces|data|datasets?|corpus)(?![a-z]))";

/**
 * The phrases of the tools (transformers, TRL, PEFT, unsloth, mergekit, mlx-lm, GGUF-my-repo, llm-compressor) and of
 * people who write like them. Tried in this order; what quantizers and adapters say comes before the general.
 */
export const PHRASES: readonly Phrase[] = [
  phrase('quantized', 'quanti compressed', `(?:quanti[sz]ed|compressed)(?: and [\\w-]+)?(?: [\\w-]+){0,2}? ${OF}`),
  phrase('quantized', 'quant conversion', `(?:quanti[sz]ations?|quants?|imatrix quants?|conversions?) (?:of|for)`),
  phrase('quantized', 'quanti', 'quanti[sz]ing(?: (?:only|the|weights|activations|linear|and|operators|layers|of),?){0,12}'),
  phrase('quantized', 'gguf ggml awq gptq exl mlx onnx openvino coreml fp8 fp4 int4 int8 a16 a8 bnb nf4 bit q2_ q3_ q4_ q5_ q6_ q8_ llamafile tensorrt', `${FORMATS}[- ](?:quanti[sz]ed |converted |format )?(?:model )?(?:${THINGS}|conversion|format|quants?|quanti[sz]ations?|files|weights|export)(?: files| weights)? (?:of|for|from)`),
  phrase('quantized', 'converted', `converted (?:to|into) (?:the )?[\\w.-]+(?: format)?(?: \\([^()]{0,40}\\))? from`),
  phrase('quantized', 'quanti converted', `(?:quanti[sz]ed|converted)(?: (?:with|using|by|via) (?:[\\w.@+/\\uFFFC-]+ ){1,4}?)? ?from`),
  phrase('adapter', 'lora dora peft ia3 adapt', `(?:q?lora|dora|peft|ia3|adapter|adaption|adaptation)s?(?: (?:adapter|adaptor|adaption|weights|checkpoint|module|model|file|fine[- ]?tune)s?){0,3} (?:for|of|on|on top of|trained (?:on|on top of|from|with|for)|fine[- ]?tuned (?:from|on top of|on)|based on|built on)`),
  phrase('merge', 'merge', 'merge(?:d model)? (?:of|between)'),
  phrase('original', 'upload mirror copy clone duplicate', `(?:re-?upload|mirror|copy|clone|duplicate) of`, 'of'),
  phrase('finetune', 'merged', `merged (?:(?:the|our|this|a|an|its|back) )?(?:(?:q?lora|dora|peft|adapters?|weights|deltas?)(?:[ -](?:adapters?|weights))? )?(?:back )?into`),
  phrase('finetune', 'tun', `fine[- ]?tun(?:ed|ing)(?: and [\\w-]+)? ${THINGS} (?:of|from|on top of|based on)`),
  phrase('finetune', 'tuned trained', `(?:fine[- ]?tuned|(?:further |post-|continually |continued )?(?:pre-?)?trained) (?:directly )?(?:from|on top of|starting from|starting with)`),
  phrase('finetune', 'tun', `fine[- ]?tun(?:e|es|ing) (?:of|on top of)`, 'of'),
  phrase('finetune', 'tun training', `(?:by|through|via) (?:[\\w-]+ ){0,3}?(?:(?:fine|instruction)[- ]?tuning|continu\\w+ (?:pre-?)?training|(?:pre|post)-?training)(?: of| on top of)?`, 'by through via'),
  phrase('finetune', 'continu', `(?:by|through|via|with) (?:[\\w-]+ ){0,3}?continu\\w+ (?:pre-?)?training on${NO_OUTPUTS}`),
  phrase('finetune', 'tuned trained', `(?:fine[- ]?tuned|trained) (?:with|using|via) (?:[\\w.@+/\\uFFFC-]+ ){1,4}?(?:from|on top of)`, 'with using via'),
  phrase('finetune', 'continu further', `(?:continu\\w+|further) (?:pre-?)?trained`),
  phrase('finetune', 'abliter censored heretic align instruct chat reason domain prun exten expan upscal linear modif custom improv enhanc dpo orpo sft kto grpo rlhf ppo simpo', `(?:abliterated|uncensored|decensored|heretic|aligned|instruct(?:ion)?-?tuned|instruct|chat|reasoning|domain-adapted|pruned|extended|expanded|upscaled|linearized|modified|customi[sz]ed|improved|enhanced|(?:dpo|orpo|sft|kto|grpo|rlhf|ppo|simpo)(?:-?(?:tuned|trained|aligned|optimized))?)(?: [\\w-]+)? ${THINGS} of`, 'of'),
  phrase('finetune', 'pruned initiali', '(?:pruned|initiali[sz]ed) (?:from|with)'),
  phrase('finetune', 'pruned', 'pruned'),
  phrase('finetune', 'censored abliterated', '(?:uncensored|decensored|abliterated)(?!(?: [\\w./-]+){1,5} models\\b)'),
  phrase('finetune', 'tuned', 'fine[- ]?tuned(?!(?: [\\w./-]+){1,5} models\\b)'),
  phrase('finetune', 'continu', 'continu(?:ed|ing|al) (?:the )?pre-?training(?: of| from| on top of)?'),
  phrase(null, 'underlying foundation parent base backbone', '(?:base|underlying|foundation|parent|backbone) (?:model|llm|language model|checkpoint)(?: used)?(?: here)? (?:is|was)'),
  phrase('quantized', 'quanti converted', '(?:quanti[sz]ed|converted)'),
  phrase(null, 'based built builds deriv', `(?:based (?:up)?on|built (?:(?:up)?on(?: top of)?|from${NO_OUTPUTS})|builds (?:up)?on(?: top of)?|derived from|derivative of)`),
];

function phrase(relation: Relation | null, stems: string, source: string, besides?: string): Phrase {
  return { relation, in: lazyPattern(stems, `(?<![A-Za-z0-9])${source}(?=[\\s:"'“(])`, besides) };
}

/** No sentence without one of these words is looked at any closer. */
export const mayState = holdsAny(
  'fine-tun|fine tun|finetun|quant|onnx|gguf|ggml|awq|gptq|exl2|exl3|mlx|openvino|coreml|tensorrt|llamafile|fp8|fp4|int4|int8|-bit| bit|builds | llm |censored|abliterated|heretic|compress|conver|continu|lora|dora|peft|adapt|merge|mirror|upload|copy|clone|duplicate|trained|version|variant|checkpoint|model|pruned|initiali|based|built|derived|derivative|using|weights|backbone|foundation|starting from|started from| as base| as its base| as the base| as a base',
);
