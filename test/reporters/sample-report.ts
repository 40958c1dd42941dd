import type { Obligation, Report, ReportedLicense, RepositoryReport } from '../../src/report.ts';

/** An obligation with plain values, of which a test states only those that it is about. */
export function obligation(input: Partial<Obligation>): Obligation {
  return {
    rule: 'llama-4/notice-file',
    clause: '1.b.iii',
    outcome: 'met',
    severity: 'error',
    message: 'A Notice file carries the attribution line',
    remedy: '',
    fixable: true,
    waived: null,
    locations: [],
    evidence: [],
    ...input,
  };
}

export const BASE = 'meta-llama/Llama-4-Scout-17B-16E-Instruct';

const OBLIGATIONS: readonly Obligation[] = [
  obligation({ rule: 'llama-4/agreement-copy', clause: '1.b.i', outcome: 'met' }),
  obligation({
    rule: 'llama-4/built-with-llama',
    clause: '1.b.i',
    outcome: 'unmet',
    severity: 'warning',
    message: 'The card does not display “Built with Llama”',
    remedy: 'Write “Built with Llama” where a reader of the card sees it.',
  }),
  obligation({
    outcome: 'unmet',
    message: 'No Notice file carries the Llama 4 attribution line',
    remedy:
      'Add a text file “Notice” with the line “Llama 4 is licensed under the Llama 4 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.”',
    locations: [{ file: 'README.md', line: 1, column: 1, endLine: 1, endColumn: 4 }],
    evidence: [
      { file: 'README.md', line: 7, column: 13, says: `base_model: ${BASE}` },
      { file: 'model-00001-of-00050.safetensors', line: null, column: null, says: 'distributes weights' },
    ],
  }),
  obligation({
    rule: 'llama-4/name-prefix',
    clause: '1.b.i',
    outcome: 'unclear',
    message: 'The name begins with the letters but not with the word “Llama”',
    remedy: 'Ask a person.',
  }),
  obligation({
    rule: 'llama-4/license-metadata',
    clause: '5.b',
    outcome: 'unmet',
    message: 'The card offers the weights under apache-2.0',
    remedy: 'Write license: llama4.',
    waived: { reason: 'agreed with counsel', until: '2030-01-31' },
  }),
  obligation({ rule: 'llama-4/eu-multimodal', clause: 'use policy', outcome: 'not-applicable', severity: 'info' }),
  obligation({ rule: 'llama-4/commercial-threshold', clause: '2', outcome: 'not-checked' }),
  obligation({ rule: 'llama-4/litigation', clause: '5.c', outcome: 'not-checked' }),
];

export const REPOSITORY: RepositoryReport = {
  target: './my-model',
  source: 'local',
  revision: null,
  name: { value: 'Llama-Foo', from: 'directory' },
  lineage: {
    licenses: ['llama-4'],
    relation: 'finetune',
    certainty: 'stated',
    bases: [BASE],
    otherParents: [],
    evidence: [{ file: 'README.md', line: 3, column: 13, says: `base_model: ${BASE}` }],
  },
  obligations: OBLIGATIONS,
  notes: [
    {
      code: 'not-utf8',
      message: 'The card is not UTF-8 and was read as Latin-1',
      locations: [{ file: 'README.md', line: 1, column: 1, endLine: 1, endColumn: 1 }],
    },
  ],
  summary: { met: 1, unmet: 2, unclear: 1, notApplicable: 1, notChecked: 2, waived: 1 },
};

export const WITHOUT_LLAMA: RepositoryReport = {
  target: './phi',
  source: 'local',
  revision: null,
  name: { value: 'phi', from: 'directory' },
  lineage: { licenses: [], relation: 'none', certainty: null, otherParents: [], bases: [], evidence: [] },
  obligations: [],
  notes: [],
  summary: { met: 0, unmet: 0, unclear: 0, notApplicable: 0, notChecked: 0, waived: 0 },
};

export const UNREADABLE: Report['repositories'][number] = {
  target: 'hf:nobody/nothing',
  source: 'hub',
  error: { code: 'not-found', message: 'there is no such repository', hint: 'check the spelling' },
};

/**
 * The license of the sample's duties; what it says of `litigation` is left out, as of a rule that a report does not
 * describe.
 */
export const LICENSE: ReportedLicense = {
  license: 'llama-4',
  name: 'Llama 4 Community License',
  published: 'https://github.com/meta-llama/llama-models/blob/main/models/llama4/LICENSE',
  rules: OBLIGATIONS.filter(({ rule }) => rule !== 'llama-4/litigation').map(({ rule, clause, severity }) => ({
    rule,
    clause,
    title: `Title of ${rule}`,
    duty: `Hand on what ${rule} is about.`,
    seen: 'A file shows it.',
    severity,
    comply: ['Add the line to <file>.', 'Write `license: llama4`.'],
  })),
};

/** A report of some repositories, with whatever summary a test asks for. */
export function reportOf(repositories: Report['repositories'], summary: Partial<Report['summary']> = {}): Report {
  return {
    schemaVersion: 1,
    tool: { name: 'llama-license-lint', version: '0.1.0' },
    licenses: [LICENSE],
    repositories,
    summary: { repositories: repositories.length, errors: 0, warnings: 0, unclear: 0, unreadable: 0, ...summary },
  };
}

export const ONE = reportOf([REPOSITORY], { errors: 1, warnings: 1, unclear: 1 });
export const SEVERAL = reportOf([REPOSITORY, WITHOUT_LLAMA, UNREADABLE], {
  errors: 1,
  warnings: 1,
  unclear: 1,
  unreadable: 1,
});
