import { defineCheck } from '../../src/checks/check.ts';
import type { Check } from '../../src/checks/check.ts';

// A license of our own with two checks of our own: the rule file must need nothing else.

const lineCarried = defineCheck({
  kind: 'line-carried',
  readsCard: false,
  parameters: { file: 'text', endings: 'texts', wrapped: 'flag' },
  codes: {
    present: { outcome: 'met', args: ['path'] },
    missing: { outcome: 'unmet', args: [] },
    altered: { outcome: 'unclear', args: ['path', 'found'] },
  },
  judge: () => ({ code: 'missing', args: {}, locations: [], evidence: [] }),
});

const neverSeen = defineCheck({
  kind: 'never-seen',
  readsCard: false,
  parameters: {},
  codes: { hidden: { outcome: 'not-checked', args: [] } },
  judge: () => ({ code: 'hidden', args: {}, locations: [], evidence: [] }),
});

export const INVENTED_CHECKS: readonly Check[] = [lineCarried, neverSeen];

export const INVENTED_LICENSE = `# The license of an invented herd.
license: herd-1
name: Herd 1 License
licensor:
  name: Herd
  organizations: [herd-ai]
agreement:
  title: HERD 1 LICENSE AGREEMENT
  date: 'Herd 1 Date: May 1, 2020'
  published: https://example.org/herd-1
  fingerprint: herd-1
hub:
  id: herd1
  names: [herd1, 'herd-1*']
  links: ['https://*example.org/herd-1/**']
models:
  - family: Herd 1 Big
    multimodal: true
    ids: [herd-ai/Herd-1-Big]
    also: ['herd-ai/Herd-1-Big*']
    config:
      model_type: [herd, herd_text]
      hidden_size: 5120
  - family: Herd 1 Small
    multimodal: false
    ids:
      - herd-ai/Herd-1-Small
rules:
  - rule: bell
    clause: 2
    title: The bell
    duty: Every copy rings.
    seen: A file Bell carries the line.
    severity: error
    binds: { original: error, quantized: warning, finetune: error, merge: error, adapter: unclear, outputs: not-applicable, product: info, unknown: not-checked }
    reasons:
      adapter: An adapter may not be a copy.
      outputs: Nothing of the herd is handed on.
      unknown: Nobody can say.
    check: line-carried
    with:
      file: Bell
      endings: ['', .txt]
      wrapped: true
    wording:
      present: { says: '{path} rings' }
      missing:
        says: No {file} file rings as {license} asks.
        do: Add a bell, see {title}.
      altered: { says: '{path} rings otherwise', do: 'Compare {found}.' }
    fixable: true
  - rule: fence
    clause: 5.c
    title: The fence
    duty: Stay inside.
    seen: No repository shows it.
    severity: info
    binds:
      original: error
      quantized: error
      finetune: error
      merge: error
      adapter: error
      outputs: error
      product: error
      unknown: error
    check: never-seen
    wording:
      hidden: { says: Nobody looked. }
`;

/** The file with `from` (the first one) replaced by `to`. */
export function mutated(from: string, to: string): string {
  if (!INVENTED_LICENSE.includes(from)) throw new Error(`the file does not hold ${from}`);
  return INVENTED_LICENSE.replace(from, () => to);
}
