import { checks } from '../checks/index.ts';
import { looksFor } from '../checks/looks-for.ts';
import { UsageError } from '../errors/usage-error.ts';
import type { Outcome } from '../report.ts';
import { painter, type Paint } from '../reporters/paint.ts';
import { hang, wrap } from '../reporters/wrap.ts';
import { fillIn, wordsOf } from '../rulebook/fill-in.ts';
import { BINDING_RELATIONS, type LicenseRules, type Rule } from '../rulebook/rulebook.ts';
import { waysToComply } from '../rulebook/ways-to-comply.ts';
import { nearest } from '../text/nearest.ts';
import { describeRule } from './rules-list.ts';
import type { TextStyle } from './context.ts';

interface Found {
  readonly license: LicenseRules;
  readonly rule: Rule;
}

/** What a check can find, in the words that users meet; `<word>` stands for what a finding fills in. */
interface PossibleFinding {
  readonly code: string;
  readonly outcome: Outcome | null;
  readonly message: string;
  readonly remedy: string;
}

/**
 * Explains one duty whole: what it asks, when it binds and why, how it is checked, what the check looks for and can
 * find, and how to comply.
 * @throws UsageError for an unknown rule, or a short name that several licenses have.
 */
export function explain(licenses: readonly LicenseRules[], asked: string, { format, color, width }: TextStyle): string {
  const { license, rule } = find(licenses, asked);
  if (format === 'json') {
    const whole = { check: rule.check.kind, looksFor: looksFor(license, rule), findings: findingsOf(license, rule) };
    return `${JSON.stringify({ ...describeRule(license, rule), ...whole }, null, 2)}\n`;
  }
  return `${explanation(license, rule, painter(color), width).join('\n')}\n`;
}

/** Accepts `llama-4/notice-file` or, if only one license has it, `notice-file`. */
function find(licenses: readonly LicenseRules[], asked: string): Found {
  const all = licenses.flatMap((license) => license.rules.map((rule): Found => ({ license, rule })));
  const wanted = asked.toLowerCase();
  const found = all.filter(({ rule }) => rule.id === wanted || rule.name === wanted);
  const [first, second] = found;
  if (first === undefined) throw unknownRule(all, asked, wanted);
  if (second !== undefined) {
    throw new UsageError(
      `several licenses have a rule “${asked}”`,
      `one of ${found.map(({ rule }) => rule.id).join(', ')}`,
    );
  }
  return first;
}

function unknownRule(all: readonly Found[], asked: string, wanted: string): UsageError {
  const known = all.map(({ rule }) => (wanted.includes('/') ? rule.id : rule.name));
  const near = nearest(wanted, [...new Set(known)]);
  return new UsageError(
    `there is no rule “${asked}”`,
    near === null ? 'llama-license-lint rules lists them all' : `did you mean ${near}?`,
  );
}

function explanation(license: LicenseRules, rule: Rule, paint: Paint, width: number): string[] {
  const comply = waysToComply(license, rule);
  return [
    paint('bold', rule.id),
    ...wrap(`${rule.title} (${license.name}, ${rule.clause})`, width),
    ...section('The duty', wrap(rule.duty, width - 2), paint),
    ...section(
      'When it binds',
      BINDING_RELATIONS.flatMap((relation) => bindingRow(rule, relation, width - 2)),
      paint,
    ),
    ...section('Severity', wrap(`${rule.severity}, where the relation names none`, width - 2), paint),
    ...section('How it is checked', wrap(rule.seen, width - 2), paint),
    ...section(
      'What it looks for',
      Object.entries(looksFor(license, rule)).flatMap(([name, values]) =>
        hang(`${name}:`, values.join(', '), 2 + name.length, width - 2),
      ),
      paint,
    ),
    ...section(
      'What it can find',
      findingsOf(license, rule).flatMap(({ outcome, message, remedy }) => [
        ...hang(outcome ?? '', message, FINDING_COLUMN, width - 2),
        ...(remedy === '' ? [] : hang('', `do: ${remedy}`, FINDING_COLUMN, width - 2)),
      ]),
      paint,
    ),
    ...(comply.length === 0
      ? []
      : section(
          'How to comply',
          comply.flatMap((way) => hang('-', way, 2, width - 2)),
          paint,
        )),
    '',
    ...wrap(`The agreement: ${license.agreement.published}`, width),
  ];
}

/** `not-applicable` fits before it. */
const FINDING_COLUMN = 16;

function findingsOf(license: LicenseRules, rule: Rule): PossibleFinding[] {
  const check = checks.find(({ kind }) => kind === rule.check.kind);
  const words = wordsOf(rule, license);
  const shown = (sentence: string | null) => fillIn(sentence ?? '', words).replace(/\{([\w-]+)\}/g, '<$1>');
  return Object.entries(rule.wording).map(([code, wording]) => ({
    code,
    outcome: check?.codes[code]?.outcome ?? null,
    message: shown(wording.says),
    remedy: shown(wording.do),
  }));
}

function bindingRow(rule: Rule, relation: (typeof BINDING_RELATIONS)[number], width: number): string[] {
  const reason = rule.reasons[relation];
  return hang(
    relation,
    `${BINDING_WORDS[rule.binds[relation]]}${reason === undefined ? '' : `: ${reason}`}`,
    11,
    width,
  );
}

const BINDING_WORDS: Readonly<Record<Rule['binds'][keyof Rule['binds']], string>> = {
  error: 'error when unmet',
  warning: 'warning when unmet',
  info: 'info when unmet',
  unclear: 'unclear',
  'not-applicable': 'not applicable',
  'not-checked': 'not checked',
};

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  if (lines.length === 0) return [];
  return ['', paint('bold', title), ...lines.map((line) => `  ${line}`)];
}
