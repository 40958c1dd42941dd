import type { Check } from '../checks/check.ts';
import { LICENSE_WORDS } from '../rulebook/fill-in.ts';
import type { Rule, Wording } from '../rulebook/rulebook.ts';
import { template } from '../rulebook/template.ts';
import { child, type YamlNode } from '../yaml/node.ts';
import { complain, mapping, optional, required, UNREAD, type About, type Field, type Read } from '../yaml/read.ts';

/** What a rule says: a sentence for each code of its check, and what a fix puts into the card. */
export type SpokenRule = Pick<Rule, 'wording' | 'insert'>;

/** What the licenses say alike, by the kind of the check: the files of `rules/wording/`. */
export type SharedWording = Readonly<Record<string, SpokenRule>>;

/** A file of `rules/wording/`, which words every code of its check. */
export function wordingFile(check: Check): Read<SpokenRule> {
  return mapping({
    wording: required(mapping(sentencesOf(check, {}))),
    insert: optional(insertOf(check), null),
  });
}

/**
 * What a rule says: its own sentences, and for the codes that it does not word those that the licenses share. A rule
 * that words every code itself takes no text for the card from them either.
 */
export function readSpoken(
  rule: YamlNode,
  check: Check,
  shared: SpokenRule | undefined,
  about: About,
): SpokenRule | typeof UNREAD {
  const node = child(rule, 'wording');
  if (node === null && shared === undefined)
    return rule.kind === 'mapping' ? complain(rule, about, 'lacks the key “wording”') : UNREAD;
  const sharedSentences = shared?.wording ?? {};
  const own =
    node === null
      ? sharedSentences
      : mapping(sentencesOf(check, sharedSentences))(node, { ...about, what: '“wording”' });
  const insertNode = child(rule, 'insert');
  const insert = insertNode === null ? null : insertOf(check)(insertNode, { ...about, what: '“insert”' });
  if (own === UNREAD || insert === UNREAD) return UNREAD;
  const isOwn = node !== null && Object.keys(check.codes).every((code) => child(node, code) !== null);
  return {
    wording: { ...sharedSentences, ...own },
    insert: insert ?? (isOwn ? null : (shared?.insert ?? null)),
  };
}

/** What to do must be said wherever the duty is left unmet or a person must decide. */
function sentencesOf(check: Check, shared: SpokenRule['wording']): Readonly<Record<string, Field<Wording>>> {
  const shape: Record<string, Field<Wording>> = {};
  for (const [code, { outcome, args }] of Object.entries(check.codes)) {
    const sentence = template([...new Set([...args, ...wordsOfRule(check)])]);
    const asks = outcome === 'unmet' || outcome === 'unclear';
    const read = mapping({ says: required(sentence), do: asks ? required(sentence) : optional(sentence, null) });
    const known = shared[code];
    shape[code] = known === undefined ? required(read) : optional(read, known);
  }
  return shape;
}

/** The text that a fix puts into the card knows no finding's arguments, only the rule's own words. */
function insertOf(check: Check): Read<string> {
  return template(wordsOfRule(check));
}

/** The words that a rule fills in itself: those of its license, and the texts that it gives its check. */
function wordsOfRule({ parameters }: Check): string[] {
  return [
    ...Object.keys(parameters).filter((name) => parameters[name] === 'text' || parameters[name] === 'texts'),
    ...LICENSE_WORDS,
  ];
}
