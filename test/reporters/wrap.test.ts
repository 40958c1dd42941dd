import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { wrap } from '../../src/reporters/wrap.ts';

describe('wrapping', () => {
  it('loses no word, breaks none, and fills lines up to the width', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,30}$/)), fc.integer({ min: 10, max: 60 }), (words, width) => {
        const lines = wrap(words.join(' '), width);
        expect(
          lines
            .join(' ')
            .split(' ')
            .filter((word) => word !== ''),
        ).toEqual(words);
        for (const line of lines) expect(line.length <= width || !line.includes(' ')).toBe(true);
      }),
    );
  });

  it('keeps two spaces within a line', () => {
    expect(wrap('README.md:1:1  says so', 40)).toEqual(['README.md:1:1  says so']);
  });
});
