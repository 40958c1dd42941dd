import { adds, type Fixer } from './fixer.ts';

/** Adds the licensor's text as a new file. It never replaces another license or an altered copy. */
export const agreementCopied: Fixer = {
  kind: 'agreement-copied',
  propose: ({ license }) => [adds({ kind: 'agreement', license: license.license })],
};
