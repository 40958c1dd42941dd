import { describe, expect, it } from 'vitest';
import { classifyCharacter } from '../../../src/facts/card/classify-character.ts';

describe('the class of a character beside a run of marks', () => {
  it('is that of Unicode, for every character', () => {
    const classOf = (character: string) => (/\s/u.test(character) ? 1 : /[\p{P}\p{S}]/u.test(character) ? 2 : undefined);
    const codes = Array.from({ length: 0x10000 }, (_, code) => code);
    expect(codes.filter((code) => classifyCharacter(code) !== classOf(String.fromCharCode(code)))).toEqual([]);
  });

  it('is white space at the ends of a text and of lines', () => {
    expect([null, -5, -4, -3, -2, -1].map((code) => classifyCharacter(code))).toEqual([1, 1, 1, 1, 1, 1]);
  });
});
