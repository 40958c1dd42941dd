import type { Outcome } from '../../src/report.ts';
import {
  adapter,
  card,
  legal,
  LLAMA_3_1,
  LLAMA_4,
  quantization,
  setup,
  shards,
  type Duties,
  type Family,
  type Files,
} from './generated-files.ts';
import type { ExpectedModel, TellingRule } from './generated-expected.ts';
import type { HubRepo } from './hub-repository.ts';

export interface Making {
  readonly owner: string;
  /** No two models have the same. */
  readonly number: number;
  readonly random: () => number;
  readonly agreement: string;
  /** What was made before, and others may be made from. */
  readonly parents: readonly Draft[];
}

export interface Draft {
  readonly id: string;
  /** Null where there is no such repository. */
  readonly repo: HubRepo | null;
  readonly expected: ExpectedModel;
  /** The license that its descendants come under; null where that is no Llama license. */
  readonly family: Family | null;
  readonly mayBeParent: boolean;
}

interface KindOfModel {
  readonly name: string;
  /** How many of a thousand. */
  readonly weight: number;
  /** Null where it cannot be made yet. */
  readonly make: (making: Making) => Draft | null;
}

const FLOURS = ['Rye', 'Spelt', 'Wheat', 'Barley', 'Oat', 'Emmer'];
/** Not read beyond, and less than is read of a text at most. */
const HUGE = 1_200_000;
const APACHE = 'license: apache-2.0\n';
/** Names that are hard to put into an address, a line of a terminal or a page. */
const HOSTILE: Files = {
  'notes/a b?c=d#e%20.txt': 'crumbs',
  '<script>alert(1)</script>.md': '# crumbs',
  '::error file=x::y\n::.json': '{}',
  '\u001b[31mred\u202e.txt': 'crumbs',
  '$(touch x)`y`/"\'.json': '{}',
  '-rf': 'crumbs',
  'ü/日本/é.txt': 'crumbs',
};

/** The models of others that they are made from, as far as somebody may ask for them. */
export const MAKERS: Readonly<Record<string, HubRepo>> = {
  ...Object.fromEntries(
    [...LLAMA_4.bases, ...LLAMA_3_1.bases].map((id) => {
      const family = LLAMA_4.bases.includes(id) ? LLAMA_4 : LLAMA_3_1;
      const said = { phrase: false, license: family.declared };
      return [
        id,
        id.startsWith('meta-llama/')
          ? { files: { 'README.md': card(id, [], said, family) }, gated: 'manual' }
          : { files: { 'README.md': card(id, LLAMA_4.bases.slice(0, 1), said, family) } },
      ];
    }),
  ),
  ...Object.fromEntries(
    ['Qwen/Qwen3-8B', 'mistralai/Mistral-7B-v0.3'].map((id) => [
      id,
      {
        files: {
          'README.md': card(id, [], { phrase: false, license: APACHE }, { policy: 'https://example.com/policy' }),
        },
      },
    ]),
  ),
};

const pick = <T>(list: readonly T[], random: () => number): T => {
  const one = list[Math.floor(random() * list.length)];
  if (one === undefined) throw new Error('there is nothing to pick from');
  return one;
};

/** A name that begins as the license asks, or does not. */
const nameOf = ({ owner, number, random }: Making, begins: boolean, end = '') =>
  `${owner}/${begins ? 'Llama-' : ''}${pick(FLOURS, random)}-Loaf-${number}${end}`;
const complete = (family: Family): Duties => ({
  agreement: true,
  notice: true,
  phrase: true,
  license: family.declared,
});

/** Some of its duties are done, some are not. */
function some({ random }: Making, family: Family): Duties {
  const license = pick(
    [
      family.declared,
      family.declared,
      APACHE,
      '',
      `license: other\nlicense_name: ${family.declared.slice('license: '.length)}`,
    ],
    random,
  );
  return { agreement: family === LLAMA_4 && random() < 0.5, notice: random() < 0.5, phrase: random() < 0.5, license };
}

/** What follows for the telling rules, for full weights. */
function outcomes(
  begins: boolean,
  { agreement, notice, phrase, license }: Duties,
  instead: Partial<Record<TellingRule, readonly Outcome[]>> = {},
) {
  const done = (is: boolean) => [is ? 'met' : 'unmet'] as const;
  return {
    'agreement-copy': done(agreement),
    'notice-file': done(notice),
    'built-with-llama': done(phrase),
    'name-prefix': done(begins),
    'license-metadata': done(license !== APACHE && license !== ''),
    ...instead,
  };
}

/** Full weights, made from `bases`; one or more shards on the other host. */
function weights(
  making: Making,
  {
    bases,
    family,
    duties,
    begins = making.random() < 0.6,
  }: { bases: readonly string[]; family: Family; duties: Duties; begins?: boolean },
): Draft & { readonly repo: HubRepo; readonly duties: Duties; readonly begins: boolean } {
  const id = nameOf(making, begins);
  const files = {
    ...legal(duties, family, making.agreement),
    'README.md': card(id, bases, duties, family),
    ...setup(family.config),
  };
  const repo: HubRepo = {
    files,
    elsewhere: shards(1 + Math.floor(making.random() * 3)),
    ...(making.random() < 0.1 ? { baseModels: 'list' } : {}),
  };
  return {
    id,
    repo,
    family,
    mayBeParent: true,
    duties,
    begins,
    expected: { error: null, licenses: [family.license], outcomes: outcomes(begins, duties) },
  };
}

const finetune = (making: Making, family: Family, duties: Duties, begins?: boolean) =>
  weights(making, {
    bases: [pick(family.bases, making.random)],
    family,
    duties,
    ...(begins === undefined ? {} : { begins }),
  });
const nothing = (
  id: string,
  repo: HubRepo | null,
  expected: ExpectedModel = { error: null, licenses: [], outcomes: null },
): Draft => ({ id, repo, expected, family: null, mayBeParent: false });

/** A model that does all that it is asked for, but with other files or flags. */
function altered(
  making: Making,
  repo: (draft: ReturnType<typeof finetune>) => HubRepo,
  expected?: ExpectedModel,
): Draft {
  const draft = finetune(making, LLAMA_4, complete(LLAMA_4), true);
  const made = repo(draft);
  // What the API says of a gated model is public, and so is its lineage.
  return { ...draft, repo: made, expected: expected ?? draft.expected, mayBeParent: made.gated !== undefined };
}

function child(making: Making): Draft | null {
  if (making.parents.length === 0) return null;
  const parent = pick(making.parents, making.random);
  if (parent.family !== null)
    return weights(making, { bases: [parent.id], family: parent.family, duties: some(making, parent.family) });
  const id = nameOf(making, false);
  return {
    ...nothing(id, {
      files: {
        'README.md': card(
          id,
          [parent.id],
          { phrase: false, license: APACHE },
          { policy: 'https://example.com/policy' },
        ),
        ...setup({ model_type: 'qwen3' }),
      },
      elsewhere: shards(1),
    }),
    mayBeParent: true,
  };
}

function ofAnotherFamily(making: Making): Draft {
  const id = nameOf(making, false, '-8B');
  const [base, type] = pick(
    [
      ['Qwen/Qwen3-8B', 'qwen3'],
      ['mistralai/Mistral-7B-v0.3', 'mistral'],
    ] as const,
    making.random,
  );
  return {
    ...nothing(id, {
      files: {
        'README.md': card(id, [base], { phrase: false, license: APACHE }, { policy: 'https://example.com/policy' }),
        ...setup({ model_type: type }),
      },
      elsewhere: shards(2),
    }),
    mayBeParent: true,
  };
}

function adapted(making: Making, withCard: boolean): Draft {
  const duties = withCard ? some(making, LLAMA_4) : { ...some(making, LLAMA_4), phrase: false, license: '' };
  const begins = making.random() < 0.5;
  const id = nameOf(making, begins, '-LoRA');
  const base = pick(LLAMA_4.bases, making.random);
  const { files, elsewhere } = adapter(base);
  const repo = {
    files: {
      ...legal(duties, LLAMA_4, making.agreement),
      ...(withCard ? { 'README.md': card(id, [base], duties, LLAMA_4) } : {}),
      ...files,
    },
    elsewhere,
  };
  // Whether an adapter is a copy of the materials is open; a Notice file that is there settles it.
  const expected = outcomes(begins, duties, { 'notice-file': [duties.notice ? 'met' : 'unclear'] });
  return {
    id,
    repo,
    family: LLAMA_4,
    mayBeParent: false,
    expected: { error: null, licenses: ['llama-4'], outcomes: expected },
  };
}

function quantized(making: Making): Draft {
  const duties = some(making, LLAMA_4);
  const begins = making.random() < 0.5;
  const id = nameOf(making, begins, '-GGUF');
  const base = pick(LLAMA_4.bases, making.random);
  const repo = {
    files: { ...legal(duties, LLAMA_4, making.agreement), 'README.md': card(id, [base], duties, LLAMA_4) },
    elsewhere: { 'loaf-Q4_K_M.gguf': quantization(base, 'llama4') },
  };
  return {
    id,
    repo,
    family: LLAMA_4,
    mayBeParent: false,
    expected: { error: null, licenses: ['llama-4'], outcomes: outcomes(begins, duties) },
  };
}

/** Meta's own weights, under their own name: nothing was made with them. */
function mirror(making: Making): Draft {
  const base = pick(LLAMA_4.bases.slice(0, 3), making.random);
  const duties = some(making, LLAMA_4);
  const id = `${making.owner}/${base.split('/')[1] ?? ''}`;
  const repo = {
    files: {
      ...legal(duties, LLAMA_4, making.agreement),
      'README.md': card(id, [base], duties, LLAMA_4),
      ...setup(LLAMA_4.config),
    },
    elsewhere: shards(3),
  };
  return {
    id,
    repo,
    family: LLAMA_4,
    mayBeParent: false,
    expected: {
      error: null,
      licenses: ['llama-4'],
      outcomes: outcomes(true, duties, { 'name-prefix': ['not-applicable'] }),
    },
  };
}

const KINDS = [
  { name: 'complete', weight: 130, make: (making) => finetune(making, LLAMA_4, complete(LLAMA_4), true) },
  { name: 'incomplete', weight: 240, make: (making) => finetune(making, LLAMA_4, some(making, LLAMA_4)) },
  { name: 'llama-3.1', weight: 60, make: (making) => finetune(making, LLAMA_3_1, some(making, LLAMA_3_1)) },
  { name: 'adapter', weight: 80, make: (making) => adapted(making, true) },
  { name: 'without-card', weight: 20, make: (making) => adapted(making, false) },
  { name: 'quantized', weight: 70, make: quantized },
  {
    name: 'merge',
    weight: 40,
    make: (making) =>
      weights(making, { bases: LLAMA_4.bases.slice(0, 2), family: LLAMA_4, duties: some(making, LLAMA_4) }),
  },
  { name: 'mirror', weight: 10, make: mirror },
  { name: 'other-family', weight: 120, make: ofAnotherFamily },
  { name: 'grandchild', weight: 90, make: child },
  { name: 'only-claimed', weight: 10, make: (making) => claimed(making) },
  {
    name: 'gated',
    weight: 25,
    make: (making) =>
      altered(making, ({ repo }) => ({ ...repo, gated: 'manual' }), {
        error: null,
        licenses: ['llama-4'],
        outcomes: outcomes(true, complete(LLAMA_4), {
          'agreement-copy': ['unclear'],
          'notice-file': ['unclear'],
          'built-with-llama': ['unclear'],
          'name-prefix': ['unclear'],
          'license-metadata': ['unclear'],
        }),
      }),
  },
  {
    name: 'private',
    weight: 15,
    make: (making) => altered(making, ({ repo }) => ({ ...repo, private: true }), { error: 'not-found' }),
  },
  {
    name: 'disabled',
    weight: 15,
    make: (making) => altered(making, ({ repo }) => ({ ...repo, disabled: true }), { error: 'forbidden' }),
  },
  { name: 'missing', weight: 10, make: (making) => nothing(nameOf(making, true), null, { error: 'not-found' }) },
  { name: 'renamed', weight: 15, make: (making) => finetune(making, LLAMA_4, complete(LLAMA_4), true) },
  { name: 'empty', weight: 10, make: (making) => nothing(nameOf(making, true), {}) },
  { name: 'unborn', weight: 5, make: (making) => nothing(nameOf(making, true), { unborn: true }) },
  {
    name: 'broken-card',
    weight: 15,
    make: (making) => altered(making, ({ repo }) => ({ ...repo, files: { ...repo.files, 'README.md': brokenCard() } })),
  },
  {
    name: 'huge-card',
    weight: 5,
    make: (making) =>
      altered(making, ({ repo, id }) => ({
        ...repo,
        files: {
          ...repo.files,
          'README.md': {
            size: HUGE,
            begin: `${card(id, LLAMA_4.bases.slice(0, 1), complete(LLAMA_4), LLAMA_4)}\n## Crumbs\n\n`,
            filler: 'x',
          },
        },
      })),
  },
  {
    name: 'hostile-names',
    weight: 15,
    make: (making) =>
      altered(making, ({ repo: { files = {}, elsewhere = {} } }) => ({
        files: hostile(files, making.agreement),
        elsewhere,
      })),
  },
] as const satisfies readonly KindOfModel[];

/** How a model was made. */
export type Kind = (typeof KINDS)[number]['name'];

/** What comes next. */
export function kindOf(random: () => number): { readonly name: Kind; readonly make: KindOfModel['make'] } {
  let left = random() * KINDS.reduce((sum, { weight }) => sum + weight, 0);
  return KINDS.find(({ weight }) => (left -= weight) < 0) ?? KINDS[0];
}

/** A license and no word of what it is for: that binds nothing. */
function claimed(making: Making): Draft {
  const not = ['not-applicable'] as const;
  return nothing(
    nameOf(making, false),
    { files: { 'README.md': LLAMA_4.declared.replace(/^.*$/m, '---\n$&\n---') } },
    {
      error: null,
      licenses: ['llama-4'],
      outcomes: {
        'agreement-copy': not,
        'notice-file': not,
        'built-with-llama': not,
        'name-prefix': not,
        'license-metadata': not,
      },
    },
  );
}

/** The list in the front matter is never closed. */
function brokenCard(): string {
  return `---\nlicense: llama4\nbase_model: ${LLAMA_4.bases[0] ?? ''}\ntags: [bread, rye\n---\n\n# Loaf\n\nBuilt with Llama\n`;
}

/** The only copy of the agreement lies where its path must be encoded. */
function hostile(files: Files, agreement: string): Files {
  return {
    ...Object.fromEntries(Object.entries(files).filter(([path]) => path !== 'LICENSE')),
    'legal #1/LICENSE 100%?.txt': agreement,
    ...HOSTILE,
  };
}
