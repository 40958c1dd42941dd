import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { checkedCard, from, hubOf, LLAMA_31, MIRROR, SCOUT, gone, type Relatives, type Told } from './relatives.ts';

// Whatever models name each other as their bases: the answer comes, and rests on what stands at the ends.

/** Models that nobody has to be asked for, with the license that follows; null for another maker's. */
const SETTLED: Readonly<Record<string, string | null>> = {
  [SCOUT]: 'llama-4',
  [MIRROR]: 'llama-4',
  [LLAMA_31]: 'llama-3.1',
  'Qwen/Qwen3-8B': null,
};
/** Models that are asked for, with what their names look like. */
const ASKED: Readonly<Record<string, string | null>> = {
  'a/One': null,
  'b/Two': null,
  'c/Three': null,
  'd/Four': null,
  'e/Llama-3-Five': 'llama-3',
  'f/Llama-4-Scout-Six': 'llama-4',
  'g/Meta-Llama-3.1-8B-Instruct-GGUF': 'llama-3.1',
};
/** What a copy is a copy of, by its name. */
const COPIES: Readonly<Record<string, string>> = {
  [MIRROR]: SCOUT,
  'g/Meta-Llama-3.1-8B-Instruct-GGUF': 'meta-llama/Meta-Llama-3.1-8B-Instruct',
};
const NAMES = [...Object.keys(SETTLED), ...Object.keys(ASKED)];
const CLAIMS: Readonly<Record<string, string>> = { llama4: 'llama-4', 'llama3.2': 'llama-3.2' };

interface Model {
  readonly stated: readonly string[];
  /** What only a line of the card says, which is read where the metadata name nothing. */
  readonly likely: readonly string[];
  readonly claims: string | null;
  readonly gone: boolean;
}

const bases = fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 3 });
const model: fc.Arbitrary<Model> = fc.record({
  stated: bases,
  likely: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 1 }),
  claims: fc.option(fc.constantFrom(...Object.keys(CLAIMS), 'mit')),
  gone: fc.nat(9).map((roll) => roll === 0),
});
const graphs = fc.record({
  roots: fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 }),
  models: fc.record(Object.fromEntries(Object.keys(ASKED).map((id) => [id, model]))),
});

function toldBy({ stated, likely, claims }: Model): Told {
  const license = claims === null ? {} : { license: claims };
  return {
    cardData: { ...license, ...from(...stated).cardData },
    card: `# A model\n\n${likely.map((id) => `- Base model: [${id}](https://huggingface.co/${id})\n`).join('')}`,
  };
}

/** What a model names, as it is read. */
function linksOf(id: string, models: Readonly<Record<string, Model>>, likelyToo: boolean): readonly string[] {
  const one = models[id];
  if (one === undefined || one.gone) return [];
  const stated = one.stated.filter((base) => base !== id);
  return stated.length > 0 || !likelyToo ? stated : one.likely.filter((base) => base !== id);
}

function reached(
  roots: readonly string[],
  models: Readonly<Record<string, Model>>,
  likelyToo: boolean,
): ReadonlySet<string> {
  const met = new Set(roots);
  for (const id of met) for (const base of linksOf(id, models, likelyToo)) met.add(base);
  return met;
}

describe('any graph of models', () => {
  it('is followed to its ends, and no license comes from nowhere', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, async ({ roots, models }) => {
        const relatives: Relatives = Object.fromEntries(
          Object.entries(models).map(([id, one]) => [id, one.gone ? gone(id) : toldBy(one)]),
        );
        const hub = hubOf(relatives);
        const { lineage, obligations } = await checkedCard(`base_model: [${roots.join(', ')}]`, hub);

        expect(new Set(hub.log).size).toBe(hub.log.length);
        const [surely, perhaps] = [reached(roots, models, false), reached(roots, models, true)];
        const stated = [...surely].flatMap((id) => SETTLED[id] ?? []);
        const settled = [...perhaps].flatMap((id) => SETTLED[id] ?? []);
        const thinkable = [...perhaps].flatMap((id) =>
          [SETTLED[id] ?? [], ASKED[id] ?? [], CLAIMS[models[id]?.claims ?? ''] ?? []].flat(),
        );

        // What is settled binds, what is not is at least thinkable, and without stated steps nobody is blamed.
        expect(lineage.licenses).toEqual(expect.arrayContaining([...new Set(stated)]));
        expect(lineage.licenses).toEqual(expect.arrayContaining([...new Set(settled)]));
        expect(thinkable).toEqual(expect.arrayContaining([...lineage.licenses]));
        expect(lineage.certainty).toBe(lineage.licenses.length === 0 ? null : stated.length > 0 ? 'stated' : 'likely');
        const blamed = obligations
          .filter(({ outcome }) => outcome === 'unmet')
          .map(({ rule }) => rule.slice(0, rule.indexOf('/')));
        expect([...new Set(blamed)].every((license) => stated.includes(license))).toBe(true);

        // Each step of a chain is one that a model names, or the one from a copy to what it is a copy of.
        for (const { ids } of lineage.chains ?? []) {
          expect(ids[0]).toBe('acme/SuperScout');
          expect(roots).toContain(ids[1]);
          for (const [at, id] of ids.slice(1, -1).entries()) {
            const next = ids[at + 2] ?? '';
            expect([...linksOf(id, models, true), COPIES[id]]).toContain(next);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('a family without end', () => {
  it('is left after so many generations, and said to be', async () => {
    const hub = hubOf(Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`a/M${at}`, from(`a/M${at + 1}`)])));
    const report = await checkedCard('base_model: a/M0', hub);
    expect(hub.log).toHaveLength(16);
    expect(report.notes.map(({ message }) => message)).toEqual([
      'The Hub was not asked for a/M16: at most 64 are asked for, over 16 generations.',
    ]);
  });

  it('is left after so many models, and said to be', async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 500 }, (_, at) => [
        `a/M${at}`,
        from(...Array.from({ length: 9 }, (__, to) => `a/M${at * 9 + to + 1}`)),
      ]),
    );
    const hub = hubOf(wide);
    const report = await checkedCard('base_model: a/M0', hub);
    expect(hub.log).toHaveLength(64);
    expect(report.notes.find(({ code }) => code === 'left-out')?.message).toMatch(
      /^The Hub was not asked for \d+ parents, a\/M64 the first: /,
    );
  });

  it('of which one model names hundreds of bases is not called another maker’s', async () => {
    const hub = hubOf({ 'a/Llama-3-Many': from(...Array.from({ length: 300 }, (_, at) => `Qwen/Q${at}`)) });
    const report = await checkedCard('base_model: a/Llama-3-Many', hub);
    expect(report.lineage).toMatchObject({ licenses: ['llama-3'], certainty: 'likely' });
    expect(report.notes.map(({ message }) => message)).toContain(
      'What a/Llama-3-Many was made from is not known. It names more than 64 bases.',
    );
  });
});

describe('what a hostile parent says', () => {
  const SHAPES = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      SCOUT,
      `"${SCOUT}"`,
      'a/One\u0007',
      `a/${'x'.repeat(5000)}`,
      '../..',
      'a/../b',
      '__proto__',
      `/tmp/Llama-4-Scout-17B-16E-Instruct\u001b[31m`,
      'Qwen/\u202e',
    ),
    fc.jsonValue(),
  );

  it('does no harm, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          fc.constantFrom(
            'base_model',
            'license',
            'license_name',
            'tags',
            'base_model_relation',
            '__proto__',
            'constructor',
          ),
          SHAPES,
        ),
        fc.array(fc.string()),
        fc.string({ unit: 'binary' }),
        async (cardData, tags, card) => {
          const hub = hubOf({ 'a/Start': { cardData: cardData, tags, card } });
          const { lineage } = await checkedCard('base_model: a/Start', hub);
          const shown = [
            ...(lineage.chains ?? []).flatMap(({ ids }) => ids),
            ...lineage.evidence.map(({ says }) => says),
          ];
          expect(shown.filter((text) => /[\p{Cc}\p{Cf}]/u.test(text))).toEqual([]);
          expect(hub.log.every((id) => /^\w[\w.-]{0,95}\/\w[\w.-]{0,95}(?: card)?$/.test(id))).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('asks for no more of them than anybody would wait for', async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 64 }, (_, at) => [
        `a/M${at}`,
        from(...Array.from({ length: 64 }, (__, to) => `a/M${(at * 31 + to * 7) % 4096}`)),
      ]),
    );
    const many = Array.from({ length: 2000 }, (_, at) => `a/M${at}`).join(', ');
    const hub = hubOf(wide);
    await checkedCard(`base_model: [${many}]`, hub);
    expect([hub.log.length, new Set(hub.log).size]).toEqual([64, 64]);
  });
});
