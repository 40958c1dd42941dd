import { describe, expect, it } from 'vitest';

import { configurationOf } from '../../src/config/repository-configuration.ts';
import { UsageError } from '../../src/errors/usage-error.ts';
import { openMemory } from '../../src/sources/memory.ts';

const YAML = '.llama-license-lint.yaml';
const YML = '.llama-license-lint.yml';

async function configured(files: Record<string, string>, options = {}) {
  return configurationOf(openMemory(files, null), options, () => []);
}

describe('the file of the configuration', () => {
  it.each([YAML, YML])('may be %s', async (file) => {
    const { configuration } = await configured({ [file]: 'name: acme/Bread' });
    expect(configuration.name).toMatchObject({ value: 'acme/Bread', place: { file } });
  });

  it('is named where it is wrong', async () => {
    await expect(configured({ [YML]: 'nmae: acme/Bread' })).rejects.toThrow(YML);
  });

  it('is one: both are an error', async () => {
    const both = configured({ [YAML]: '', [YML]: '' });
    await expect(both).rejects.toThrow(UsageError);
    await expect(both).rejects.toThrow(`${YAML} and ${YML}`);
  });

  it('is none in a folder', async () => {
    expect((await configured({ [`model/${YML}`]: 'name: acme/Bread' })).configuration.name).toBeNull();
  });
});
