import { check } from 'recheck';
import { describe, expect, it } from 'vitest';

import { allPatterns } from './all-patterns.ts';

// Run by `npm run patterns`: takes minutes, more than all other tests together.

/** Milliseconds for one pattern; nearly all take a few. */
const LONGEST = 120_000;

const patterns = await allPatterns();

describe('the time of every pattern grows no faster than the text', () => {
  it('finds the patterns', () => {
    expect(patterns.length).toBeGreaterThan(500);
  });

  it.each(patterns)('$from /$source/$flags', { timeout: 2 * LONGEST }, async ({ source, flags }) => {
    // A sticky pattern is tried at one place, as if it began with `^`.
    const [anchored, rest] = flags.includes('y') ? [`^(?:${source})`, flags.replace('y', '')] : [source, flags];
    const found = await check(anchored, rest, { timeout: LONGEST });
    expect(found.status === 'vulnerable' ? found.attack.pattern : null).toBeNull();
  });
});
