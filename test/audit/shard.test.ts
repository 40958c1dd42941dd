import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isInShard, readShard } from '../../src/audit/shard.ts';

describe('a part of an audit', () => {
  it('is written I/N', () => {
    expect(readShard('3/8')).toEqual({ index: 3, of: 8 });
    for (const wrong of ['0/4', '5/4', '1', '1/', '/2', 'a/b', '1/0', '-1/4', '1/1001', '1/2/3', ' 1/2', '01/2'])
      expect(() => readShard(wrong)).toThrow('is not a part of an audit');
  });

  it('has each target that no other part has: none is left out, none is audited twice', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 50 }), (target, of) => {
        const having = Array.from({ length: of }, (_, at) => at + 1).filter((index) =>
          isInShard(target, { index, of }),
        );
        expect(having.length).toBe(1);
      }),
    );
    expect(isInShard('anything', null)).toBe(true);
  });

  it('has about as many targets as any other, and the same on every machine', () => {
    const targets = Array.from({ length: 4000 }, (_, at) => `hf:acme/model-${at}`);
    const sizes = [1, 2, 3, 4].map((index) => targets.filter((target) => isInShard(target, { index, of: 4 })).length);
    expect(Math.min(...sizes)).toBeGreaterThan(850);
    expect(
      targets.slice(0, 8).map((target) => [1, 2, 3, 4].find((index) => isInShard(target, { index, of: 4 }))),
    ).toEqual([2, 2, 4, 3, 3, 3, 1, 4]);
  });
});
