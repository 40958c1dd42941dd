import type { Check } from '../src/checks/check.ts';
import { looksFor } from '../src/checks/looks-for.ts';
import { wrap } from '../src/reporters/wrap.ts';
import { fillIn, wordsOf } from '../src/rulebook/fill-in.ts';
import { BINDING_RELATIONS, type Binding, type LicenseRules, type Rule } from '../src/rulebook/rulebook.ts';

const BINDING_WORDS: Readonly<Record<Binding, string>> = {
  error: 'error when unmet',
  warning: 'warning when unmet',
  info: 'info when unmet',
  unclear: 'unclear',
  'not-applicable': 'not applicable',
  'not-checked': 'not checked',
};

const LINE_CHARS = 120;
const paragraph = (text: string) => wrap(text, LINE_CHARS).join('\n');

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (...cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;

/** The relations of a rule; those with the same binding and reason share a row. */
function bindings(rule: Rule): string[] {
  const rows = new Map<string, { relations: string[]; binding: string; reason: string }>();
  for (const relation of BINDING_RELATIONS) {
    const binding = BINDING_WORDS[rule.binds[relation]];
    const reason = rule.reasons[relation] ?? '';
    const key = `${binding}\n${reason}`;
    rows.set(key, { binding, reason, relations: [...(rows.get(key)?.relations ?? []), relation] });
  }
  const body = [...rows.values()].map(({ relations, binding, reason }) => row(relations.join(', '), binding, reason));
  return [row('relation', 'the duty is', 'because'), '|---|---|---|', ...body];
}

/** The possible findings of a rule, with outcome and remedy. */
function findings(license: LicenseRules, rule: Rule, checks: readonly Check[]): string[] {
  const check = checks.find(({ kind }) => kind === rule.check.kind);
  const words = wordsOf(rule, license);
  const body = Object.entries(rule.wording).map(([code, wording]) => {
    const remedy = wording.do === null ? '' : fillIn(wording.do, words);
    return row(check?.codes[code]?.outcome ?? '', fillIn(wording.says, words), remedy);
  });
  return [row('outcome', 'finding', 'what to do'), '|---|---|---|', ...body];
}

/** What the check looks for: what the law file gives it, models, and words of the languages. */
function lookedFor(license: LicenseRules, rule: Rule): string[] {
  const lists = Object.entries(looksFor(license, rule));
  const items = lists.map(([name, values]) => `- ${name}: ${values.map((value) => `\`${value}\``).join(', ')}`);
  return items.length === 0 ? [] : [`**What it looks for.**\n\n${items.join('\n')}`];
}

function section(license: LicenseRules, rule: Rule, checks: readonly Check[]): string {
  const fix = rule.fixable ? ' · `fix` can meet it' : '';
  return [
    `## ${rule.name}`,
    paragraph(`**${rule.title}** · clause ${rule.clause} · check \`${rule.check.kind}\`${fix}`),
    paragraph(rule.duty),
    bindings(rule).join('\n'),
    paragraph(`**How it is checked.** ${rule.seen}`),
    ...lookedFor(license, rule),
    findings(license, rule, checks).join('\n'),
  ].join('\n\n');
}

/** A page with every rule of a license. A rule's heading is its name, so that `llama-4/notice-file` has an address. */
export function licensePage(license: LicenseRules, checks: readonly Check[]): string {
  const { name, agreement, hub, rules } = license;
  return `${[
    `<!-- Written by scripts/docs.ts from rules/${license.license}.yaml (the law), rules/models/${license.license}.yaml and rules/wording/: edit those, then run npm run docs. -->`,
    `# ${name}`,
    `[The agreement](${agreement.published}) carries the line\n“${agreement.date}”. ` +
      `A card names it as \`license: ${hub.id}\`.`,
    paragraph(
      'Duties are in our own words. Each finding fills in the words in braces, such as `{file}`. ' +
        '[Rules](../rules.md) explains relations and outcomes. This is not legal advice.',
    ),
    ...rules.map((rule) => section(license, rule, checks)),
  ].join('\n\n')}\n`;
}
