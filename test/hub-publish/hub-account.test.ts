import { expect, it } from 'vitest';

import { isOwn } from '../../src/hub-publish/hub-account.ts';

it.each([
  ['baker/Cake', true],
  ['Baker/Cake', true],
  ['guild/Cake', true],
  ['other/Cake', false],
  ['bakers/Cake', false],
  ['bake/Cake', false],
  ['bakerx', false],
  ['baker', false],
])('%s is one’s own: %s', (id, own) => {
  expect(isOwn(id, { name: 'BAKER', organizations: ['Guild'] })).toBe(own);
});
