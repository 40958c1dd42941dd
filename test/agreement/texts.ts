import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Fingerprint, Part } from '../../src/agreement/fingerprint.ts';
import { fingerprint, licenseFingerprint } from '../../src/agreement/fingerprint.ts';
import { parseFingerprint } from '../../src/agreement/parse-fingerprint.ts';

const ROOT = join(import.meta.dirname, '../..');
const AGREEMENTS = process.env['LLAMA_AGREEMENTS'] ?? join(ROOT, '../shared/agreements');
const CORPUS = join(ROOT, '../shared/corpus');

/** A text of a license, and where its words come from. */
export interface Sample {
  readonly license: string;
  readonly part: Part;
  readonly text: string;
}

export const VERSIONS = ['llama-2', 'llama-3', 'llama-3.1', 'llama-3.2', 'llama-3.3', 'llama-4'];
export const haveAgreements = existsSync(join(AGREEMENTS, 'llama-4/LICENSE'));
export const haveCorpus = existsSync(CORPUS);
/** What a skipped test's name says. */
export const whyNoAgreements = haveAgreements ? '' : ' (skipped: no official texts; set LLAMA_AGREEMENTS)';
export const whyNoCorpus = haveCorpus ? '' : ' (skipped: no corpus of repositories beside the checkout)';

function shipped(license: string): Fingerprint {
  const parsed = parseFingerprint(readFileSync(join(ROOT, `rules/agreements/${license}.json`), 'utf8'));
  if (parsed === null) throw new Error(`rules/agreements/${license}.json is no fingerprint`);
  return parsed;
}

export const SHIPPED = VERSIONS.map(shipped);

export function officialText(license: string, file: 'LICENSE' | 'USE_POLICY.md'): string {
  return haveAgreements ? readFileSync(join(AGREEMENTS, license, file), 'utf8') : '';
}

export function corpusText(path: string): string {
  return haveCorpus ? readFileSync(join(CORPUS, path), 'utf8') : '';
}

/** Meta's agreements, without the use policy that follows one of them in its file. */
export const OFFICIAL: readonly Sample[] = VERSIONS.flatMap((license): Sample[] => [
  {
    license,
    part: 'agreement',
    text: officialText(license, 'LICENSE').split('Meta Llama 3 Acceptable Use Policy')[0] ?? '',
  },
  { license, part: 'policy', text: officialText(license, 'USE_POLICY.md') },
]);

function exampleText(file: string): string {
  return readFileSync(join(ROOT, 'test/licenses/example-1', file), 'utf8');
}

/** The invented license, and a second version of it that differs in its own number and date alone. */
export const EXAMPLE_1 = { agreement: exampleText('LICENSE'), policy: exampleText('USE_POLICY.md') };
export const EXAMPLE_2 = {
  agreement: EXAMPLE_1.agreement
    .replaceAll('Example 1', 'Example 2')
    .replace('EXAMPLE 1', 'EXAMPLE 2')
    .replace('March 1, 2026', 'May 9, 2027'),
  policy: EXAMPLE_1.policy.replaceAll('Example 1', 'Example 2'),
};

export const INVENTED = [
  { license: 'example-1', name: 'Example 1', texts: EXAMPLE_1 },
  { license: 'example-2', name: 'Example 2', texts: EXAMPLE_2 },
].map(({ license, name, texts }) =>
  licenseFingerprint(license, [
    fingerprint(texts.agreement, { part: 'agreement', name }),
    fingerprint(texts.policy, { part: 'policy', name }),
  ]),
);

export const EXAMPLES: readonly Sample[] = [
  { license: 'example-1', part: 'agreement', text: EXAMPLE_1.agreement },
  { license: 'example-1', part: 'policy', text: EXAMPLE_1.policy },
  { license: 'example-2', part: 'agreement', text: EXAMPLE_2.agreement },
];

/** The fingerprint of one sample's text. */
export function fingerprintOf(sample: Sample, fingerprints: readonly Fingerprint[]): Fingerprint['texts'][number] {
  const found = fingerprints
    .find(({ license }) => license === sample.license)
    ?.texts.find(({ part }) => part === sample.part);
  if (!found) throw new Error(`no fingerprint of ${sample.license}`);
  return found;
}
