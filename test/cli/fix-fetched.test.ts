import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { ALTERED, ON_GITHUB, TEXT } from '../agreement/sources/search.ts';
import { commandLine, ROOT, type Ran } from '../consumer/command-line.ts';
import { githubLimit, githubServer, type GithubWorld } from '../servers/github.ts';
import { hubServer, type HubWorld } from '../servers/hub.ts';
import { DEAD_ORIGIN } from '../servers/server.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';

// The built program asks servers that behave like GitHub and the Hub for the text that it has to write.

const RULES = join(ROOT, 'test/licenses/example-1/example-1.yaml');
const MODEL = 'example-authors/Orchard-1-Apple';
const CARD = `---\nbase_model: ${MODEL}\nlicense: example1\n---\n\n# Cake\n\n## Wasps\n\nThey like it.\n`;
const SECRET = 'verysecret';

interface World {
  readonly folder: string;
  /** Runs the program on the folder. */
  readonly fix: (...flags: readonly string[]) => Promise<Ran>;
  /** How many requests the servers have seen. */
  readonly asked: () => number;
  readonly cache: string;
}

async function world({
  github = {},
  hub = {},
  env = {},
}: {
  github?: GithubWorld;
  hub?: HubWorld;
  env?: Readonly<Record<string, string>>;
}): Promise<World> {
  const [onGithub, onHub] = [await githubServer(github), await hubServer(hub)];
  const [folder, home] = [temporaryFolder({ 'README.md': CARD, 'model.safetensors': '' }), temporaryFolder()];
  const context = {
    HOME: home,
    XDG_CACHE_HOME: join(home, 'cache'),
    GITHUB_API_URL: onGithub.origin,
    HF_ENDPOINT: onHub.origin,
    ...env,
  };
  return {
    folder,
    cache: home,
    fix: async (...flags) =>
      commandLine(['fix', '--rules', RULES, '--name', 'baker/Example-Cake', '--quiet', ...flags, folder], {
        env: context,
      }),
    asked: () => onGithub.seen.length + onHub.seen.length + onHub.second.seen.length,
  };
}

const said = ({ stdout }: Ran): string => stdout.replace(/\s+/g, ' ');
const everything = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');

describe('the text of an agreement', () => {
  it('is fetched once, written, said where from, and there for the next run without a server', async () => {
    const { folder, fix, asked } = await world({ github: { files: { [ON_GITHUB]: TEXT } } });
    const first = await fix();
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(said(first)).toContain(
      'The text of the example-1 agreement comes from example-authors/orchard on GitHub, pages/example-1/LICENSE.',
    );
    expect(readFileSync(join(folder, 'LICENSE'), 'utf8')).toBe(TEXT);
    expect(asked()).toBe(1);
    writeFileSync(join(folder, 'LICENSE'), 'MIT');
    expect(await fix('--offline')).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(join(folder, 'LICENSE-EXAMPLE-1'), 'utf8')).toBe(TEXT);
    expect(asked()).toBe(1);
  });

  it('comes from the Hub when GitHub is down', async () => {
    const { folder, fix } = await world({
      hub: { files: { [`${MODEL}/LICENSE`]: TEXT } },
      env: { GITHUB_API_URL: DEAD_ORIGIN },
    });
    const ran = await fix();
    expect(ran.status).toBe(0);
    expect(said(ran)).toMatch(/comes from example-authors\/Orchard-1-Apple on 127\.0\.0\.1:\d+, LICENSE\./);
    expect(readFileSync(join(folder, 'LICENSE'), 'utf8')).toBe(TEXT);
  });

  it('is refused when it is another, with what differs, and all else is mended', async () => {
    const { folder, fix, cache } = await world({
      github: { files: { [ON_GITHUB]: ALTERED } },
      hub: { files: { [`${MODEL}/LICENSE`]: ALTERED } },
    });
    const ran = await fix();
    expect(ran).toMatchObject({ status: 1, stderr: '' });
    expect(said(ran)).toMatch(
      /The text of the example-1 agreement was not found, so it was not added:.*on GitHub, pages\/example-1\/LICENSE, is not the agreement of example-1: \S.*Save it from https:\/\/\S+ and pass it: llama-license-lint fix --agreement FILE/,
    );
    expect(existsSync(join(folder, 'LICENSE'))).toBe(false);
    expect(readdirSync(folder)).toContain('Notice');
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('**Picked from Example**');
    expect(everything(cache)).toBe('');
    expect(await fix()).toMatchObject({ status: 1 });
  });

  it.each<[string, Parameters<typeof world>[0], RegExp]>([
    [
      'that GitHub gives nobody more often and the Hub only to some',
      {
        github: { first: [githubLimit(600)] },
        hub: { gated: [MODEL, `${MODEL}-Peeled`, 'example-authors/Orchard-1-Pear'] },
      },
      /on GitHub, \S+ answers no more requests.*example-authors\/Orchard-1-Apple on \S+ .*gated/i,
    ],
    ['that is nowhere', {}, /does not exist/],
  ])('%s is told with the reasons', async (_, servers, why) => {
    const { fix } = await world(servers);
    const ran = await fix();
    expect(ran).toMatchObject({ status: 1, stderr: '' });
    expect(said(ran)).toMatch(why);
  });

  it('is asked of no server with --offline', async () => {
    const { fix, asked } = await world({ github: { files: { [ON_GITHUB]: TEXT } } });
    expect((await fix('--offline')).status).toBe(1);
    expect(asked()).toBe(0);
  });

  it('comes too late when somebody changes the folder meanwhile: nothing is written then', async () => {
    const others = `${CARD}\nMore.\n`;
    const card: { path: string } = { path: '' };
    const { folder, fix } = await world({
      github: {
        files: { [ON_GITHUB]: TEXT },
        first: [
          (_, response) => {
            writeFileSync(card.path, others);
            response.writeHead(404).end('{}');
          },
        ],
      },
      hub: { files: { [`${MODEL}/LICENSE`]: TEXT } },
    });
    card.path = join(folder, 'README.md');
    const ran = await fix();
    expect(ran.status).toBe(1);
    expect(ran.stderr).toBe(
      'llama-license-lint: nothing was written: files in the folder changed in the meantime; run it again\n',
    );
    expect(said(ran)).toContain('would add LICENSE');
    expect(readdirSync(folder).sort()).toEqual(['README.md', 'model.safetensors']);
    expect(readFileSync(card.path, 'utf8')).toBe(others);
    expect(await fix()).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(card.path, 'utf8')).toContain('More.');
  });

  it('is asked for with tokens that are printed and kept nowhere', async () => {
    const tokens = { GITHUB_TOKEN: SECRET, HF_TOKEN: SECRET };
    const { folder, fix, cache, asked } = await world({
      github: { tokens: [SECRET], first: [githubLimit(600)] },
      hub: { files: { [`${MODEL}/LICENSE`]: ALTERED }, tokens: { [SECRET]: 'opens' } },
      env: tokens,
    });
    const [shown, json] = [await fix('--dry-run'), await fix('--format', 'json')];
    expect(asked()).toBeGreaterThan(2);
    for (const ran of [shown, json]) expect(ran.stdout + ran.stderr).not.toContain(SECRET);
    expect(everything(folder) + everything(cache)).not.toContain(SECRET);
  });
});
