import { readFileSync } from 'node:fs';

import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';

// The schema of SARIF 2.1.0 as Microsoft's SDK ships it, under the MIT license; OASIS itself grants none that would let
// it be copied here.
const schema: unknown = JSON.parse(
  readFileSync(
    new URL('../../../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json', import.meta.url),
    'utf8',
  ),
);

// One of its patterns has a bracket too many, which only the older syntax lets pass.
const ajv = new Ajv.default({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(schema as object);

/** What the schema finds wrong with a log, in words. */
export function sarifErrors(log: unknown): string[] {
  validate(log);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
