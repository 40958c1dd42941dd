import { expect, it } from 'vitest';

import { check, type CheckTarget } from '../../../src/check.ts';
import type { CheckOptions } from '../../../src/config/check-options.ts';
import { isUnreadable, type RepositoryReport } from '../../../src/report.ts';
import { HERE } from '../../sources/github/world.ts';
import { githubServer } from '../../servers/github.ts';
import { commandLine } from '../../consumer/command-line.ts';
import { gguf } from '../../provenance/build-gguf.ts';
import { failing } from '../../servers/hub-faults.ts';
import { hubServer, type Hub, type HubWorld } from '../../servers/hub.ts';
import { temporaryFolder } from '../../sources/temporary-folder.ts';
import { LLAMA_31, MIRROR, SCOUT } from './relatives.ts';

// Parents are asked for on the Hub itself, here a server on this machine that behaves like it.

const card = (base: string, more = ''): Readonly<Record<string, string>> => ({
  'README.md': `---\nlicense: llama4\nbase_model: ${base}\n${more}---\n\n# A model\n`,
  'config.json': '{}',
});
const SUPER = { 'acme/SuperScout': { files: card('acme/Helper') } };
const CHAIN = `acme/SuperScout → acme/Helper → ${MIRROR} → ${SCOUT}`;

async function checkedOn(
  world: HubWorld,
  target: CheckTarget,
  options: CheckOptions = {},
  env: Readonly<Record<string, string>> = {},
): Promise<{ reports: RepositoryReport[]; hub: Hub }> {
  const hub = await hubServer(world);
  const { repositories } = await check(target, {
    ...options,
    remote: { env: { HF_ENDPOINT: hub.origin, ...env }, fetch: HERE },
  });
  return { reports: repositories.flatMap((one) => (isUnreadable(one) ? [] : [one])), hub };
}

it('a model on the Hub is followed without being asked to', async () => {
  const { reports, hub } = await checkedOn(
    { repositories: { ...SUPER, 'acme/Helper': { files: card(MIRROR) } } },
    'hf:acme/SuperScout',
  );
  expect(reports[0]?.lineage).toMatchObject({ licenses: ['llama-4'], certainty: 'stated', bases: [SCOUT] });
  expect(reports[0]?.lineage.evidence[0]).toEqual({ file: 'README.md', line: 3, column: 13, says: CHAIN });
  expect([hub.asked('api', 'acme/Helper'), hub.asked('resolvers', 'acme/Helper')]).toEqual([1, 0]);
});

it('a model on the Hub is not followed with --no-follow', async () => {
  const { reports, hub } = await checkedOn(
    { repositories: { ...SUPER, 'acme/Helper': { files: card(MIRROR) } } },
    'hf:acme/SuperScout',
    { follow: false },
  );
  expect(reports[0]?.lineage).toMatchObject({ certainty: 'likely', bases: [] });
  expect(hub.asked('api', 'acme/Helper')).toBe(0);
});

it('each parent is asked for once in a run, though several targets come from it', async () => {
  const repositories = {
    'a/One': { files: card('acme/Helper') },
    'a/Two': { files: card('acme/Helper') },
    'acme/Helper': { files: card('acme/Silent') },
    'acme/Silent': { files: { 'README.md': '# Silent\n' } },
  };
  const { reports, hub } = await checkedOn({ repositories }, ['hf:a/One', 'hf:a/Two']);
  expect(reports.map(({ lineage }) => [lineage.licenses, lineage.certainty])).toEqual([
    [['llama-4'], 'likely'],
    [['llama-4'], 'likely'],
  ]);
  expect([
    hub.asked('api', 'acme/Helper'),
    hub.asked('api', 'acme/Silent'),
    hub.asked('resolvers', 'acme/Silent'),
  ]).toEqual([1, 1, 1]);
});

it('a folder is followed only when somebody wants it', async () => {
  const folder = temporaryFolder(card('acme/Helper'));
  const world = { repositories: { 'acme/Helper': { files: card(MIRROR) } } };
  const without = await checkedOn(world, folder);
  expect(without.reports[0]?.lineage.certainty).toBe('likely');
  expect(without.hub.seen).toEqual([]);
  const { reports } = await checkedOn(world, folder, { follow: true, name: 'acme/SuperScout' });
  expect(reports[0]?.lineage.evidence[0]).toEqual({ file: 'README.md', line: 3, column: 13, says: CHAIN });
  const offline = await checkedOn(world, folder, { follow: true, offline: true });
  expect(offline.hub.seen).toEqual([]);
  expect(offline.reports[0]?.notes).toEqual(without.reports[0]?.notes);
});

it('files in memory are followed when somebody wants it', async () => {
  const { reports } = await checkedOn(
    { repositories: { 'acme/Helper': { files: card(MIRROR) } } },
    { 'adapter_config.json': '{"base_model_name_or_path":"acme/Helper"}' },
    { follow: true },
  );
  expect(reports[0]?.lineage).toMatchObject({
    licenses: ['llama-4'],
    relation: 'adapter',
    chains: [{ ids: ['acme/Helper', MIRROR, SCOUT] }],
  });
});

it('a repository on GitHub is followed on the Hub', async () => {
  const github = await githubServer({ repositories: { 'acme/SuperScout': { files: card('acme/Helper') } } });
  const { reports, hub } = await checkedOn(
    { repositories: { 'acme/Helper': { files: card(MIRROR) } } },
    'github:acme/SuperScout',
    {},
    { GITHUB_API_URL: github.origin },
  );
  expect(reports[0]?.lineage.evidence[0]).toEqual({ file: 'README.md', line: 3, column: 13, says: CHAIN });
  expect(hub.asked('api')).toBe(1);
});

it('of a gated parent the metadata are enough, and its card is missed only where they are not', async () => {
  const gated = { gated: 'manual' as const };
  const told = await checkedOn(
    { repositories: { ...SUPER, 'acme/Helper': { files: card(MIRROR), ...gated } } },
    'hf:acme/SuperScout',
  );
  expect([told.reports[0]?.lineage.certainty, told.reports[0]?.notes]).toEqual([
    'stated',
    expect.not.arrayContaining([expect.objectContaining({ code: 'parent-unknown' })]),
  ]);
  const silent = await checkedOn(
    {
      repositories: {
        ...SUPER,
        'acme/Helper': {
          files: { 'README.md': `# Helper\n\nFine-tuned version of [${SCOUT}](https://huggingface.co/${SCOUT}).\n` },
          ...gated,
        },
      },
    },
    'hf:acme/SuperScout',
  );
  expect(silent.reports[0]?.lineage.certainty).toBe('likely');
  expect(silent.reports[0]?.notes.map(({ message }) => message)).toContain(
    'What acme/Helper was made from is not known. Its card was not read: its owner has not let you in (the repository is gated).',
  );
});

it.each([
  ['private', { private: true }, 'There is no model acme/Helper on the Hub at 127.0.0.1:PORT, or it is private'],
  ['gone', null, 'There is no model acme/Helper on the Hub at 127.0.0.1:PORT, or it is private'],
])('a parent that is %s is noted, and what else is known stands', async (_, repo, why) => {
  const { reports, hub } = await checkedOn(
    { repositories: { ...SUPER, ...(repo === null ? {} : { 'acme/Helper': { files: card(MIRROR), ...repo } }) } },
    'hf:acme/SuperScout',
  );
  expect(reports[0]?.lineage).toMatchObject({ licenses: ['llama-4'], certainty: 'likely' });
  expect(reports[0]?.notes.map(({ message }) => message)).toContain(
    `What acme/Helper was made from is not known. ${why.replace('PORT', new URL(hub.origin).port)}.`,
  );
});

it('a parent that is renamed is found under its new name', async () => {
  const { reports } = await checkedOn(
    { repositories: { ...SUPER, 'beta/Helper': { files: card(LLAMA_31) } }, renamed: { 'acme/Helper': 'beta/Helper' } },
    'hf:acme/SuperScout',
  );
  expect(reports[0]?.lineage).toMatchObject({
    licenses: ['llama-3.1'],
    chains: [{ ids: ['acme/SuperScout', 'acme/Helper', LLAMA_31] }],
  });
});

it('a Hub that nobody may ask is noted for each parent', async () => {
  const { reports, hub } = await checkedOn(
    {},
    { 'README.md': card('acme/Helper')['README.md'] ?? '' },
    { follow: true },
    { HF_HUB_OFFLINE: '1' },
  );
  expect(reports[0]?.notes.map(({ message }) => message)).toContain(
    'What acme/Helper was made from is not known. acme/Helper was not asked for: HF_HUB_OFFLINE is set.',
  );
  expect(hub.seen).toEqual([]);
});

it.each([
  ['answers with status 500', failing(500)],
  ['answers with what is no JSON', failing(200)],
])('a server that %s in the middle of a chain leaves the rest standing', async (_, fault) => {
  const repositories = {
    'acme/SuperScout': { files: { ...card('[acme/Helper, acme/Other]') } },
    'acme/Helper': { files: card('acme/Deeper') },
    'acme/Deeper': { files: card(MIRROR) },
    'acme/Other': { files: card(LLAMA_31) },
  };
  const { reports } = await checkedOn(
    { repositories, faults: ({ url = '' }) => (url.startsWith('/api/models/acme/Deeper') ? fault : null) },
    'hf:acme/SuperScout',
  );
  // Its parent claims a license, and no more than that is known of it now.
  expect(reports[0]?.lineage).toMatchObject({ licenses: ['llama-3.1', 'llama-4'], bases: [LLAMA_31] });
  const notes = reports[0]?.notes.filter(({ code }) => code === 'parent-unknown') ?? [];
  expect(notes.map(({ message, locations }) => [message.slice(0, message.indexOf('.')), locations[0]?.column])).toEqual(
    [['What acme/Deeper was made from is not known', 14]],
  );
});

it('what the ancestors tell decides which files of a model are asked for', async () => {
  const related = card('acme/Helper', 'base_model_relation: finetune\n');
  const { reports, hub } = await checkedOn(
    {
      repositories: {
        'acme/SuperScout': { files: { ...related, NOTICE: 'Thanks to all.\n' } },
        'acme/Helper': { files: card(MIRROR) },
      },
    },
    'hf:acme/SuperScout',
  );
  expect(reports[0]?.lineage).toMatchObject({ certainty: 'stated', relation: 'finetune' });
  const files = hub.seen
    .map(({ url }) => /\/resolve\/[^/]+\/(.+)$/.exec(url)?.[1])
    .filter((path) => path !== undefined);
  expect(files).toContain('NOTICE');
  expect(files).not.toContain('config.json');
});

it('an adapter for a parent’s model is one, as in a folder', async () => {
  const header = gguf([
    ['general.architecture', 'llama4'],
    ['general.type', 'adapter'],
    ['adapter.type', 'lora'],
    ['general.base_model.count', 1],
    ['general.base_model.0.repo_url', 'https://huggingface.co/acme/Helper'],
  ]);
  const files = { 'README.md': '---\nbase_model: acme/Helper\n---\n\n# A model\n', 'lora.gguf': header };
  const repositories = { 'acme/SuperScout': { files }, 'acme/Helper': { files: card(MIRROR) } };
  const there = await checkedOn({ repositories }, 'hf:acme/SuperScout');
  const here = await checkedOn({ repositories }, files, { follow: true, name: 'acme/SuperScout' });
  expect(here.reports[0]?.lineage.relation).toBe('adapter');
  expect(there.reports[0]?.lineage).toEqual(here.reports[0]?.lineage);
});

it('the built command line follows a folder with --follow, and with --offline says that it does not', async () => {
  const folder = temporaryFolder(card('acme/Helper'));
  const hub = await hubServer({ repositories: { 'acme/Helper': { files: card(MIRROR) } } });
  const ran = async (...flags: readonly string[]) =>
    commandLine(['check', folder, '--name', 'acme/SuperScout', ...flags], { env: { HF_ENDPOINT: hub.origin } });
  expect((await ran('--offline', '--follow')).stderr).toBe(
    'llama-license-lint: --follow has no effect with --offline\n',
  );
  expect((await ran()).stdout).not.toContain(MIRROR);
  expect(hub.seen).toEqual([]);
  const { status, stdout, stderr } = await ran('--follow');
  expect([status, stderr]).toEqual([1, '']);
  expect(stdout).toContain(
    `  why    README.md:3:13  acme/SuperScout → acme/Helper →\n         ${MIRROR} →\n         ${SCOUT}\n`,
  );
});

it('a model whose only base cannot be asked for just now is not taken for one that comes from no Llama', async () => {
  const files = { 'README.md': '---\nlicense: apache-2.0\nbase_model: acme/Helper\n---\n\n# A model\n' };
  const hub = await hubServer({
    repositories: { 'acme/Widget': { files }, 'acme/Helper': { files: card(MIRROR) } },
    faults: ({ url = '' }) => (url.startsWith('/api/models/acme/Helper') ? failing(503) : null),
  });
  const checked = async (target: CheckTarget) =>
    (await check(target, { follow: true, remote: { env: { HF_ENDPOINT: hub.origin }, fetch: HERE } })).repositories[0];
  expect(await checked('hf:acme/Widget')).toMatchObject({
    target: 'hf:acme/Widget',
    error: {
      code: 'network',
      message: 'The Hub could not be asked for acme/Helper, from which hf:acme/Widget was made',
      hint: expect.stringMatching(/\w/) as string,
    },
  });
  // Whoever checks a folder may have no network at all: what could not be asked is noted there.
  expect(await checked(files)).toMatchObject({
    lineage: { licenses: [] },
    notes: expect.arrayContaining([expect.objectContaining({ code: 'parent-unknown' })]) as unknown[],
  });
});
