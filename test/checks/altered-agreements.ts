import { join } from 'node:path';

import { expect } from 'vitest';

import {
  check,
  isUnreadable,
  type CheckOptions,
  type ClauseRow,
  type Obligation,
  type RepositoryReport,
} from '../../src/index.ts';
import { schemaErrors } from '../consumer/report-schema.ts';
import { EXAMPLE_1, OFFICIAL, type Sample } from '../agreement/texts.ts';

// Repositories whose agreement somebody changed, and what is said of it.

export const RULES = join(import.meta.dirname, '../licenses/example-1/example-1.yaml');
export const TRUE_EXAMPLE = join(import.meta.dirname, '../licenses/example-1/LICENSE');
export const FOREIGN =
  'You also owe us a crate of ripe zebras on every first Monday, and you will paint the fence when we ask you to.';

/** An agreement, and a repository that has to hand it on. */
export interface Subject extends Sample {
  readonly card: string;
  readonly options: CheckOptions;
  readonly rule: string;
}

export const EXAMPLE: Subject = {
  license: 'example-1',
  part: 'agreement',
  text: EXAMPLE_1.agreement,
  rule: 'example-1/page-in-basket',
  card: '---\nbase_model: example-authors/Orchard-1-Apple\nlicense: example1\n---\n# Cake\n',
  options: { rules: [RULES], name: 'baker/Example-Cake' },
};

const BASES: Readonly<Record<string, string>> = {
  'llama-2': 'Llama-2-7b-hf',
  'llama-3': 'Meta-Llama-3-8B',
  'llama-3.1': 'Llama-3.1-8B',
  'llama-3.2': 'Llama-3.2-1B',
  'llama-3.3': 'Llama-3.3-70B-Instruct',
  'llama-4': 'Llama-4-Scout-17B-16E',
};

export const META: readonly Subject[] = OFFICIAL.filter(({ part }) => part === 'agreement').map((sample) => ({
  ...sample,
  rule: `${sample.license}/agreement-copy`,
  card: `---\nbase_model: meta-llama/${BASES[sample.license] ?? ''}\n---\n# Bread\n`,
  options: { name: 'acme/Llama-Bread' },
}));

export async function reportOn(
  subject: Subject,
  files: Readonly<Record<string, string>>,
  options: CheckOptions = {},
): Promise<RepositoryReport> {
  const report = await check({ 'README.md': subject.card, ...files }, { ...subject.options, ...options });
  expect(schemaErrors(report)).toEqual([]);
  const [entry] = report.repositories;
  if (entry === undefined || isUnreadable(entry)) throw new Error('the files could not be read');
  return entry;
}

export async function judged(subject: Subject, license: string, options: CheckOptions = {}): Promise<Obligation> {
  const found = (await reportOn(subject, { LICENSE: license }, options)).obligations.find(
    ({ rule }) => rule === subject.rule,
  );
  if (found === undefined) throw new Error(`${subject.rule} was not judged`);
  return found;
}

/** The rows that are not intact. */
export async function changed(
  subject: Subject,
  license: string,
  options: CheckOptions = {},
): Promise<readonly ClauseRow[]> {
  const { outcome, clauses = [] } = await judged(subject, license, options);
  expect(outcome).toBe('unmet');
  return clauses.filter(({ state }) => state !== 'intact');
}

export function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** The invented agreement with one figure changed. */
export const LOWERED = EXAMPLE_1.agreement.replace('700 million', '70 million');
