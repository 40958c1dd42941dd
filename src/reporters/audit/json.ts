import type { AuditReport } from './audit-report.ts';
import { jsonText } from '../json-text.ts';

/** The report of the contract, printed entry by entry. */
export function* auditJson({ schemaVersion, tool, licenses, repositories, summary }: AuditReport): Generator<string> {
  const field = (name: string, value: unknown): string => `  "${name}": ${indented(value, '  ')}`;
  const fields = [field('schemaVersion', schemaVersion), field('tool', tool), field('licenses', licenses)];
  yield `{\n${fields.join(',\n')},\n  "repositories": [`;
  let empty = true;
  for (const entry of repositories) {
    yield `${empty ? '' : ','}\n    ${indented(entry, '    ')}`;
    empty = false;
  }
  yield `${empty ? '' : '\n  '}],\n${field('summary', summary)}\n}\n`;
}

/** One repository per line, for programs that read them one by one. */
export function* auditNdjson({ repositories }: AuditReport): Generator<string> {
  for (const entry of repositories) yield `${jsonText(entry)}\n`;
}

function indented(value: unknown, by: string): string {
  return jsonText(value, 2).replaceAll('\n', `\n${by}`);
}
