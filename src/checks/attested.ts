import { ATTESTATIONS } from '../facts/facts.ts';
import { defineCheck } from './check.ts';

/** A duty that only the holder can answer for; the configuration's `attestations` do (clause 2). */
export const attested = defineCheck({
  kind: 'attested',
  readsCard: false,
  parameters: { attestation: 'text' },
  codes: {
    attested: { outcome: 'met', args: ['by', 'date'] },
    'not-attested': { outcome: 'not-checked', args: [] },
  },
  judge({ facts, parameters }) {
    const name = ATTESTATIONS.find((known) => known === parameters.attestation);
    const input = name === undefined ? undefined : facts.attestations[name];
    if (!input) return { code: 'not-attested', args: {}, locations: [], evidence: [] };
    return { code: 'attested', args: { by: input.by, date: input.date }, locations: [], evidence: [] };
  },
});
