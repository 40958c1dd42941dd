import { readFileSync } from 'node:fs';

import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

import { ERROR_CODES, isUnreadable, OUTCOMES, RELATIONS, SEVERITIES, type Report } from '../../src/report.ts';
import { auditJson, auditNdjson } from '../../src/reporters/audit/json.ts';
import { json } from '../../src/reporters/json.ts';
import { jsonText } from '../../src/reporters/json-text.ts';
import { auditOf } from './sample-audit.ts';
import { ONE, reportOf, SEVERAL, WITHOUT_LLAMA } from './sample-report.ts';

const schema: object = JSON.parse(
  readFileSync(new URL('../../src/reporters/report.schema.json', import.meta.url), 'utf8'),
) as object;
const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false }).compile(
  schema,
);

describe('--format json', () => {
  it.each<[string, Report]>([
    ['one repository', ONE],
    ['several', SEVERAL],
    ['no Llama material', reportOf([WITHOUT_LLAMA])],
  ])('is the report and keeps to the schema: %s', (_, report) => {
    const text = json(report, { color: true, quiet: true, width: 40 });
    expect(JSON.parse(text)).toEqual(report);
    expect(text.endsWith('}\n')).toBe(true);
    validate(report);
    expect(validate.errors ?? []).toEqual([]);
  });
});

describe('JSON', () => {
  it.each([
    ['C1 controls', '\x85\x9b31m', '\\u0085\\u009b31m'],
    ['bidirectional marks', 'a\u202eb\u2066c\u200f', 'a\\u202eb\\u2066c\\u200f'],
    ['what nobody sees', '\u200b\u2060\ufeff\u00ad', '\\u200b\\u2060\\ufeff\\u00ad'],
    ['tags', '\u{e0041}', '\\udb40\\udc41'],
    ['line separators', '\u2028\u2029', '\\u2028\\u2029'],
    ['letters of all languages as they are', 'é 日本 🙂', 'é 日本 🙂'],
  ])('has %s', (_, text, written) => {
    expect(jsonText({ text })).toBe(`{"text":"${written}"}`);
    expect(JSON.parse(jsonText({ [text]: [text] }, 2))).toEqual({ [text]: [text] });
  });

  it('of a report or an audit holds none raw', () => {
    const {
      repositories: [entry],
    } = ONE;
    if (entry === undefined || isUnreadable(entry)) throw new Error('the sample was not read');
    const report = { ...ONE, repositories: [{ ...entry, target: 'a\u009b\u202e' }] };
    const texts = [
      json(report, { color: false, quiet: true, width: 80 }),
      ...auditJson(auditOf(report.repositories)),
      ...auditNdjson(auditOf(report.repositories)),
    ];
    expect(texts.join('')).not.toMatch(/[\u0080-\u009f\u202e]/);
    expect(texts.join('')).toContain('\\u009b\\u202e');
  });
});

describe('the schema', () => {
  it.each<[string, string, string]>([
    ['another version', '"schemaVersion":1', '"schemaVersion":2'],
    ['an unknown outcome', '"outcome":"unmet"', '"outcome":"failed"'],
    ['an unknown severity', '"severity":"warning"', '"severity":"fatal"'],
    ['an unknown relation', '"relation":"finetune"', '"relation":"fine-tune"'],
    ['an unknown certainty', '"certainty":"stated"', '"certainty":"sure"'],
    ['an unknown origin of the name', '"from":"directory"', '"from":"card"'],
    ['an unknown source', '"source":"local"', '"source":"disk"'],
    ['an unknown error code', '"code":"not-found"', '"code":"ENOENT"'],
    ['a line that counts from 0', '"line":3', '"line":0'],
    ['a waiver without a reason', '"reason":"agreed with counsel",', ''],
    ['a missing list', '"obligations"', '"duties"'],
    ['a missing hint', '"hint"', '"help"'],
    ['a count that is none', '"errors":1', '"errors":-1'],
  ])('rejects %s', (_, right, wrong) => {
    const text = JSON.stringify(SEVERAL);
    expect(text).toContain(right);
    expect(validate(JSON.parse(text.replace(right, wrong)))).toBe(false);
  });

  it('allows properties that are added later', () => {
    expect(validate({ ...ONE, later: true, tool: { ...ONE.tool, later: 1 } })).toBe(true);
  });

  it('knows the words of the contract', () => {
    const enums = [...JSON.stringify(schema).matchAll(/"enum":(\[[^\]]*\])/g)].map((match) => match[1]);
    for (const words of [RELATIONS, OUTCOMES, SEVERITIES, ERROR_CODES]) expect(enums).toContain(JSON.stringify(words));
  });
});
