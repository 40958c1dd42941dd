import { RELATIONS, SEVERITIES } from '../report.ts';
import { readYaml } from '../yaml/document.ts';
import { inFileOrder, quoted } from '../yaml/problem.ts';
import type { Problem } from '../yaml/problem.ts';
import {
  anyText,
  checked,
  complain,
  dictionary,
  list,
  mapping,
  oneOf,
  oneOrMore,
  optional,
  placed,
  required,
  suggestion,
  text,
  UNREAD,
} from '../yaml/read.ts';
import type { Placed, Read } from '../yaml/read.ts';
import { isBesideModels } from './check-options.ts';
import { day } from './day.ts';
import { bareName, ruleWords } from './rule-names.ts';
import type { Waiver } from './configuration-data.ts';
import type { Setting, Configuration } from './configuration-data.ts';

/** The path of a new configuration. */
export const CONFIGURATION_FILE = '.llama-license-lint.yaml';

/** The possible paths of a repository's configuration. */
export const CONFIGURATION_FILES: readonly string[] = [CONFIGURATION_FILE, '.llama-license-lint.yml'];
const SETTINGS = ['off', ...SEVERITIES] as const satisfies readonly Setting[];

/** The configuration of a repository without a file for it. */
export const EMPTY_CONFIGURATION: Configuration = {
  name: null,
  relation: null,
  bases: [],
  rules: {},
  waivers: [],
  attestations: { 'commercial-threshold': null, 'separate-license': null },
  agreement: null,
  reports: [],
};

/** False for a text without a visible letter or digit, which gives no reason. */
const saysSomething = (written: string): boolean => /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}]/u.test(written);

const somebody = checked(text, (written) => (saysSomething(written) ? null : 'must name the person who attests it'));

const attestation = optional(placed(mapping({ by: required(somebody), date: required(day) })), null);

/** The copy must be inside the repository: any other path could expose local files. */
const pathInside = checked(text, (path) => {
  if (/^[/~]|^[a-z]:|\\|\0/i.test(path))
    return `must be a path inside the repository with “/” between its parts, not ${quoted(path)}`;
  return path.split('/').includes('..') ? `must not lead out of the repository: ${quoted(path)}` : null;
});

const modelId = checked(text, (base) =>
  isBesideModels(base) ? `must be the id of a model, not ${quoted(base)}` : null,
);

/** Waivers without a reason go to `reports`, because they must not stop the run. */
function configurationFile(ruleIds: readonly string[], reports: Problem[]) {
  const words = ruleWords(ruleIds);
  return mapping({
    name: optional(placed(text), null),
    relation: optional(placed(oneOf(RELATIONS)), null),
    bases: optional(oneOrMore(placed(modelId)), []),
    rules: optional(dictionary(placed(oneOf(SETTINGS)), { noun: 'rule', words }), {}),
    waivers: optional(list(readWaiver(words, reports)), []),
    attestations: optional(
      mapping({ 'commercial-threshold': attestation, 'separate-license': attestation }),
      EMPTY_CONFIGURATION.attestations,
    ),
    agreement: optional(placed(pathInside), null),
  });
}

function readWaiver(words: readonly string[], reports: Problem[]): Read<Waiver | null> {
  const known = new Set(words);
  const rule: Read<string> = (node, about) => {
    const word = text(node, about);
    if (word === UNREAD || known.has(word)) return word;
    return complain(node, { ...about, what: 'unknown rule' }, `${quoted(word)}${suggestion(word, words)}`);
  };
  const waiver = mapping({ rule: required(rule), reason: optional(anyText, ''), until: optional(day, null) });
  return (node, about) => {
    const read = waiver(node, { ...about, what: 'a waiver' });
    if (read === UNREAD) return UNREAD;
    if (saysSomething(read.reason)) return { ...read, place: node.place };
    reports.push({ message: `the waiver of ${read.rule} has no reason, and therefore no effect`, place: node.place });
    return null;
  };
}

/**
 * Reads a configuration. `ruleIds` are the ids of all licenses' rules. `problems` are errors that must stop the run, in
 * the order of the file; the configuration then has what could be read. An empty file is an empty configuration. Never
 * throws.
 */
export function readConfiguration(
  file: string,
  source: string,
  ruleIds: readonly string[],
): { configuration: Configuration; problems: readonly Problem[] } {
  const { root, problems } = readYaml(file, source);
  if (root === null) return { configuration: EMPTY_CONFIGURATION, problems };
  const found = [...problems];
  const reports: Problem[] = [];
  const read = configurationFile(ruleIds, reports)(root, { what: 'the configuration', problems: found });
  if (read === UNREAD) return { configuration: EMPTY_CONFIGURATION, problems: inFileOrder(found) };
  const waivers = read.waivers.flatMap((waiver) => waiver ?? []);
  return { configuration: { ...read, waivers, reports }, problems: inFileOrder(found) };
}

/** The setting of a rule, by its id or else by its bare name. Null without one. */
export function settingOf({ rules }: Configuration, ruleId: string): Placed<Setting> | null {
  const settings = new Map(Object.entries(rules));
  return settings.get(ruleId) ?? settings.get(bareName(ruleId)) ?? null;
}

/**
 * Errors in attestations on `today` (`YYYY-MM-DD`): their dates must not be in the future, in any time zone.
 */
export function attestationsToCome({ attestations }: Configuration, today: string): readonly Problem[] {
  const latest = Date.parse(today) + DAY;
  return Object.entries(attestations).flatMap(([name, one]) =>
    one === null || Date.parse(one.value.date) <= latest
      ? []
      : [
          {
            message: `the attestation “${name}” is dated ${one.value.date}, which is in the future`,
            place: one.place,
          },
        ],
  );
}

const DAY = 24 * 60 * 60 * 1000;
