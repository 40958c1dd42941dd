import { describe, expect, it } from 'vitest';

import { githubApi, githubToken } from '../../../src/sources/github/environment.ts';
import { hubCacheFolder, hubEndpoint, hubOffline, hubToken } from '../../../src/sources/hub/environment.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('the token for the Hub', () => {
  it('is that of a variable, else that of a file', () => {
    const HOME = temporaryFolder({
      '.cache/huggingface/token': 'hf_home\n',
      'other/token': 'hf_other',
      x: ' hf_file ',
    });
    expect(hubToken({ HOME })).toBe('hf_home');
    expect(hubToken({ HOME, HF_HOME: '~/other' })).toBe('hf_other');
    expect(hubToken({ HOME, HF_TOKEN_PATH: `${HOME}/x` })).toBe('hf_file');
    expect(hubToken({ HOME, HUGGING_FACE_HUB_TOKEN: 'hf_old', HF_TOKEN_PATH: `${HOME}/x` })).toBe('hf_old');
    expect(hubToken({ HOME, HF_TOKEN: 'hf_new', HUGGING_FACE_HUB_TOKEN: 'hf_old' })).toBe('hf_new');
    expect(hubToken({ HOME, HF_TOKEN: '' })).toBe('hf_home');
  });

  it.each([[{}], [{ HOME: '/nowhere' }], [{ HF_TOKEN: 'two words' }], [{ HF_TOKEN: '\n' }], [{ HF_TOKEN_PATH: '/' }]])(
    'is none: %j',
    (env) => {
      expect(hubToken(env)).toBeNull();
    },
  );
});

it.each([
  [{}, 'https://huggingface.co', 'https://api.github.com'],
  [{ HF_ENDPOINT: '', GITHUB_API_URL: '' }, 'https://huggingface.co', 'https://api.github.com'],
  [
    { HF_ENDPOINT: 'https://hf-mirror.com/', GITHUB_API_URL: 'https://ghe.example.org/api/v3/' },
    'https://hf-mirror.com',
    'https://ghe.example.org/api/v3',
  ],
  [
    { HF_ENDPOINT: 'http://me:secret@10.0.0.1:80/hub//?a#b', GITHUB_API_URL: 'HTTPS://GHE.example.org' },
    'http://10.0.0.1/hub',
    'https://ghe.example.org',
  ],
  [{ HF_ENDPOINT: 'hf-mirror.com', GITHUB_API_URL: 'javascript:1' }, null, null],
])('the servers are where the variables say: %j', (env, hub, github) => {
  expect([hubEndpoint(env), githubApi(env)]).toEqual([hub, github]);
});

it.each([
  [{ HF_HUB_OFFLINE: '1' }, 'HF_HUB_OFFLINE'],
  [{ HF_HUB_OFFLINE: '0', TRANSFORMERS_OFFLINE: 'YES' }, 'TRANSFORMERS_OFFLINE'],
  [{ HF_HUB_OFFLINE: 'false' }, null],
  [{}, null],
])('the Hub is offline by a variable: %j', (env, name) => {
  expect(hubOffline(env)).toBe(name);
});

it.each([
  [{ HOME: '/me' }, '/me/.cache/huggingface/hub'],
  [{ HOME: '/me', HF_HUB_CACHE: '/a', HUGGINGFACE_HUB_CACHE: '/b' }, '/a'],
  [{ HOME: '/me', HUGGINGFACE_HUB_CACHE: '/b', HF_HOME: '/c' }, '/b'],
  [{ HOME: '/me', HF_HOME: '~/c', XDG_CACHE_HOME: '/d' }, '/me/c/hub'],
  [{ HOME: '/me', XDG_CACHE_HOME: '/d' }, '/d/huggingface/hub'],
  [{ USERPROFILE: '/you' }, '/you/.cache/huggingface/hub'],
  [{}, null],
])('the cache lies where the variables say: %j', (env, folder) => {
  expect(hubCacheFolder(env)?.replaceAll('\\', '/') ?? null).toBe(folder);
});

it.each([
  [{ GITHUB_TOKEN: 'a', GH_TOKEN: 'b' }, 'a'],
  [{ GITHUB_TOKEN: '', GH_TOKEN: 'b\n' }, 'b'],
  [{}, null],
])('the token for GitHub is that of %j', (env, token) => {
  expect(githubToken(env)).toBe(token);
});
