import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { startSession } from '../../src/sources/run.ts';
import { openTarget, targetSource } from '../../src/sources/open.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('targetSource', () => {
  it.each([
    'hf:org/model',
    'hf:org/model@v1',
    'HF:org/model',
    'https://huggingface.co/org/model',
    'https://hf.co/org/model',
    'http://www.huggingface.co/org',
    'https://huggingface.co',
  ])('%s is on the Hub', (target) => {
    expect(targetSource(target)).toBe('hub');
  });

  it.each([
    'github:owner/repo',
    'github:owner/repo@main',
    'https://github.com/owner/repo',
    'https://www.GitHub.com/owner/repo/tree/main',
  ])('%s is on GitHub', (target) => {
    expect(targetSource(target)).toBe('github');
  });

  it.each([
    '.',
    './hf:x',
    '/srv/github:x',
    'org/model',
    'hf',
    'github',
    '',
    'C:\\models',
    'https://huggingface.co.evil.example/x',
    'https://example.com/https://github.com/',
  ])('%j is local', (target) => {
    expect(targetSource(target)).toBe('local');
  });
});

describe('openTarget', () => {
  it('opens a folder', async () => {
    const snapshot = await openTarget(temporaryFolder({ 'README.md': '' }));
    expect(snapshot.files.map(({ path }) => path)).toEqual(['README.md']);
  });

  it.skipIf(process.platform === 'win32')(
    'opens a folder with the name of another form by its path (skipped on Windows: no such names)',
    async () => {
      const folder = temporaryFolder({ 'hf:org/README.md': '' });
      expect((await openTarget(join(folder, 'hf:org'))).name.value).toBe('hf:org');
    },
  );

  it.each([
    [
      'because a variable says so',
      { remote: { env: { HF_HUB_OFFLINE: '1' }, fetch: () => Promise.reject(new Error('asked')) } },
      'HF_HUB_OFFLINE is set',
    ],
    [
      'offline',
      { offline: true, remote: { fetch: () => Promise.reject(new Error('asked')) } },
      'no network may be used (offline)',
    ],
    ['without anything to ask with', { remote: {} }, 'there is nothing to ask servers with'],
  ])('asks the Hub for nothing %s, and says so', async (_, reach, says) => {
    await expect(openTarget('hf:org/model', startSession(reach))).rejects.toMatchObject({
      name: 'TargetError',
      code: 'network',
      message: `hf:org/model was not asked for: ${says}`,
      hint: expect.stringMatching(/\w/) as string,
    });
  });

  it('names each target that was not asked for, whichever came first', async () => {
    const run = startSession({
      remote: { env: { HF_HUB_OFFLINE: '1' }, fetch: () => Promise.reject(new Error('asked')) },
    });
    for (const target of ['hf:org/one', 'hf:org/two'])
      await expect(openTarget(target, run)).rejects.toMatchObject({
        message: `${target} was not asked for: HF_HUB_OFFLINE is set`,
      });
  });

  it.each([
    [
      'offline',
      { offline: true, remote: { fetch: () => Promise.reject(new Error('asked')) } },
      'no network may be used (offline)',
    ],
    ['without anything to ask with', { remote: {} }, 'there is nothing to ask servers with'],
  ])('asks no server %s, and says so', async (_, reach, says) => {
    await expect(openTarget('https://github.com/owner/repo', startSession(reach))).rejects.toMatchObject({
      name: 'TargetError',
      code: 'network',
      message: `https://github.com/owner/repo was not asked for: ${says}`,
      hint: expect.stringMatching(/\w/) as string,
    });
  });

  it('says where an address may lead', async () => {
    await expect(openTarget('https://example.com/org/model')).rejects.toMatchObject({
      code: 'not-found',
      hint: expect.stringContaining('huggingface.co') as string,
    });
  });
});
