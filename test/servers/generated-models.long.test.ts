import { listModels } from '@huggingface/hub';
import { describe, expect, it } from 'vitest';

import { haveAgreements, officialText, whyNoAgreements } from '../agreement/texts.ts';
import { checkOnHub } from '../sources/hub/world.ts';
import { disagreementsWith, TELLING } from './generated-expected.ts';
import { generatedModels, GUILD, type Kind } from './generated-models.ts';
import { hubServer } from './hub.ts';

// The generated models are what they are said to be.

const { models, world } = generatedModels(2000, 1, 'The agreement.');

describe('the generated models', () => {
  it('are as many as were asked for, each once, most of them of one organization', () => {
    expect(new Set(models.map(({ id }) => id)).size).toBe(2000);
    expect(models.filter(({ id }) => id.startsWith(`${GUILD}/`)).length).toBeGreaterThan(1700);
  });

  it('are the same for the same seed', () => {
    expect(generatedModels(300, 1, 'The agreement.')).toEqual(generatedModels(300, 1, 'The agreement.'));
    expect(generatedModels(300, 1, '').models).toEqual(models.slice(0, 300));
    expect(generatedModels(300, 2, 'The agreement.').models).not.toEqual(models.slice(0, 300));
  });

  it('are of every kind, and meet and miss each of the telling duties', () => {
    const kinds: readonly Kind[] = [
      'complete',
      'incomplete',
      'llama-3.1',
      'adapter',
      'without-card',
      'quantized',
      'merge',
      'mirror',
      'other-family',
      'grandchild',
      'only-claimed',
      'gated',
      'private',
      'disabled',
      'missing',
      'renamed',
      'empty',
      'unborn',
      'broken-card',
      'huge-card',
      'hostile-names',
    ];
    expect(new Set(models.map(({ kind }) => kind))).toEqual(new Set(kinds));
    const seen = new Set(
      models.flatMap(({ expected }) =>
        expected.error === null
          ? Object.entries(expected.outcomes ?? {}).map(([rule, outcomes]) => `${rule} ${outcomes.join(' or ')}`)
          : [expected.error],
      ),
    );
    expect([...seen]).toEqual(
      expect.arrayContaining([
        ...TELLING.flatMap((rule) => [`${rule} met`, `${rule} unmet`]),
        'not-found',
        'forbidden',
      ]),
    );
  });

  it('are on the Hub as they are listed', async () => {
    const hub = await hubServer(world);
    const names: string[] = [];
    for await (const { name } of listModels({ search: { owner: GUILD }, hubUrl: hub.origin })) names.push(name);
    const listed = models.filter(({ id, listed }) => listed && id.startsWith(`${GUILD}/`)).map(({ id }) => id);
    expect(names).toEqual(expect.arrayContaining(listed));
    // What has another name now is listed under that one.
    expect(names).toHaveLength(
      listed.length + models.filter(({ id, kind }) => kind === 'renamed' && id.startsWith(`${GUILD}/`)).length,
    );
    const status = async (kind: Kind) =>
      (
        await fetch(`${hub.origin}/api/models/${models.find((model) => model.kind === kind)?.id ?? ''}`, {
          redirect: 'manual',
        })
      ).status;
    expect([
      await status('complete'),
      await status('gated'),
      await status('private'),
      await status('missing'),
      await status('disabled'),
      await status('renamed'),
      await status('unborn'),
    ]).toEqual([200, 200, 401, 401, 403, 307, 200]);
  });
});

describe.skipIf(!haveAgreements)(`one of each kind of generated models${whyNoAgreements}`, () => {
  const generated = generatedModels(400, 5, officialText('llama-4', 'LICENSE'));
  const kinds = [...new Set(generated.models.map(({ kind }) => kind))];

  it.each(kinds)('is judged as it was made: %s', async (kind) => {
    const chosen = generated.models.filter((model) => model.kind === kind).slice(0, kind === 'grandchild' ? 40 : 4);
    const { report } = await checkOnHub(
      generated.world,
      chosen.map(({ id }) => `hf:${id}`),
    );
    expect(report.repositories.map((got, at) => chosen[at] && disagreementsWith(chosen[at].expected, got))).toEqual(
      chosen.map(() => []),
    );
  });
});
