import { describe, expect, it } from 'vitest';
import { builtinLicenses, mirrors } from '../../src/rulebook-loader/builtin.ts';
import { builtinFingerprint } from '../../src/rulebook-loader/load-rulebook.ts';
import { matchesAny } from '../../src/rulebook/pattern.ts';

describe('the built-in rulebook', () => {
  it('holds Llama 4 with its duties in the order of the file', () => {
    const llama4 = builtinLicenses.find(({ license }) => license === 'llama-4');
    expect(llama4?.name).toBe('Llama 4 Community License');
    expect(llama4?.rules.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['llama-4/agreement-copy', 'llama-4/notice-file']),
    );
  });

  it('has no rule id twice', () => {
    const ids = builtinLicenses.flatMap(({ rules }) => rules.map(({ id }) => id));
    expect(ids).toEqual([...new Set(ids)]);
  });

  it('knows mirrors and formats', () => {
    expect(mirrors.organizations).toContain('unsloth');
    expect(matchesAny(mirrors.formats, 'GGUF')).toBe(true);
    expect(matchesAny(mirrors.formats, 'Instruct')).toBe(false);
  });

  it.each(builtinLicenses.map(({ agreement }) => agreement.fingerprint))(
    'ships the fingerprint %s that a rule file names',
    (name) => {
      expect(builtinFingerprint(name)).toMatchObject({ license: name });
    },
  );

  it.each(['llama-5', 'toString', '../package'])('ships no fingerprint %s', (name) => {
    expect(builtinFingerprint(name)).toBeNull();
  });
});
