import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/text/nearest.ts';

const SEVERITIES = ['off', 'info', 'warning', 'error'];

describe('nearest', () => {
  it.each([
    ['eror', 'error'],
    ['Error', 'error'],
    ['warnign', 'warning'],
    ['warn', 'warning'],
    ['of', 'off'],
  ])('takes %s for %s', (typed, meant) => {
    expect(nearest(typed, SEVERITIES)).toBe(meant);
  });

  it.each(['', 'x', 'on', 'critical', 'banana', 'e'.repeat(10_000)])('takes “%s” for nothing', (typed) => {
    expect(nearest(typed, SEVERITIES)).toBeNull();
  });

  it('prefers the word with the fewest different letters', () => {
    expect(nearest('--no-colour', ['--config', '--color', '--no-color'])).toBe('--no-color');
  });

  it('knows every word itself', () => {
    fc.assert(fc.property(fc.constantFrom(...SEVERITIES), (word) => nearest(word, SEVERITIES) === word));
  });
});
