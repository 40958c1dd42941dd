import type { Check } from '../checks/check.ts';
import { readYaml } from '../yaml/document.ts';
import { child } from '../yaml/node.ts';
import type { YamlNode } from '../yaml/node.ts';
import { inFileOrder, quoted } from '../yaml/problem.ts';
import type { Problem } from '../yaml/problem.ts';
import {
  anyText,
  checked,
  dictionary,
  flag,
  list,
  mapping,
  oneOrMore,
  optional,
  required,
  text,
  UNREAD,
} from '../yaml/read.ts';
import type { Read } from '../yaml/read.ts';
import { globs, NO_GLOBS } from '../rulebook/glob.ts';
import { readRule } from './load-rule.ts';
import type { LicenseRules, Mirrors } from '../rulebook/rulebook.ts';

// What a file of `rules/` may say. The checks are handed in, so that a license of one's own can bring its own.

const SLUG = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/;
const slug = checked(text, (word) =>
  SLUG.test(word) ? null : `must be small letters, digits, dots and hyphens, not ${quoted(word)}`,
);
const link = checked(text, (url) => (url.startsWith('https://') ? null : `must be an https link, not ${quoted(url)}`));

const fingerprintValue: Read<string | number> = (node, about) =>
  node.kind === 'scalar' && Number.isFinite(node.value) ? Number(node.value) : anyText(node, about);

const modelFamily = mapping({
  family: required(text),
  multimodal: required(flag),
  ids: required(list(text)),
  also: optional(globs, NO_GLOBS),
  'made-into': optional(globs, NO_GLOBS),
  config: optional(dictionary(oneOrMore(fingerprintValue), null), null),
  facts: optional(dictionary(text, null), {}),
});

const mirrorsFile = mapping({
  strangers: optional(globs, NO_GLOBS),
  makers: optional(list(text), []),
  organizations: required(list(text)),
  formats: required(globs),
  fillers: required(globs),
});

function licenseFile(root: YamlNode, checks: readonly Check[]): Read<LicenseRules> {
  return mapping({
    license: required(slug),
    name: required(text),
    licensor: required(mapping({ name: required(text), organizations: required(list(text)) })),
    agreement: required(
      mapping({ title: required(text), date: required(text), published: required(link), fingerprint: required(slug) }),
    ),
    hub: required(mapping({ id: required(text), names: required(globs), links: required(globs) })),
    models: required(list(modelFamily)),
    rules: required(distinctRules(list(readRule(wordAt(root, 'license'), checks)))),
  });
}

/**
 * Reads a rule file and checks it whole: keys, words of closed vocabularies, globs, and each rule against what its
 * check in `checks` declares. Gives the license as data, or every problem in the order of the file. Never throws.
 */
export function loadLicenseRules(
  file: string,
  source: string,
  checks: readonly Check[],
): { rules: LicenseRules } | { problems: readonly Problem[] } {
  const read = load(file, source, (root) => licenseFile(root, checks));
  return 'problems' in read ? read : { rules: read.value };
}

/** Reads `rules/mirrors.yaml`. Gives every problem otherwise. Never throws. */
export function loadMirrors(file: string, source: string): { mirrors: Mirrors } | { problems: readonly Problem[] } {
  const read = load(file, source, () => mirrorsFile);
  return 'problems' in read ? read : { mirrors: read.value };
}

function load<T>(
  file: string,
  source: string,
  reader: (root: YamlNode) => Read<T>,
): { value: T } | { problems: readonly Problem[] } {
  const { root, problems } = readYaml(file, source);
  if (root === null) {
    const empty = { message: 'the file is empty', place: { file, line: 1, column: 1, endLine: 1, endColumn: 1 } };
    return { problems: problems.length > 0 ? problems : [empty] };
  }
  const found = [...problems];
  const value = reader(root)(root, { what: 'the file', problems: found });
  return value === UNREAD || found.length > 0 ? { problems: inFileOrder(found) } : { value };
}

/** Two rules of one name would be one id. */
function distinctRules<T>(read: Read<readonly T[]>): Read<readonly T[]> {
  return (node, about) => {
    const firstLines = new Map<string, number>();
    for (const item of node.kind === 'list' ? node.items : []) {
      const named = child(item, 'rule');
      if (named?.kind !== 'scalar') continue;
      const first = firstLines.get(named.text);
      if (first !== undefined)
        about.problems.push({
          message: `rule ${quoted(named.text)} stands twice, first in line ${first}`,
          place: named.place,
        });
      firstLines.set(named.text, first ?? named.place.line);
    }
    return read(node, about);
  };
}

function wordAt(node: YamlNode, key: string): string {
  const word = child(node, key);
  return word?.kind === 'scalar' ? word.text : '';
}
