import { describe, expect, it } from 'vitest';

import { check } from '../../../src/check.ts';
import { isUnreadable } from '../../../src/report.ts';
import { withoutCredentials } from '../../../src/sources/http/credentials.ts';
import { targetList } from '../../../src/audit/target-list.ts';

const TOKEN = 'hf_AbCdEfGhIjKlMnOpQrStUvWxYz012345';
const asked = () => Promise.reject(new Error('asked'));

describe('a target with credentials in it', () => {
  it.each([
    ['https://SECRETWORD@github.com/acme/cake', 'https://***@github.com/acme/cake', 'github'],
    ['https://x-access-token:SECRETWORD@github.com/acme/cake.git', 'https://***@github.com/acme/cake.git', 'github'],
    ['https://user:SECRETWORD@huggingface.co/acme/Cake', 'https://***@huggingface.co/acme/Cake', 'hub'],
    ['HTTPS://user:SECRET@WORD@hf.co/acme/Cake', 'HTTPS://***@hf.co/acme/Cake', 'hub'],
    ['user:SECRETWORD@huggingface.co/acme/Cake', '***@huggingface.co/acme/Cake', 'local'],
    ['https://SECRETWORD@example.com/acme/cake', 'https://***@example.com/acme/cake', 'local'],
    ['https://github.com@SECRETWORD@example.com/acme/cake', 'https://***@example.com/acme/cake', 'local'],
    ['https://huggingface.co/acme/Cake?token=SECRETWORD&x=1', 'https://huggingface.co/acme/Cake?token=***&x=1', 'hub'],
    [`hf:acme/Cake@${TOKEN}`, 'hf:acme/Cake@***', 'hub'],
    [`hf:${TOKEN}@acme/Cake`, 'hf:***@acme/Cake', 'hub'],
    [`github:acme/cake@ghp_${TOKEN.slice(3)}`, 'github:acme/cake@***', 'github'],
    [TOKEN, '***', 'local'],
  ])('is refused, and the report repeats none of them: %s', async (target, shown, source) => {
    const report = await check(target, { remote: { env: {}, fetch: asked } });
    expect(report.repositories).toMatchObject([
      {
        target: shown,
        source,
        error: { code: 'invalid', message: `${shown} holds a user name, a password or a token` },
      },
    ]);
    expect(report.repositories.every(isUnreadable)).toBe(true);
    expect(JSON.stringify(report)).not.toMatch(/SECRET|WORD|AbCdEf/);
  });

  it('stands in no list of an audit', () => {
    const { targets } = targetList(`https://SECRETWORD@github.com/acme/cake\nhf:acme/Cake@${TOKEN}\nhf:acme/Cake@v1\n`);
    expect(targets).toEqual(['https://***@github.com/acme/cake', 'hf:acme/Cake@***', 'hf:acme/Cake@v1']);
  });

  it('stays refused where they are hidden', async () => {
    expect(
      (await check('https://***@github.com/acme/cake', { remote: { env: {}, fetch: asked } })).repositories,
    ).toMatchObject([{ error: { code: 'invalid' } }]);
  });
});

it.each([
  '.',
  './hf_AbCdEfGhIjKlMnOpQrStUvWxYz',
  '/data/x@github.com',
  'hf:acme/Cake@v1',
  'hf:acme/hf_small_model',
  'github:acme/cake@main',
  'https://huggingface.co/acme/Cake?not-for-all-audiences=true',
  'a@b/c',
  'C:\\x@github.com',
])('%s holds none', (target) => {
  expect(withoutCredentials(target)).toBe(target);
});
