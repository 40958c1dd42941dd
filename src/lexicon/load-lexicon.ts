import { RELATIONS, type Relation } from '../report.ts';
import { readYaml } from '../yaml/document.ts';
import { child, type YamlNode } from '../yaml/node.ts';
import { formatProblem, inFileOrder, quoted, type Problem } from '../yaml/problem.ts';
import {
  checked,
  complain,
  dictionary,
  flag,
  list,
  mapping,
  oneOf,
  optional,
  placed,
  required,
  text,
} from '../yaml/read.ts';
import { UNREAD, type About, type Placed, type Read } from '../yaml/read.ts';
import type { Example, Form, LabelKind, Lexicon, Role } from './lexicon.ts';
import { parseForm, wordsIn } from './parse-form.ts';

type Automaton = ReturnType<typeof parseForm>;
type Sets = ReadonlyMap<string, readonly string[]>;

/** A form with the sentences that test it. */
interface Row {
  readonly form: Automaton & { readonly text: string };
  readonly yes: readonly Placed<string>[];
  readonly no: readonly Placed<string>[];
}

/** A word, which may begin or end with `*`, or several. */
const phrase = checked(text, (value) =>
  wordsIn(value).length > 0 && !/[[\](){}<>|~]/.test(value) ? null : `must be plain words, not ${quoted(value)}`,
);
const words = optional(list(phrase), []);
const sentences = optional(list(placed(text)), []);
const relation: Read<Relation | null> = (node, about) =>
  node.kind === 'scalar' && node.value === null ? null : oneOf(RELATIONS)(node, about);
const script = checked(text, (name) => (isScript(name) ? null : `is no script that Unicode knows: ${quoted(name)}`));

/**
 * Reads a language's file and checks it whole: keys, sets, forms, and that each construction says where it was seen and
 * which sentences test it. Gives the lexicon as data, or every problem in the order of the file. Never throws.
 */
export function loadLexicon(file: string, source: string): { lexicon: Lexicon } | { problems: readonly Problem[] } {
  const { root, problems } = readYaml(file, source);
  const found = [...problems];
  if (root === null) {
    const empty = { message: 'the file is empty', place: { file, line: 1, column: 1, endLine: 1, endColumn: 1 } };
    return { problems: found.length > 0 ? found : [empty] };
  }
  const lexicon = readLexicon(root, { what: 'the file', problems: found });
  return lexicon === UNREAD || found.length > 0 ? { problems: inFileOrder(found) } : { lexicon };
}

/** The lexicon of a file whose mistakes must stop the build: throws an error with one line for each problem. */
export function compileLexicon(file: string, source: string): Lexicon {
  const read = loadLexicon(file, source);
  if ('problems' in read) throw new Error(read.problems.map(formatProblem).join('\n'));
  return read.lexicon;
}

function readLexicon(root: YamlNode, about: About): Lexicon | typeof UNREAD {
  const sets = setsOf(root);
  const form = formIn(sets);
  const forms = optional(list(form), []);
  const tested = { form: required(form), from: optional(text, null), yes: sentences, no: sentences };
  const related = { ...tested, relation: required(relation) };
  const examples = { yes: sentences, no: sentences };
  const told = mapping({
    language: required(text),
    script: optional(script, null),
    signs: words,
    scope: optional(oneOf(['before', 'clause']), 'before' as const),
    sets: optional(dictionary(list(text), null), {}),
    fillers: words,
    parts: words,
    behind: words,
    cuts: words,
    relatives: words,
    joins: optional(list(text), []),
    predicates: words,
    continues: words,
    purpose: words,
    verdicts: words,
    subject: section({ this: forms, project: forms, presents: forms, anaphor: forms, other: words, labels: words }),
    polarity: section({ denied: forms, harmless: forms }),
    modality: section({ planned: forms, possible: forms, compared: forms, instructed: forms }),
    retracted: forms,
    lists: forms,
    constructions: optional(list(sourced(mapping({ ...related, weak: NO, near: NO, named: NO }))), []),
    labels: optional(list(mapping({ ...related, tool: NO, by: LABEL_KIND })), []),
    outputs: section({
      training: forms,
      measuring: forms,
      forms: optional(list(mapping({ ...tested, alone: NO })), []),
      datasets: section({ made: optional(list(text), []), beside: optional(list(text), []) }),
    }),
    license: section({
      forms: optional(list(mapping(tested)), []),
      label: forms,
      of: section({ weights: forms, repository: forms, beside: forms, base: forms }),
    }),
    display: section({
      required: forms,
      command: forms,
      conditional: forms,
      fulfilled: forms,
      labels: forms,
      spoken: forms,
      ...examples,
    }),
    restriction: section({
      'european-union': optional(list(text), []),
      limits: forms,
      unrelated: forms,
      ...examples,
    }),
    headings: section({ license: words, limitations: words, training: words, others: words }),
    unfilled: section({ placeholders: optional(list(text), []), nothing: words }),
  })(root, about);
  checkSets(root, about);
  return told === UNREAD ? UNREAD : lexiconOf(told, sets);

  function lexiconOf(file: Told<typeof told>, all: Sets): Lexicon {
    const { subject, polarity, modality, outputs, license, display, restriction, headings } = file;
    const plain: [Role, readonly Row['form'][]][] = [
      ['this', subject.this],
      ['project', subject.project],
      ['presents', subject.presents],
      ['anaphor', subject.anaphor],
      ['denied', polarity.denied],
      ['harmless', polarity.harmless],
      ['planned', modality.planned],
      ['possible', modality.possible],
      ['compared', modality.compared],
      ['instructed', modality.instructed],
      ['retracted', file.retracted],
      ['lists', file.lists],
      ['training', outputs.training],
      ['measuring', outputs.measuring],
      ['license label', license.label],
      ['weights', license.of.weights],
      ['repository', license.of.repository],
      ['beside', license.of.beside],
      ['licensed base', license.of.base],
      ['required', display.required],
      ['command', display.command],
      ['conditional', display.conditional],
      ['fulfilled', display.fulfilled],
      ['display label', display.labels],
      ['spoken of', display.spoken],
      ['restricts', restriction.limits],
      ['unrelated', restriction.unrelated],
    ];
    return {
      language: file.language,
      script: file.script,
      signs: file.signs,
      scope: file.scope,
      forms: [
        ...file.constructions.map((row) => compiled('construction', row)),
        ...file.labels.map((row) => compiled('label', row)),
        ...outputs.forms.map((row) => compiled('outputs', row)),
        ...license.forms.map((row) => compiled('license', row)),
        ...plain.flatMap(([role, all]) => all.map((one) => compiled(role, { form: one }))),
      ],
      words: {
        fillers: file.fillers,
        parts: file.parts,
        behind: file.behind,
        cuts: file.cuts,
        relatives: file.relatives,
        joins: file.joins.flatMap(wordsIn),
        predicates: file.predicates,
        continues: file.continues,
        purpose: file.purpose,
        verdicts: file.verdicts,
        other: subject.other,
        labels: subject.labels,
        things: (all.get('thing') ?? []).flatMap(wordsIn),
      },
      headings,
      unfilled: file.unfilled,
      europeanUnion: restriction['european-union'],
      datasets: outputs.datasets,
      examples: [
        ...file.constructions.flatMap((row) => examplesOf('construction', row, row.relation)),
        ...file.labels.flatMap((row) => examplesOf('label', row, row.relation)),
        ...outputs.forms.flatMap((row) => examplesOf('outputs', row, 'outputs')),
        ...license.forms.flatMap((row) => examplesOf('license', row, null)),
        ...examplesOf('required', display, null),
        ...examplesOf('restricts', restriction, null),
      ],
    };
  }
}

/** What a reader gives where it can read. */
type Told<T> = Exclude<T, typeof UNREAD>;
const NO = optional(flag, false);
const LABEL_KIND = optional(oneOf(['mention', 'architecture', 'outputs']), 'mention' as const);

/** A mapping all of whose keys may be left out, and which may be left out itself. */
function section<S extends Parameters<typeof mapping>[0]>(shape: S) {
  const read = mapping<S>(shape);
  const nothing = read({ kind: 'mapping', place: NOWHERE, entries: [] }, { what: '', problems: [] });
  if (nothing === UNREAD) throw new Error('a section requires a key');
  return optional(read, nothing);
}
const NOWHERE = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 };

function compiled(role: Role, row: Pick<Row, 'form'> & Marks): Form {
  const { text: written, ...automaton } = row.form;
  return {
    role,
    text: written,
    ...automaton,
    relation: row.relation ?? null,
    by: row.by ?? 'mention',
    weak: row.weak ?? false,
    near: row.near ?? false,
    named: row.named ?? false,
    tool: row.tool ?? false,
    alone: row.alone ?? false,
  };
}

interface Marks {
  readonly relation?: Relation | null;
  readonly by?: LabelKind;
  readonly weak?: boolean;
  readonly near?: boolean;
  readonly named?: boolean;
  readonly tool?: boolean;
  readonly alone?: boolean;
}

function examplesOf(role: Role, { yes, no }: Pick<Row, 'yes' | 'no'>, relation: Relation | null): Example[] {
  const one =
    (reads: boolean) =>
    ({ value, place }: Placed<string>): Example => ({ sentence: value, reads, role, relation, line: place.line });
  return [...yes.map(one(true)), ...no.map(one(false))];
}

/** A construction is taken from a real card, and tested. */
function sourced<T extends Pick<Row, 'yes'> & { readonly from: string | null; readonly relation: Relation | null }>(
  read: Read<T>,
): Read<T> {
  return (node, about) => {
    const row = read(node, about);
    if (row === UNREAD) return UNREAD;
    if (row.from === null) return complain(node, about, 'does not say where it was seen: lacks the key “from”');
    return row.yes.length === 0 && row.relation !== 'mention'
      ? complain(node, about, 'has no sentence that tests it: lacks the key “yes”')
      : row;
  };
}

function formIn(sets: Sets): Read<Row['form']> {
  return (node, about) => {
    const written = text(node, about);
    if (written === UNREAD) return UNREAD;
    try {
      return { text: written, ...parseForm(written, sets) };
    } catch (error) {
      return error instanceof SyntaxError
        ? complain(node, about, `${quoted(written)} ${error.message}`)
        : complain(node, about, 'cannot be read');
    }
  };
}

/** Forms need the sets before anything else of the file is read. */
function setsOf(root: YamlNode): Sets {
  const sets = new Map<string, readonly string[]>();
  const input = child(root, 'sets');
  for (const { key, value } of input?.kind === 'mapping' ? input.entries : []) {
    sets.set(
      key,
      value.kind === 'list' ? value.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : [])) : [],
    );
  }
  const joins = child(root, 'joins');
  sets.set(
    'joins',
    joins?.kind === 'list' ? joins.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : [])) : [','],
  );
  return sets;
}

/** A set that no form names is a mistake. */
function checkSets(root: YamlNode, about: About): void {
  const source = JSON.stringify(root);
  const input = child(root, 'sets');
  for (const { key, place } of input?.kind === 'mapping' ? input.entries : []) {
    if (key === 'thing' || source.includes(`{${key}}`)) continue;
    about.problems.push({ message: `no form names the set ${quoted(key)}`, place });
  }
}

function isScript(name: string): boolean {
  try {
    new RegExp(`\\p{Script=${name}}`, 'u');
    return /^\w+$/.test(name);
  } catch {
    return false;
  }
}
