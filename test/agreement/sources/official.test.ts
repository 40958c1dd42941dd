import { describe, expect, it } from 'vitest';

import { builtinLicenses } from '../../../src/rulebook-loader/builtin.ts';
import { haveAgreements, officialText, SHIPPED, whyNoAgreements } from '../texts.ts';
import { search } from './search.ts';

// The licenses that ship, with Meta's own texts behind the addresses that their rule files name.

describe.skipIf(!haveAgreements)(`the agreement of a license that ships${whyNoAgreements}`, () => {
  const texts = builtinLicenses.map(({ license, agreement }) => ({
    license,
    text: officialText(license, 'LICENSE'),
    file: /^https:\/\/github\.com\/(.*)\/blob\/main\/(.*)$/.exec(agreement.published)?.slice(1).join('/') ?? '',
  }));
  const github = { files: Object.fromEntries(texts.map(({ file, text }) => [file, text])) };

  it.each(builtinLicenses)('is found on GitHub, and fetched once: $license', async (license) => {
    const { found, github: server, again } = await search({ license, fingerprints: SHIPPED, github });
    const text = texts.find((one) => one.license === license.license)?.text;
    expect(found).toMatchObject({
      outcome: 'found',
      source: 'github',
      text,
      from: expect.stringMatching(/^meta-llama\/llama-models on GitHub, models\/llama\d/) as string,
    });
    expect(await again()).toMatchObject({ outcome: 'found', source: 'kept', text });
    expect(server.seen).toHaveLength(1);
  });

  it.each(builtinLicenses)('is found on the Hub with a token that opens the model: $license', async (license) => {
    const id = license.models[0]?.ids[0] ?? '';
    const text = officialText(license.license, 'LICENSE');
    const { found } = await search({
      license,
      fingerprints: SHIPPED,
      hub: { files: { [`${id}/LICENSE.txt`]: text }, gated: [id], tokens: { hf_open: 'opens' } },
      env: { HF_TOKEN: 'hf_open' },
    });
    expect(found).toMatchObject({ outcome: 'found', source: 'hub', text });
  });

  it('of another version is refused by its name', async () => {
    const [llama4, llama33] = [texts[0], texts[1]];
    const { found } = await search({
      license: required(builtinLicenses[0]),
      fingerprints: SHIPPED,
      github: { files: { [llama4?.file ?? '']: llama33?.text ?? '' } },
    });
    expect(found).toMatchObject({
      outcome: 'missing',
      published: 'https://github.com/meta-llama/llama-models/blob/main/models/llama4/LICENSE',
    });
    expect(found).toMatchObject({
      tried: expect.arrayContaining([
        expect.objectContaining({ source: 'github', why: 'is not the agreement of llama-4: it is that of llama-3.3' }),
      ]) as unknown,
    });
  });
});

it('is published for every license that ships on a page that can be asked for', async () => {
  for (const license of builtinLicenses) {
    const { github } = await search({ license, fingerprints: SHIPPED });
    expect(github.seen.map(({ url }) => decodeURIComponent(url))).toEqual([
      expect.stringMatching(/^\/repos\/meta-llama\/llama-models\/contents\/models\/llama[\d_]+\/LICENSE\?ref=main$/),
    ]);
  }
});

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('no license ships');
  return value;
}
