import { createHash } from 'node:crypto';

import type { Log, Notification, Result } from 'sarif';

import { isUnreadable, type Report } from '../../report.ts';
import { findingsOf } from '../findings.ts';
import { plainLine } from '../plain-line.ts';
import { physicalLocation, sarifResult } from './result.ts';
import { sarifRules } from './rule.ts';
import { sarifText } from './text.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const INFORMATION = 'https://github.com/llama-license-lint/llama-license-lint';
/** GitHub rejects a file with more. */
const MAX_RESULTS = 25_000;

/**
 * The report as SARIF 2.1.0, for example for GitHub code scanning: one run, one result for each duty that is unmet,
 * unclear (of kind `review`) or waived (suppressed), stable fingerprints, relative addresses. A target that could not
 * be read is a notification and makes the run unsuccessful. Notes are notifications, too.
 */
export function sarif(report: Report): string {
  const repositories = report.repositories.flatMap((entry) => (isUnreadable(entry) ? [] : [entry]));
  const findings = findingsOf(
    repositories.flatMap((entry) => entry.obligations.map((obligation) => ({ ...obligation, entry }))),
  );
  const rules = sarifRules(report, findings);
  const indexes = new Map(rules.map(({ id }, at) => [id, at]));
  const results = findings
    .slice(0, MAX_RESULTS)
    .map((finding): Result => sarifResult(finding.entry, finding, indexes.get(plainLine(finding.rule)) ?? -1));
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    // GitHub rejects two runs of one tool and category in an upload.
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            version: report.tool.version,
            semanticVersion: report.tool.version,
            informationUri: INFORMATION,
            rules,
          },
        },
        automationDetails: { id: `${report.tool.name}/${categoryOf(report)}/` },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: report.summary.unreadable === 0,
            toolExecutionNotifications: notificationsOf(report, findings.length - results.length),
          },
        ],
        results,
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** Identifies the targets, so that the results of two folders of a repository do not replace each other. */
function categoryOf({ repositories }: Report): string {
  const targets = repositories.map(({ target }) => target.replace(/^\.\/(?=.)/, '').replace(/(?<=[^/])\/+$/, ''));
  const [only = '', ...others] = targets;
  if (others.length === 0) return plainLine(only);
  const hash = createHash('sha256').update(targets.toSorted().join('\n')).digest('hex').slice(0, 12);
  return `${targets.length}-targets-${hash}`;
}

function notificationsOf(report: Report, left: number): Notification[] {
  const each = report.repositories.flatMap((entry): Notification[] => {
    if (!isUnreadable(entry)) {
      return entry.notes.map(({ code, message, locations }) => ({
        descriptor: { id: plainLine(code) },
        level: 'note',
        message: { text: sarifText(message) },
        locations: locations.map((place) => ({ physicalLocation: physicalLocation(entry, place) })),
      }));
    }
    const { code, message, hint } = entry.error;
    return [
      {
        descriptor: { id: code },
        level: 'error',
        message: { text: sarifText(`${entry.target} could not be read: ${message}. ${hint}`) },
      },
    ];
  });
  return left === 0
    ? each
    : [
        ...each,
        { level: 'warning', message: { text: `${left} results are omitted: GitHub accepts ${MAX_RESULTS} per run.` } },
      ];
}
