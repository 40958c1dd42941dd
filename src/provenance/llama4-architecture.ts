/**
 * The evidence for Llama 4 in tensors. Small models with random weights have the same tensor names, so the sizes must
 * be compared with the family's, too.
 */
export interface Llama4Shape {
  /** True if the tensors have Llama 4's names. */
  readonly names: boolean;
  readonly hiddenSize: number | null;
  readonly vocabSize: number | null;
  readonly experts: number | null;
}

export const NO_SHAPE: Llama4Shape = { names: false, hiddenSize: null, vocabSize: null, experts: null };

const FEED_FORWARD = /^(?:(?:model|language_model)\.){0,3}layers\.\d{1,4}\.feed_forward\.(.*)$/;
const EMBEDDING = /(?:^|\.)(?:embed_tokens|lm_head)\.weight$/;
const EXPERTS = /\.feed_forward\.(?:router\.weight|experts\.gate_up_proj)$/;

/** True for the tensors whose shape `llama4Shape` uses. */
export function tellsSize(name: string): boolean {
  return EMBEDDING.test(name) || EXPERTS.test(name);
}

/**
 * Reads tensor names, and the shapes of tensors that show a size. Jamba has routers and experts with the same names,
 * but no shared expert; Llama 3.2 Vision has the same vision model, but its feed-forward layers are called `mlp`.
 */
export function llama4Shape(names: Iterable<string>, shapes: ReadonlyMap<string, readonly number[]>): Llama4Shape {
  const seen = new Set<string>();
  for (const name of names) {
    const part = FEED_FORWARD.exec(name)?.[1];
    if (part !== undefined) {
      seen.add('feed_forward');
      if (part.startsWith('router.')) seen.add('router');
      if (part.startsWith('shared_expert.') || part === 'experts.gate_up_proj') seen.add('own experts');
    } else if (/^(?:model\.)?vision_model\./.test(name)) seen.add('vision');
    else if (/^(?:model\.)?multi_modal_projector\./.test(name)) seen.add('projector');
  }
  const mixture = seen.has('router') && seen.has('own experts');
  const multimodal = seen.has('feed_forward') && seen.has('vision') && seen.has('projector');
  return { names: mixture || multimodal, ...sizes(shapes) };
}

function sizes(shapes: ReadonlyMap<string, readonly number[]>): Omit<Llama4Shape, 'names'> {
  const found = (pattern: RegExp) => [...shapes].find(([name]) => pattern.test(name))?.[1];
  const embedding = found(EMBEDDING);
  const experts = found(EXPERTS);
  return { hiddenSize: embedding?.[1] ?? null, vocabSize: embedding?.[0] ?? null, experts: experts?.[0] ?? null };
}
