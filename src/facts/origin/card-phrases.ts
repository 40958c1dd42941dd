import type { Relation } from '../../report.ts';

/** A phrase after which a card names the model that it was made from. */
export interface Phrase {
  readonly relation: Relation | null;
  readonly pattern: RegExp;
}

const FORMATS = '(?:gguf|ggml|awq|gptq|exl2|exl3|mlx|onnx|openvino|coreml|fp8|fp4|nvfp4|mxfp4|int4|int8|w4a16|w8a8|bnb|nf4|[2-8][- ]?bit|q[2-8]_\\w+|bitsandbytes|llamafile|tensorrt(?:-llm)?)';
const THINGS = '(?:version|variant|checkpoint|derivative|model|release|copy|port|edition|iteration)s?';
const OF = '(?:of|from)';

/**
 * The phrases of the tools (transformers, TRL, PEFT, unsloth, mergekit, mlx-lm, GGUF-my-repo, llm-compressor) and of
 * people who write like them. Tried in this order; what quantizers and adapters say comes before the general.
 */
export const PHRASES: readonly Phrase[] = [
  phrase('quantized', `(?:quanti[sz]ed|compressed)(?: and [\\w-]+)?(?: [\\w-]+){0,2}? ${OF}`),
  phrase('quantized', `(?:quanti[sz]ations?|quants?|imatrix quants?|conversions?) (?:of|for)`),
  phrase('quantized', 'quanti[sz]ing(?: (?:only|the|weights|activations|linear|and|operators|layers|of),?){0,12}'),
  phrase('quantized', `${FORMATS}[- ](?:quanti[sz]ed |converted |format )?(?:model )?(?:${THINGS}|conversion|format|quants?|quanti[sz]ations?|files|weights|export)(?: files| weights)? (?:of|for|from)`),
  phrase('quantized', `converted (?:to|into) (?:the )?[\\w.-]+(?: format)?(?: \\([^()]{0,40}\\))? from`),
  phrase('quantized', `(?:quanti[sz]ed|converted) from`),
  phrase('adapter', `(?:q?lora|dora|peft|ia3|adapter|adaption|adaptation)s?(?: (?:adapter|adaptor|adaption|weights|checkpoint|module|model|file|fine-?tune)s?){0,3} (?:for|of|on|on top of|trained (?:on|on top of|from|with|for)|fine-?tuned (?:from|on top of|on)|based on|built on)`),
  phrase('merge', 'merge(?:d model)? (?:of|between)'),
  phrase('original', `(?:re-?upload|mirror|unmodified copy|exact copy|clone|duplicate) of`),
  phrase('finetune', `fine-?tun(?:ed|ing)(?: and [\\w-]+)? ${THINGS} (?:of|from|on top of|based on)`),
  phrase('finetune', `(?:fine-?tuned|(?:further |post-|continually |continued )?(?:pre-?)?trained) (?:directly )?(?:from|on top of|starting from|starting with)`),
  phrase('finetune', `fine-?tun(?:e|es|ing) (?:of|on top of)`),
  phrase('finetune', `(?:abliterated|uncensored|decensored|heretic|aligned|instruct(?:ion)?-?tuned|instruct|chat|reasoning|domain-adapted|pruned|extended|expanded|upscaled|linearized|modified|customi[sz]ed|improved|enhanced|(?:dpo|orpo|sft|kto|grpo|rlhf|ppo|simpo)(?:-?(?:tuned|trained|aligned|optimized))?)(?: [\\w-]+)? ${THINGS} of`),
  phrase('finetune', '(?:pruned|initiali[sz]ed) (?:from|with)'),
  phrase(null, '(?:based (?:up)?on|built (?:up)?on(?: top of)?|derived from|derivative of)'),
];

function phrase(relation: Relation | null, source: string): Phrase {
  return { relation, pattern: new RegExp(`(?<![\\p{L}\\p{N}])${source}(?=[\\s:"'“(])`, 'giu') };
}

/** No sentence without one of these words is looked at any closer. */
export const MAY_STATE = /fine-?tun|quant|compress|conver|lora|dora|peft|adapt|merge|mirror|upload|copy|clone|duplicate|trained|version|variant|checkpoint|model|pruned|initiali|based|built|derived|derivative|using|weights/i;
