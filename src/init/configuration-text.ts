import type { Configuration } from '../config/configuration-data.ts';
import { RELATIONS, type Obligation, type RepositoryReport } from '../report.ts';
import { escapeTerminal } from '../reporters/escape-terminal.ts';
import { sayingOf } from '../reporters/pretty/obligation.ts';
import { wrap } from '../reporters/wrap.ts';
import type { Declaration, Declarations } from './declarations.ts';
import { scalar } from './scalar.ts';

const WIDTH = 110;

/**
 * The text of a configuration: active declarations as keys, everything else as comments. The rules, waivers,
 * attestations and agreement of the existing `configuration` are kept.
 */
export function configurationText(
  declared: Declarations,
  { obligations }: RepositoryReport,
  configuration: Configuration,
): string {
  const blocks = [
    comment(
      'The configuration of llama-license-lint: https://github.com/llama-license-lint/llama-license-lint#configuration',
    ),
    name(declared.name),
    relation(declared.relation),
    bases(declared.bases),
    rules(configuration),
    waivers(
      configuration,
      obligations.filter(({ outcome, waived }) => outcome === 'unmet' && waived === null),
    ),
    attestations(configuration),
    agreement(configuration),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function name(declared: Declaration<string> | null): string[] {
  const about = 'The repository’s name on the Hub, owner/model.';
  if (declared === null) return [...comment(about), ...entry(false, ['name: OWNER/MODEL'])];
  return [...comment(`${about} ${declared.why}`), ...entry(declared.active, [`name: ${scalar(declared.value)}`])];
}

function relation({ value, active, why, evidence }: Declaration<string>): string[] {
  return [
    ...comment(`The repository’s relation to the Llama material, one of ${RELATIONS.join(', ')}. ${why}`),
    ...evidence.flatMap((one) => comment(`- ${sayingOf(one)}`)),
    ...entry(active, [`relation: ${value}`]),
  ];
}

function bases({ value, active, why }: Declaration<readonly string[]>): string[] {
  const listed = value.length === 0 ? ['meta-llama/Llama-4-Scout-17B-16E-Instruct'] : value;
  return [
    ...comment(`The base models. ${why}`),
    ...entry(active, ['bases:', ...listed.map((id) => `  - ${scalar(id)}`)]),
  ];
}

function rules({ rules: set }: Configuration): string[] {
  const lines = Object.entries(set).map(([rule, { value }]) => `  ${scalar(rule)}: ${value}`);
  return [
    ...comment('The severity of rules: off, info, warning or error, for one license (llama-4/use-policy) or for all.'),
    ...(lines.length > 0
      ? entry(true, ['rules:', ...lines])
      : entry(false, ['rules:', '  use-policy: error', '  eu-multimodal: off'])),
  ];
}

function waivers({ waivers: held }: Configuration, unmet: readonly Obligation[]): string[] {
  const kept = held.flatMap(({ rule, reason, until }) => [
    `  - rule: ${scalar(rule)}`,
    `    reason: ${scalar(reason)}`,
    ...(until === null ? [] : [`    until: ${until}`]),
  ]);
  const open = unmet.flatMap(({ rule, message, clause }) => [
    ...comment(`${message} (${clause})`, '#  # '),
    ...entry(false, [`  - rule: ${scalar(rule)}`, '    reason:']),
  ]);
  const example = entry(false, ['  - rule: name-prefix', '    reason:']);
  return [
    ...comment(
      'Duties that are left unmet on purpose, and do not fail a run. Each needs a reason; “until” sets its last day.' +
        (unmet.length === 0 ? '' : ' Unmet now:'),
    ),
    ...entry(kept.length > 0, ['waivers:', ...kept]),
    ...(open.length > 0 ? open : kept.length > 0 ? [] : example),
  ];
}

/** Placeholders in capitals are invalid, so that an attestation must be filled in before it counts. */
function attestations({ attestations: given }: Configuration): string[] {
  const lines = Object.entries(given).flatMap(([what, attested]) => {
    if (attested === null) return [];
    const { by, date } = attested.value;
    return [`  ${what}:`, `    by: ${scalar(by)}`, `    date: ${date}`];
  });
  const example = (what: string) => [`  ${what}:`, '    by: NAME', '    date: YYYY-MM-DD'];
  return [
    ...comment(
      'What only you can say. separate-license: Meta licensed you apart from the agreement, so no duty binds.',
    ),
    ...(lines.length > 0
      ? entry(true, ['attestations:', ...lines])
      : entry(false, ['attestations:', ...example('commercial-threshold'), ...example('separate-license')])),
  ];
}

function agreement({ agreement: held }: Configuration): string[] {
  return [
    ...comment('A file of this repository with the agreement’s official text, for comparison with an altered copy.'),
    ...entry(held !== null, [`agreement: ${held === null ? 'legal/llama-4.txt' : scalar(held.value)}`]),
  ];
}

/** Lines of the file; inactive ones become active by removing the comment mark. */
function entry(active: boolean, lines: readonly string[]): string[] {
  return active ? [...lines] : lines.map((line) => `#${line}`);
}

/** A comment of one or more lines. Text from a repository cannot break out of it. */
function comment(text: string, mark = '# '): string[] {
  return wrap(escapeTerminal(text), WIDTH - mark.length).map((line) => `${mark}${line}`);
}
