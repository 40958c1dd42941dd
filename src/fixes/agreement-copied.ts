import { adds, type Fixer } from './fixer.ts';

/** The licensor's text goes into a file of its own: never over another license, and not over an altered copy either. */
export const agreementCopied: Fixer = {
  kind: 'agreement-copied',
  propose: ({ license }) => [adds({ kind: 'agreement', license: license.license })],
};
