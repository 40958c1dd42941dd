import type { Report } from '../report.ts';
import { json } from '../reporters/json.ts';
import { pretty } from '../reporters/pretty.ts';
import type { CheckArguments } from './arguments.ts';
import type { Look } from './run.ts';

/** The report in the format that is asked for. All but the two that most runs print are loaded only then. */
export async function render(report: Report, given: CheckArguments, { format, color, width }: Look): Promise<string> {
  const { quiet, failOn, strict } = given;
  switch (format) {
    case 'pretty': return pretty(report, { color, quiet, width });
    case 'json': return json(report, { color, quiet, width });
    case 'sarif': return (await import('../reporters/sarif.ts')).sarif(report);
    case 'github': return (await import('../reporters/github.ts')).github(report);
    case 'markdown': {
      const { markdown, JOB_SUMMARY_BYTES } = await import('../reporters/markdown.ts');
      return markdown(report, { quiet, limit: JOB_SUMMARY_BYTES });
    }
    case 'html': return (await import('../reporters/html.ts')).html(report);
    case 'junit': return (await import('../reporters/junit.ts')).junit(report, { failOn, strict });
  }
}
