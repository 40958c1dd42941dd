import type { Report } from '../report.ts';
import { github } from '../reporters/github.ts';
import { html } from '../reporters/html/html.ts';
import { json } from '../reporters/json.ts';
import { junit } from '../reporters/junit.ts';
import { JOB_SUMMARY_BYTES, markdown } from '../reporters/markdown.ts';
import { pretty } from '../reporters/pretty/pretty.ts';
import { sarif } from '../reporters/sarif/sarif.ts';
import type { CheckArguments } from './arguments.ts';
import type { TextStyle } from './context.ts';

/** Renders the report in the chosen format. */
export function render(report: Report, input: CheckArguments, { format, color, width }: TextStyle): string {
  const { quiet, failOn, strict } = input;
  switch (format) {
    case 'pretty':
      return pretty(report, { color, quiet, width });
    case 'json':
      return json(report, { color, quiet, width });
    case 'sarif':
      return sarif(report);
    case 'github':
      return github(report);
    case 'markdown':
      return markdown(report, { quiet, limit: JOB_SUMMARY_BYTES });
    case 'html':
      return html(report);
    case 'junit':
      return junit(report, { failOn, strict });
  }
}
