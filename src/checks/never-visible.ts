import { defineCheck } from './check.ts';

/** What no repository can ever show (clause 5.c). It is listed, so that a reader knows that nobody looked. */
export const neverVisible = defineCheck({
  kind: 'never-visible',
  readsCard: false,
  parameters: {},
  codes: { 'never-visible': { outcome: 'not-checked', args: [] } },
  judge() {
    return { code: 'never-visible', args: {}, locations: [], evidence: [] };
  },
});
