import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { hubBases } from '../../src/provenance/hub-bases.ts';
import { loadRulebook } from '../../src/rulebook-loader/load-rulebook.ts';
import type { HubModel } from '../../src/snapshot/hub-model.ts';

const { licenses, mirrors } = loadRulebook([]);
const SCOUT = 'meta-llama/Llama-4-Scout-17B-16E-Instruct';

function basesOf(said: Partial<HubModel>) {
  const nothing: HubModel = {
    id: 'acme/SuperScout',
    sha: null,
    private: false,
    gated: true,
    disabled: false,
    tags: [],
    cardData: null,
    baseModels: null,
  };
  return hubBases({ ...nothing, ...said }, licenses, mirrors);
}

describe('what the Hub says of a model', () => {
  it('states the base that the card names, with the relation that it states', () => {
    expect(basesOf({ cardData: { base_model: SCOUT, base_model_relation: 'finetune' } })).toMatchObject([
      {
        by: 'hub',
        license: 'llama-4',
        certainty: 'stated',
        relation: 'finetune',
        match: { original: SCOUT },
        evidence: { file: 'README.md', line: null, column: null, says: `base_model: ${SCOUT}` },
      },
    ]);
  });

  it('tells a base once, though card, tags and the Hub itself name it', () => {
    const tags = [`base_model:${SCOUT}`, `base_model:quantized:${SCOUT}`, 'license:llama4'];
    const found = basesOf({
      cardData: { base_model: [SCOUT], license: 'llama4' },
      baseModels: { relation: 'quantized', ids: [SCOUT.toLowerCase()] },
      tags,
    });
    expect(found).toMatchObject([
      { by: 'hub', relation: 'quantized', evidence: { file: 'README.md' } },
      {
        by: 'license',
        license: 'llama-4',
        certainty: 'likely',
        reference: null,
        evidence: { says: 'license: llama4' },
      },
    ]);
    expect(found).toHaveLength(2);
  });

  it('knows a base that the card does not name any more', () => {
    expect(basesOf({ baseModels: { relation: 'adapter', ids: [SCOUT] } })).toMatchObject([
      { license: 'llama-4', certainty: 'stated', relation: 'adapter', evidence: { file: '.' } },
    ]);
    expect(basesOf({ tags: [`base_model:${SCOUT}`] })).toMatchObject([
      { license: 'llama-4', certainty: 'stated', relation: null },
    ]);
  });

  it('takes “finetune” for the word that the Hub writes where nobody has said anything', () => {
    expect(
      basesOf({
        cardData: { base_model: SCOUT },
        baseModels: { relation: 'finetune', ids: [SCOUT] },
        tags: [`base_model:finetune:${SCOUT}`],
      }),
    ).toMatchObject([{ relation: null }]);
  });

  it('makes a base under an unknown account likely, as a card does, and one of another maker no Llama', () => {
    expect(basesOf({ cardData: { base_model: 'someone/Llama-4-Scout-17B-16E-Instruct' } })).toMatchObject([
      { license: 'llama-4', certainty: 'likely' },
    ]);
    expect(basesOf({ cardData: { base_model: 'Qwen/Qwen2.5-7B', license: 'apache-2.0' } })).toMatchObject([
      { license: null, foreign: true },
    ]);
  });

  it('bears anything in its place', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 4 }),
        fc.jsonValue({ maxDepth: 3 }),
        fc.jsonValue({ maxDepth: 3 }),
        (one, two, three) => {
          const data: unknown = {
            base_model: one,
            base_model_relation: two,
            license: three,
            license_name: one,
            tags: two,
          };
          const said: unknown = { cardData: data, baseModels: { relation: three, ids: one }, tags: two };
          const found = basesOf(said as Partial<HubModel>);
          expect(found.every(({ by, evidence }) => (by === 'hub' || by === 'license') && evidence.line === null)).toBe(
            true,
          );
        },
      ),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (any) => {
        const said: unknown = { cardData: any, baseModels: any, tags: any };
        expect(Array.isArray(basesOf(said as Partial<HubModel>))).toBe(true);
      }),
    );
  });

  it('takes no more than a bounded part of what is endless', () => {
    const many = Array.from({ length: 100_000 }, (_, at) => `acme/model-${at}`);
    expect(
      basesOf({ cardData: { base_model: many }, tags: many.map((id) => `base_model:${id}`) }).length,
    ).toBeLessThanOrEqual(400);
    expect(basesOf({ cardData: { base_model: `${SCOUT}${'x'.repeat(1_000_000)}` } })).toEqual([]);
  });
});
