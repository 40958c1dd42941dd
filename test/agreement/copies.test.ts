import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Fingerprint } from '../../src/agreement/fingerprint.ts';
import { recognizeAgreements } from '../../src/agreement/recognize.ts';
import { appearance, furniture, webPage } from './appearances.ts';
import type { Sample } from './texts.ts';
import {
  corpusText,
  EXAMPLE_1,
  EXAMPLE_2,
  EXAMPLES,
  haveAgreements,
  haveCorpus,
  INVENTED,
  OFFICIAL,
  officialText,
  SHIPPED,
  VERSIONS,
  whyNoAgreements,
  whyNoCorpus,
} from './texts.ts';

/** What a text holds, in one line per agreement. */
function held(text: string, fingerprints: readonly Fingerprint[]): string[] {
  return recognizeAgreements('LICENSE', text, fingerprints).map(({ license, part, copy, clauses }) => {
    const changed = clauses
      .filter(({ state }) => state !== 'intact')
      .map(({ clause, added }) => [clause, ...added.map(({ words }) => words)].join(' +'));
    return `${license} ${part} ${copy ? 'copy' : `changed in ${changed.join('; ')}`}`;
  });
}

function copies(samples: readonly Sample[], fingerprints: readonly Fingerprint[], numRuns: number): void {
  it.each(samples)('$license $part, as published', (sample) => {
    const [found, ...others] = recognizeAgreements('LICENSE', sample.text, fingerprints);
    expect(found).toMatchObject({ license: sample.license, part: sample.part, copy: true, coverage: 1 });
    expect(found?.clauses.every(({ state }) => state === 'intact')).toBe(true);
    expect(others).toEqual([]);
  });

  it.each(samples)('$license $part, however it looks and whatever stands around it', (sample) => {
    fc.assert(
      fc.property(fc.oneof(appearance, webPage), furniture, furniture, (looks, before, after) => {
        expect(held(`${before}\n\n${looks(sample.text)}\n\n${after}`, fingerprints)).toEqual([
          `${sample.license} ${sample.part} copy`,
        ]);
      }),
      { numRuns },
    );
  });

  it('several in one file, in any order', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...samples], { minLength: 2, maxLength: Math.min(4, samples.length) }),
        furniture,
        (some, between) => {
          const file = some.map(({ text }) => text).join(`\n\n${between}\n\n`);
          expect(held(file, fingerprints)).toEqual(some.map(({ license, part }) => `${license} ${part} copy`));
        },
      ),
      { numRuns },
    );
  });
}

describe('a copy of an invented license', () => {
  copies(EXAMPLES, INVENTED, 60);

  it('is found twice where it stands twice', () => {
    expect(held(`${EXAMPLE_1.agreement}\n${EXAMPLE_1.agreement}`, INVENTED)).toEqual([
      'example-1 agreement copy',
      'example-1 agreement copy',
    ]);
  });

  it('is a copy beside an altered one', () => {
    const altered = EXAMPLE_2.agreement.replace('You may pick', 'You may never pick');
    expect(held(`${altered}\n${EXAMPLE_1.agreement}`, INVENTED)).toEqual([
      'example-2 agreement changed in 1.a +never',
      'example-1 agreement copy',
    ]);
  });

  it('stands where its first and its last word stand', () => {
    const [found] = recognizeAgreements('docs/terms.md', `# Terms\n\n> ${EXAMPLE_1.agreement.trimEnd()}\n`, INVENTED);
    expect(found?.place).toMatchObject({
      file: 'docs/terms.md',
      line: 3,
      column: 3,
      endLine: 2 + EXAMPLE_1.agreement.trimEnd().split('\n').length,
    });
  });

  it('has its last column after its last letter, with any line ends', () => {
    const [found] = recognizeAgreements('LICENSE', EXAMPLE_1.agreement.replace(/\n/g, '\r\n'), INVENTED);
    const lines = EXAMPLE_1.agreement.trimEnd().split('\n');
    expect(found?.place).toMatchObject({ endLine: lines.length, endColumn: lines.at(-1)?.length });
  });
});

describe.skipIf(!haveAgreements)(`a copy of an official agreement${whyNoAgreements}`, () => {
  copies(OFFICIAL, SHIPPED, 25);

  it.each(VERSIONS)('%s with its use policy appended', (license) => {
    const file = `${OFFICIAL.find((sample) => sample.license === license)?.text ?? ''}\n\n${officialText(license, 'USE_POLICY.md')}`;
    expect(held(file, SHIPPED)).toEqual([`${license} agreement copy`, `${license} policy copy`]);
  });

  it('holds where Meta itself appended the policy, in other words than beside it', () => {
    expect(held(officialText('llama-3', 'LICENSE'), SHIPPED)).toEqual([
      'llama-3 agreement copy',
      'llama-3 policy copy',
    ]);
  });
});

describe.skipIf(!haveCorpus)(`repositories as they are${whyNoCorpus}`, () => {
  it.each(['036-meta-llama4-original', '037-meta-llama-guard-4', '038-meta-prompt-guard-2-86m'])('%s', (item) => {
    expect(held(corpusText(`${item}/files/LICENSE`), SHIPPED)).toEqual(['llama-4 agreement copy']);
    expect(held(corpusText(`${item}/files/USE_POLICY.md`), SHIPPED)).toEqual(['llama-4 policy copy']);
  });

  it('a copy with straight quotes', () => {
    expect(held(corpusText('303-parry/files/LICENSE-LLAMA'), SHIPPED)).toEqual(['llama-4 agreement copy']);
  });

  it('a gate prompt in the front matter', () => {
    const [found] = recognizeAgreements('README.md', corpusText('009-redhat-maverick-mirror/files/README.md'), SHIPPED);
    expect(found).toMatchObject({ license: 'llama-4', copy: true, place: { line: 27, column: 7 } });
  });

  it.each([
    '302-vigil-guard/files/LLAMA-LICENSE.md',
    '015-bartowski-scout-old-gguf/files/README.md',
    '036-meta-llama4-original/files/README.md',
    '248-tinyllama-github/files/LICENSE',
  ])('%s is a summary, a beginning, a mention or another license: nothing', (path) => {
    expect(held(corpusText(path), SHIPPED)).toEqual([]);
  });
});
