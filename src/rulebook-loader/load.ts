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
import { wordingFile, type SharedWording, type SpokenRule } from './load-wording.ts';
import type { LicenseRules, Mirrors } from '../rulebook/rulebook.ts';

// What a file of `rules/` may say: the law of a license, its models, the sentences that the licenses share, and the names
// of others' copies. The checks are handed in, so that a license of one's own can bring its own.

/** What a license's file of `rules/models/` says. A law file may hold the same keys itself. */
export type LicenseModels = Pick<LicenseRules, 'hub' | 'models'>;

/** What stands in other files than the law. */
export interface Beside {
  readonly wording: SharedWording;
  /** Null where the law file names the models itself. */
  readonly models: LicenseModels | null;
}

type Loaded<T> = { readonly value: T } | { readonly problems: readonly Problem[] };

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

const modelKeys = {
  hub: required(mapping({ id: required(text), names: required(globs), links: required(globs) })),
  models: required(list(modelFamily)),
};
const modelsFile = mapping(modelKeys);

const lawKeys = {
  license: required(slug),
  name: required(text),
  version: optional(text, null),
  licensor: required(mapping({ name: required(text), organizations: required(list(text)) })),
  agreement: required(
    mapping({ title: required(text), date: required(text), published: required(link), fingerprint: required(slug) }),
  ),
};

function licenseFile(root: YamlNode, checks: readonly Check[], { wording, models }: Beside): Read<LicenseRules> {
  const rules = required(distinctRules(list(readRule(wordAt(root, 'license'), checks, wording))));
  const whole = mapping({ ...lawKeys, ...modelKeys, rules });
  const law = mapping({ ...lawKeys, rules });
  return (node, about) => {
    const told = models === null ? whole(node, about) : withModels(law(node, about), models);
    return told === UNREAD ? UNREAD : { ...told, version: told.version ?? told.name };
  };
}

function withModels<T extends object>(law: T | typeof UNREAD, models: LicenseModels) {
  return law === UNREAD ? UNREAD : { ...law, ...models };
}

/**
 * Reads the law of a license and checks it whole: keys, words of closed vocabularies, globs, and each rule against what
 * its check in `checks` declares. Gives the license as data, or every problem in the order of the file. Never throws.
 */
export function loadLicenseRules(
  file: string,
  source: string,
  checks: readonly Check[],
  beside: Beside = { wording: {}, models: null },
): Loaded<LicenseRules> {
  return load(file, source, (root) => licenseFile(root, checks, beside));
}

/** Reads a file of `rules/models/`. Gives every problem otherwise. Never throws. */
export function loadModels(file: string, source: string): Loaded<LicenseModels> {
  return load(file, source, () => modelsFile);
}

/** Reads the file of `rules/wording/` for a check. Gives every problem otherwise. Never throws. */
export function loadWording(file: string, source: string, check: Check): Loaded<SpokenRule> {
  return load(file, source, () => wordingFile(check));
}

/** Reads `rules/mirrors.yaml`. Gives every problem otherwise. Never throws. */
export function loadMirrors(file: string, source: string): Loaded<Mirrors> {
  return load(file, source, () => mirrorsFile);
}

function load<T>(file: string, source: string, reader: (root: YamlNode) => Read<T>): Loaded<T> {
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
