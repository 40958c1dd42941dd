import type { Check, ParameterKind } from '../checks/check.ts';
import { SEVERITIES } from '../report.ts';
import { child } from '../yaml/node.ts';
import type { YamlNode } from '../yaml/node.ts';
import { quoted } from '../yaml/problem.ts';
import {
  anyText,
  asNode,
  checked,
  complain,
  flag,
  list,
  mapping,
  oneOf,
  optional,
  required,
  text,
  UNREAD,
} from '../yaml/read.ts';
import type { About, Field, Read } from '../yaml/read.ts';
import { BINDING_RELATIONS, BINDINGS } from '../rulebook/rulebook.ts';
import type { Rule } from '../rulebook/rulebook.ts';
import { readSpoken, type SharedWording } from './load-wording.ts';

const RULE_NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const ruleName = checked(text, (name) =>
  RULE_NAME.test(name) ? null : `must be small letters, digits and hyphens, not ${quoted(name)}`,
);

const binding = required(oneOf(BINDINGS));
const binds = mapping({
  original: binding,
  quantized: binding,
  finetune: binding,
  merge: binding,
  adapter: binding,
  outputs: binding,
  product: binding,
  unknown: binding,
});

type Parameters = Rule['check']['parameters'];
const PARAMETERS: Readonly<Record<ParameterKind, Field<Parameters[string]>>> = {
  text: required(anyText),
  texts: required(list(anyText)),
  'optional texts': optional(list(anyText), []),
  flag: required(flag),
};

/**
 * A rule of the license, which takes the sentences that it does not word itself from what the licenses share. What
 * depends on its check is read even where another key is wrong, to report all at once.
 */
export function readRule(license: string, checks: readonly Check[], shared: SharedWording): Read<Rule> {
  const head = mapping({
    rule: required(ruleName),
    clause: required(text),
    title: required(text),
    duty: required(text),
    seen: required(text),
    severity: required(oneOf(SEVERITIES)),
    binds: required(binds),
    reasons: optional(asNode, null),
    check: required(oneOf(checks.map(({ kind }) => kind))),
    with: optional(asNode, null),
    wording: optional(asNode, null),
    fixable: optional(flag, false),
    insert: optional(asNode, null),
  });
  return (node, about) => {
    const within = { ...about, what: `rule ${quoted(wordAt(node, 'rule') ?? '')}` };
    const check = checks.find(({ kind }) => kind === wordAt(node, 'check'));
    const told = head(node, wordAt(node, 'rule') === null ? about : within);
    const reasons = readReasons(node, within);
    const parameters = check === undefined ? UNREAD : readParameters(node, check, within);
    const spoken = check === undefined ? UNREAD : readSpoken(node, check, shared[check.kind], within);
    if (told === UNREAD || reasons === UNREAD || parameters === UNREAD || spoken === UNREAD) return UNREAD;
    const { rule: name, clause, title, duty, seen, severity, fixable } = told;
    return {
      id: `${license}/${name}`,
      name,
      clause,
      title,
      duty,
      seen,
      severity,
      binds: told.binds,
      reasons,
      check: { kind: told.check, parameters },
      wording: spoken.wording,
      fixable,
      insert: spoken.insert,
    };
  };
}

/** A relation that no severity binds needs a reason; one that a severity binds must have none. */
function readReasons(rule: YamlNode, about: About): Rule['reasons'] | typeof UNREAD {
  const bound = child(rule, 'binds');
  const shape: Record<string, Field<string | null>> = {};
  for (const relation of BINDING_RELATIONS) {
    const word = bound === null ? null : wordAt(bound, relation);
    if (BINDINGS.every((known) => known !== word)) shape[relation] = optional(text, null);
    else if (SEVERITIES.every((known) => known !== word)) shape[relation] = required(text);
  }
  const needed = Object.keys(shape).filter((relation) => shape[relation]?.absent === null);
  const reasons = readUnder(rule, 'reasons', shape, needed, about);
  if (reasons === UNREAD) return UNREAD;
  return Object.fromEntries(Object.entries(reasons).filter((entry): entry is [string, string] => entry[1] !== null));
}

function readParameters(rule: YamlNode, check: Check, about: About): Parameters | typeof UNREAD {
  const shape = Object.fromEntries(Object.entries(check.parameters).map(([name, kind]) => [name, PARAMETERS[kind]]));
  const needed = Object.keys(shape).filter((name) => shape[name]?.absent === null);
  const read = readUnder(rule, 'with', shape, needed, about);
  if (read === UNREAD) return UNREAD;
  const leftOut = Object.entries(shape).flatMap(([name, { absent }]) =>
    absent === null ? [] : [[name, absent.value] as const],
  );
  return { ...Object.fromEntries(leftOut), ...read };
}

/** The mapping under `key`, which may be left out when nothing is `needed` in it. */
function readUnder<T>(
  rule: YamlNode,
  key: string,
  shape: Readonly<Record<string, Field<T>>>,
  needed: readonly string[],
  about: About,
): Readonly<Record<string, T>> | typeof UNREAD {
  const under = child(rule, key);
  if (under !== null) return mapping(shape)(under, { ...about, what: quoted(key) });
  if (rule.kind !== 'mapping' || needed.length === 0) return {};
  return complain(rule, about, `lacks the key ${quoted(key)} (${needed.join(', ')})`);
}

function wordAt(node: YamlNode, key: string): string | null {
  const word = child(node, key);
  return word?.kind === 'scalar' ? word.text : null;
}
