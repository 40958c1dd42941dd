import { describe, expect, it } from 'vitest';

import { TargetError } from '../../src/snapshot/target-error.ts';
import { checked, checkedCard, from, gone, hubOf, LLAMA_31, MIRROR, outcome, SCOUT } from './relatives.ts';

// A fine-tune of a fine-tune of Llama is a derivative of Llama (clause 1.b), though its card names only its parent.

const WEIGHTS = 'model.safetensors distributes weights';

describe('a repository that names another’s model as its base', () => {
  it('is under the license of the model that the chain ends at, and the chain is the evidence, where the base is named', async () => {
    const hub = hubOf({ 'acme/Helper': from(MIRROR) });
    const report = await checkedCard('license: llama4\nbase_model: acme/Helper', hub);
    expect(outcome(report)).toEqual(['llama-4 stated', `README.md:3:13 acme/SuperScout → acme/Helper → ${MIRROR} → ${SCOUT}`, WEIGHTS]);
    expect(report.lineage).toMatchObject({ relation: 'finetune', bases: [SCOUT], otherParents: [{ id: 'acme/Helper' }], chains: [{ ids: ['acme/SuperScout', 'acme/Helper', MIRROR, SCOUT], certainty: 'stated' }] });
    expect(report.obligations.find(({ rule }) => rule === 'llama-4/notice-file')?.outcome).toBe('unmet');
    expect(report.obligations.find(({ rule }) => rule === 'llama-4/base-model')?.outcome).toBe('met');
    expect(hub.log).toEqual(['acme/Helper']);
  });

  it('is under no Llama license when the chain ends at another maker’s model', async () => {
    const report = await checkedCard('base_model: acme/Helper', hubOf({ 'acme/Helper': from('Qwen/Qwen3-8B') }));
    expect(report.lineage).toMatchObject({ licenses: [], relation: 'none' });
    expect(report.lineage).not.toHaveProperty('chains');
  });

  it('is judged by nobody’s guess when its parent says nothing', async () => {
    const hub = hubOf({ 'acme/Helper': {} });
    const report = await checkedCard('base_model: acme/Helper', hub);
    expect(report.lineage.licenses).toEqual([]);
    expect(report.notes).toEqual([]);
    expect(hub.log).toEqual(['acme/Helper', 'acme/Helper card']);
  });

  it('is not followed unless that is asked for', async () => {
    const hub = hubOf({ 'acme/Helper': from(SCOUT) });
    const report = await checkedCard('base_model: acme/Helper', hub, { follow: false });
    expect(report.lineage.licenses).toEqual([]);
    expect((await checkedCard('base_model: acme/Helper', hub, { offline: true })).lineage.licenses).toEqual([]);
    expect(hub.log).toEqual([]);
  });
});

describe('what is settled', () => {
  it.each([
    ['the licensor’s own id', SCOUT],
    ['another maker’s model', 'mistralai/Mistral-7B-v0.3'],
    ['a folder', '/home/me/models/helper'],
    ['a name without an owner', 'helper'],
    ['the repository itself', 'acme/superscout'],
    ['what is no id on the Hub', 'acme/hel per/../x'],
  ])('is not asked for: %s', async (_, base) => {
    const hub = hubOf({});
    await checkedCard(`base_model: ${base}`, hub);
    expect(hub.log).toEqual([]);
  });

  it('by a known mirror is shown as a chain all the same', async () => {
    const hub = hubOf({});
    const report = await checkedCard(`base_model: ${MIRROR}`, hub);
    expect(outcome(report)).toEqual(['llama-4 stated', `README.md:2:13 acme/SuperScout → ${MIRROR} → ${SCOUT}`, WEIGHTS]);
    expect(report.lineage.otherParents).toEqual([]);
    expect(hub.log).toEqual([]);
  });

  it('by data sets is no chain: what a model learned from is not what it was made from', async () => {
    const hub = hubOf({});
    await checkedCard('datasets: [acme/Llama-4-Scout-17B-16E-answers]', hub);
    expect(hub.log).toEqual([]);
  });
});

describe('how a parent says where it comes from', () => {
  it.each([
    ['by what the Hub takes for its bases', { baseModels: { relation: 'quantized', ids: [SCOUT] } }, 'stated'],
    ['by a tag', { tags: ['transformers', `base_model:quantized:${SCOUT}`] }, 'stated'],
    ['by the front matter of its card', { cardData: { base_model: SCOUT } }, 'stated'],
    ['by a list with an address in it', { cardData: { base_model: [`"https://huggingface.co/${SCOUT}"`] } }, 'stated'],
    ['by a tool’s sentence in its card', { card: `# Helper\n\nThis model is a fine-tuned version of [${SCOUT}](https://huggingface.co/${SCOUT}) on data.\n` }, 'stated'],
    ['by front matter that the Hub could not read', { card: `---\nbase_model: ${SCOUT}\nlanguage: [en\n---\n` }, 'stated'],
    ['by prose', { card: `# Helper\n\nThis model is based on Llama 4 Scout 17B 16E Instruct.\n` }, 'likely'],
    ['by a labeled line', { card: `# Helper\n\n- Base model: [Scout](https://huggingface.co/${SCOUT})\n` }, 'likely'],
    ['by a folder on somebody’s machine', { cardData: { base_model: '/data/Llama-4-Scout-17B-16E-Instruct' } }, 'likely'],
  ])('%s', async (_, told, certainty) => {
    const report = await checkedCard('base_model: acme/Helper', hubOf({ 'acme/Helper': told }));
    expect(report.lineage).toMatchObject({ licenses: ['llama-4'], certainty, bases: [SCOUT] });
    expect(report.obligations.find(({ rule }) => rule === 'llama-4/notice-file')?.outcome).toBe(certainty === 'stated' ? 'unmet' : 'unclear');
  });

  it('by metadata alone costs one request', async () => {
    const hub = hubOf({ 'acme/Helper': { ...from(SCOUT), card: 'This model is a fine-tuned version of [Qwen/Qwen3-8B](https://huggingface.co/Qwen/Qwen3-8B).' } });
    await checkedCard('base_model: acme/Helper', hub);
    expect(hub.log).toEqual(['acme/Helper']);
  });

  it('by the outputs that it learned from makes it no derivative', async () => {
    const told = { card: '# Helper\n\nTrained on responses generated by Llama 4 Maverick.\n' };
    expect((await checkedCard('base_model: acme/Helper', hubOf({ 'acme/Helper': told }))).lineage.licenses).toEqual([]);
  });

  it('by a license alone is a claim, which makes it likely', async () => {
    const report = await checkedCard('base_model: acme/Helper', hubOf({ 'acme/Helper': { cardData: { license: 'llama4' } } }));
    expect(outcome(report)).toEqual(['llama-4 likely', 'README.md:2:13 acme/SuperScout → acme/Helper, by its own word under the Llama 4 Community License', WEIGHTS]);
    expect(report.lineage).toMatchObject({ relation: 'finetune', bases: [] });
    expect(report.obligations.filter(({ outcome: one }) => one === 'unmet')).toEqual([]);
  });

  it('by a license beside a base is outweighed by the base', async () => {
    const report = await checkedCard('base_model: acme/Helper', hubOf({ 'acme/Helper': { cardData: { license: 'llama4', base_model: LLAMA_31 } } }));
    expect(report.lineage.licenses).toEqual(['llama-3.1']);
  });

  it('by another name today, which is the licensor’s', async () => {
    const hub = hubOf({ 'acme/Helper': { ...from('Qwen/Qwen3-8B') } });
    const renamed = { ...hub, ask: async (id: string) => {
      const relative = await hub.ask(id);
      return { ...relative, model: { ...relative.model, id: SCOUT } };
    } };
    expect(outcome(await checkedCard('base_model: acme/Helper', renamed))[1]).toBe(`README.md:2:13 acme/SuperScout → acme/Helper → ${SCOUT}`);
  });
});

describe('a parent whose name looks like Llama', () => {
  it('is not Llama when its chain leads to another maker’s model, and a note says why', async () => {
    const report = await checkedCard('base_model: acme/Llama-3-style', hubOf({ 'acme/Llama-3-style': from('acme/Between'), 'acme/Between': from('Qwen/Qwen3-8B') }));
    expect(report.lineage).toMatchObject({ licenses: [], relation: 'none' });
    expect(report.notes).toEqual([{
      code: 'name-misleads', locations: [{ file: 'README.md', line: 2, column: 13, endLine: 2, endColumn: 13 }],
      message: 'acme/Llama-3-style comes from other makers’ models alone, whatever its name looks like: acme/SuperScout → acme/Llama-3-style → acme/Between → Qwen/Qwen3-8B.',
    }]);
  });

  it.each([['acme/Llama-4-Scout-Foo'], ['acme/Llama-4-Scout-17B-16E-Instruct-GGUF']])('is of the version that its chain leads to (%s)', async (id) => {
    const report = await checkedCard(`base_model: ${id}`, hubOf({ [id]: from(LLAMA_31) }));
    expect(report.lineage).toMatchObject({ licenses: ['llama-3.1'], certainty: 'stated', bases: [LLAMA_31] });
  });

  it('under its full name is stated when its chain is, and is no other parent', async () => {
    const id = 'acme/Llama-4-Scout-17B-16E-Instruct-GGUF';
    const report = await checkedCard(`base_model: ${id}`, hubOf({ [id]: from(SCOUT) }));
    expect(report.lineage).toMatchObject({ licenses: ['llama-4'], certainty: 'stated', bases: [SCOUT], otherParents: [] });
  });

  it.each([
    ['that names nothing', {}],
    ['that claims another license', { cardData: { license: 'apache-2.0' } }],
    ['that is gone', gone('acme/Llama-4-Scout-Foo')],
    ['that only prose takes to another maker', { card: '# Foo\n\nThis model is based on [Qwen3](https://huggingface.co/Qwen/Qwen3-8B).\n' }],
    ['of which one parent is another maker’s and one is gone', from('Qwen/Qwen3-8B', 'acme/Gone')],
    ['that names itself', from('acme/llama-4-scout-foo')],
    ['that names a folder', from('/tmp/checkpoint', 'Qwen/Qwen3-8B')],
  ])('stays what its name made of it: one %s', async (_, told) => {
    const report = await checkedCard('base_model: acme/Llama-4-Scout-Foo', hubOf({ 'acme/Llama-4-Scout-Foo': told }));
    expect(outcome(report).slice(0, 2)).toEqual(['llama-4 likely', 'README.md:2:13 base_model: acme/Llama-4-Scout-Foo']);
  });

  it('claims a license with more right than its name does', async () => {
    const report = await checkedCard('base_model: acme/Llama-3-Foo', hubOf({ 'acme/Llama-3-Foo': { cardData: { license: 'llama3.1' } } }));
    expect(report.lineage).toMatchObject({ licenses: ['llama-3.1'], certainty: 'likely' });
  });

  it('in the middle of a chain is settled by what stands behind it', async () => {
    const hub = { 'acme/Helper': from('acme/Llama-3-Foo'), 'acme/Llama-3-Foo': from('acme/Llama-4-Scout-Bar'), 'acme/Llama-4-Scout-Bar': {} };
    const report = await checkedCard('base_model: acme/Helper', hubOf(hub));
    expect(outcome(report).slice(0, 2)).toEqual(['llama-4 likely', 'README.md:2:13 acme/SuperScout → acme/Helper → acme/Llama-3-Foo → acme/Llama-4-Scout-Bar']);
    const settled = await checkedCard('base_model: acme/Helper', hubOf({ ...hub, 'acme/Llama-4-Scout-Bar': from('Qwen/Qwen3-8B') }));
    expect(settled.lineage.licenses).toEqual([]);
  });
});

describe('a chain that forks', () => {
  it('owes the duties of every version that it passes through', async () => {
    const report = await checkedCard('base_model: acme/Blend', hubOf({ 'acme/Blend': from(SCOUT, 'acme/Old'), 'acme/Old': from(LLAMA_31) }));
    expect(report.lineage).toMatchObject({ licenses: ['llama-3.1', 'llama-4'], certainty: 'stated', relation: 'finetune', bases: [SCOUT, LLAMA_31], otherParents: [{ id: 'acme/Blend' }] });
    expect(outcome(report).filter((one) => one.startsWith('README.md'))).toEqual([
      `README.md:2:13 acme/SuperScout → acme/Blend → ${SCOUT}`,
      `README.md:2:13 acme/SuperScout → acme/Blend → acme/Old → ${LLAMA_31}`,
    ]);
  });

  it('of a merge follows all its parents, and asks for them at once', async () => {
    const hub = hubOf({ 'a/One': from(SCOUT), 'b/Two': from(LLAMA_31), 'c/Three': from('Qwen/Qwen3-8B') });
    const report = await checkedCard('base_model: [a/One, b/Two, c/Three]', hub);
    expect(report.lineage).toMatchObject({ licenses: ['llama-3.1', 'llama-4'], relation: 'merge', bases: [SCOUT, LLAMA_31] });
    expect(report.lineage.otherParents.map(({ id }) => id)).toEqual(['a/One', 'b/Two', 'c/Three']);
    expect(hub.log).toEqual(['a/One', 'b/Two', 'c/Three']);
  });

  it('keeps what one parent claims beside what another one states', async () => {
    const report = await checkedCard('base_model: [a/One, b/Two]', hubOf({ 'a/One': from(SCOUT), 'b/Two': { tags: ['license:llama3.1'] } }));
    expect(report.lineage.licenses).toEqual(['llama-3.1', 'llama-4']);
    const of = (license: string) => report.obligations.find(({ rule }) => rule === `${license}/notice-file`)?.outcome;
    expect([of('llama-4'), of('llama-3.1')]).toEqual(['unmet', 'unclear']);
  });

  it('and joins again asks once, and shows the shortest way', async () => {
    const hub = hubOf({ 'a/Top': from('a/Left', 'a/Right'), 'a/Left': from('a/Longer'), 'a/Longer': from('a/Root'), 'a/Right': from('a/Root'), 'a/Root': from(SCOUT) });
    const report = await checkedCard('base_model: a/Top', hub);
    expect(report.lineage.chains).toEqual([{ ids: ['acme/SuperScout', 'a/Top', 'a/Right', 'a/Root', SCOUT], certainty: 'stated' }]);
    expect(hub.log).toEqual(['a/Top', 'a/Left', 'a/Right', 'a/Longer', 'a/Root']);
  });

  it('prefers the way that is stated to a shorter one that is not', async () => {
    const prose = { card: `# Top\n\n- Base model: ${SCOUT}\n\nThis model is a fine-tuned version of [a/Stated](https://huggingface.co/a/Stated).\n` };
    const report = await checkedCard('base_model: a/Top', hubOf({ 'a/Top': prose, 'a/Stated': from(SCOUT) }));
    expect(report.lineage.chains).toEqual([{ ids: ['acme/SuperScout', 'a/Top', 'a/Stated', SCOUT], certainty: 'stated' }]);
  });
});

describe('a chain that leads back', () => {
  it.each([
    ['to itself', { 'a/One': from('a/One') }],
    ['to the repository', { 'a/One': from('acme/SuperScout') }],
    ['over others', { 'a/One': from('a/Two'), 'a/Two': from('A/one', 'a/Three'), 'a/Three': from('a/Two') }],
  ])('%s decides nothing', async (_, models) => {
    const hub = hubOf(models);
    expect((await checkedCard('base_model: a/One', hub)).lineage.licenses).toEqual([]);
    expect(new Set(hub.log).size).toBe(hub.log.length);
  });

  it('and on to Llama is a chain', async () => {
    const report = await checkedCard('base_model: a/One', hubOf({ 'a/One': from('a/Two'), 'a/Two': from('a/One', SCOUT) }));
    expect(report.lineage.chains).toEqual([{ ids: ['acme/SuperScout', 'a/One', 'a/Two', SCOUT], certainty: 'stated' }]);
  });

  it('and on to another maker’s model only is none', async () => {
    const report = await checkedCard('base_model: a/Llama-3-One', hubOf({ 'a/Llama-3-One': from('a/Llama-3-Two'), 'a/Llama-3-Two': from('a/Llama-3-One', 'Qwen/Qwen3-8B') }));
    expect(report.lineage.licenses).toEqual([]);
  });

  it('through names that look like Llama keeps the first name’s word', async () => {
    const report = await checkedCard('base_model: a/Llama-3-One', hubOf({ 'a/Llama-3-One': from('a/Llama-4-Scout-Two'), 'a/Llama-4-Scout-Two': from('a/Llama-3-One') }));
    expect(report.lineage).toMatchObject({ licenses: ['llama-3'], certainty: 'likely' });
  });
});

describe('what cannot be learned', () => {
  it.each([
    ['is gone', gone('a/One'), 'There is no model a/One on the Hugging Face Hub, or it is private'],
    ['has a card that is gated', { gated: true, card: { text: null, unread: 'gated' as const } }, 'Its card was not read: its owner has not let you in (the repository is gated)'],
    ['has a card on a server that fails', { card: new TargetError('network', 'The Hugging Face Hub answered with status 500', '') }, 'The Hugging Face Hub answered with status 500'],
  ])('of a parent that %s is noted where the base is named, and the run goes on', async (_, told, why) => {
    const report = await checkedCard('base_model: [a/One, b/Two]', hubOf({ 'a/One': told, 'b/Two': from(SCOUT) }));
    expect(report.lineage).toMatchObject({ licenses: ['llama-4'], certainty: 'stated' });
    expect(report.notes.find(({ code }) => code === 'parent-unknown')).toEqual({
      code: 'parent-unknown', message: `What a/One was made from is not known. ${why}.`, locations: [{ file: 'README.md', line: 2, column: 14, endLine: 2, endColumn: 14 }],
    });
  });

  it('of a gated parent’s card matters nothing when its metadata tell', async () => {
    const report = await checkedCard('base_model: a/One', hubOf({ 'a/One': { ...from(SCOUT), gated: true, card: { text: null, unread: 'gated' } } }));
    expect(report.lineage.licenses).toEqual(['llama-4']);
    expect(report.notes.filter(({ code }) => code === 'parent-unknown')).toEqual([]);
  });

  it('of a gated parent that claims a license leaves the claim', async () => {
    const report = await checkedCard('base_model: a/One', hubOf({ 'a/One': { cardData: { license: 'llama4' }, gated: true, card: { text: null, unread: 'gated' } } }));
    expect(report.lineage).toMatchObject({ licenses: ['llama-4'], certainty: 'likely' });
  });

  it('further up is noted where the repository names the parent that leads there', async () => {
    const report = await checkedCard('base_model: a/One', hubOf({ 'a/One': from('a/Gone') }));
    expect(report.notes.map(({ code, locations }) => [code, locations[0]?.line])).toEqual([['parent-unknown', 2]]);
  });

  it('of very many parents is noted in few words', async () => {
    const report = await checkedCard(`base_model: [${Array.from({ length: 40 }, (_, at) => `gone/M${at}`).join(', ')}]`, hubOf({}));
    expect(report.notes).toHaveLength(9);
    expect(report.notes.at(-1)?.message).toBe('What 32 more parents were made from is not known either.');
  });

  it('is nothing else: an error in this program is not called one of the Hub', async () => {
    const hub = { log: [], ask: () => Promise.reject(new RangeError('a fault')) };
    await expect(checkedCard('base_model: a/One', hub)).rejects.toThrow('a fault');
  });
});

describe('what a person names by hand', () => {
  it('is followed as well: a flag', async () => {
    const report = await checkedCard('license: mit', hubOf({ 'a/One': from(SCOUT) }), { bases: ['a/One'] });
    expect(outcome(report).slice(0, 2)).toEqual(['llama-4 stated', `--base acme/SuperScout → a/One → ${SCOUT}`]);
  });

  it('is followed as well: the configuration', async () => {
    const files = { '.llama-license-lint.yaml': 'bases: [a/One]\n', 'model.safetensors': 'x' };
    expect(outcome(await checked(files, hubOf({ 'a/One': from(SCOUT) }))).slice(0, 2)).toEqual(['llama-4 stated', `.llama-license-lint.yaml:1:9 acme/SuperScout → a/One → ${SCOUT}`]);
  });

  it('overrules what files say, of which nothing is asked then', async () => {
    const hub = hubOf({ 'a/One': from(SCOUT) });
    await checkedCard('base_model: b/Two', hub, { bases: ['a/One'] });
    expect(hub.log).toEqual(['a/One']);
  });
});

describe('the relation', () => {
  it('is that of the repository’s own files, whatever its parent is to its own base', async () => {
    const told = { baseModels: { relation: 'quantized', ids: [SCOUT] } };
    expect((await checkedCard('base_model: a/One', hubOf({ 'a/One': told }))).lineage.relation).toBe('finetune');
    const adapter = { 'adapter_config.json': '{"base_model_name_or_path": "a/One"}', 'adapter_model.safetensors': 'x' };
    const report = await checked(adapter, hubOf({ 'a/One': told }));
    expect(report.lineage.relation).toBe('adapter');
    expect(outcome(report)[1]).toBe(`adapter_config.json:1:29 acme/SuperScout → a/One → ${SCOUT}`);
  });

  it('is no merge where two chains lead out of one parent, and is one where two parents lead to one model', async () => {
    const models = { 'a/One': from(SCOUT, LLAMA_31), 'b/Two': from(SCOUT) };
    expect((await checkedCard('base_model: a/One', hubOf(models))).lineage.relation).toBe('finetune');
    expect((await checkedCard('base_model: [a/One, b/Two]', hubOf(models))).lineage.relation).toBe('merge');
  });
});

it('asks for each model once in a run, whatever names it', async () => {
  const hub = hubOf({ 'a/One': from('a/Root'), 'b/Two': from('a/root'), 'a/Root': from(SCOUT) });
  await checkedCard('base_model: a/One', hub);
  await checkedCard('base_model: b/Two', hub);
  await checkedCard('base_model: A/ONE', hub);
  expect(hub.log).toEqual(['a/One', 'a/Root', 'b/Two']);
});
