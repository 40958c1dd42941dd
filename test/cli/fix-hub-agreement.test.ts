import { expect, it } from 'vitest';

import { commandLine } from '../consumer/command-line.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { bakery, FRIEND, MODEL, RULES } from './bakery.ts';

it.each([['pretty'], ['json']])('no pull request is opened without the text of the agreement (%s)', async (format) => {
  const { hub, writes } = await bakery();
  const home = temporaryFolder();
  const env = {
    HOME: home,
    XDG_CACHE_HOME: home,
    HF_ENDPOINT: hub.origin,
    GITHUB_API_URL: 'http://127.0.0.1:9',
    HF_TOKEN: FRIEND,
  };
  const { status, stderr } = await commandLine(['fix', ...RULES, '--create-pr', '--format', format, `hf:${MODEL}`], {
    env,
  });
  expect(status).toBe(1);
  expect(stderr).toContain('the text of the example-1 agreement was not found');
  expect(stderr).toContain('--agreement FILE');
  expect([writes(), hub.discussions(MODEL)]).toEqual([[], []]);
});
