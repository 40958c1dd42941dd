import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Ajv2020 } from 'ajv/dist/2020.js';

import type { Report } from '../../src/report.ts';

const source = readFileSync(join(import.meta.dirname, '../../src/reporters/report.schema.json'), 'utf8');
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false }).compile(
  JSON.parse(source) as object,
);

/** What the schema that ships with the package finds wrong with a value, in words. */
export function schemaErrors(value: unknown): string[] {
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

/** The report that a text holds. Throws when it is no JSON, or does not keep to the schema. */
export function parseReport(text: string): Report {
  const value: unknown = JSON.parse(text);
  const errors = schemaErrors(value);
  if (errors.length > 0) throw new Error(`the report does not keep to its schema: ${errors.join('; ')}`);
  return value as Report;
}
