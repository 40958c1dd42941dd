/** A V8 that no longer knows a flag says so on stderr; these have been tried up to this Node. */
const NEWEST_TRIED = 24;

/**
 * Flags of V8 for the whole run. A run asks hundreds of patterns, most of them of a few short texts, where compiling
 * them takes far longer than matching. So patterns stay byte code until they are used often, and that is not polished; a
 * long text is matched by machine code at once, as ever. On a small repository this saves a seventh of the time. (With
 * `--no-regexp-optimization` it would be more, but then long texts overflow the stack.) V8's first compiler pays only
 * for functions between those that run a few times and those that run so often that its second takes them: without it
 * another millisecond is saved, and a large repository takes as long as with it. The code cache holds only for the flags
 * that it was made with.
 */
export const V8_FLAGS: readonly string[] = Number.parseInt(process.versions.node, 10) > NEWEST_TRIED ? [] : ['--no-regexp-peephole-optimization', '--regexp-tier-up-ticks=20', '--no-sparkplug'];
