import type { CheckOptions } from '../config/check-options.ts';
import { isUnreadable, type Report } from '../report.ts';
import { workspacePath } from '../reporters/workspace-path.ts';
import { comparison } from './comparison.ts';
import type { PullRequest } from './pull-request.ts';

/**
 * What a pull request makes better or worse, as Markdown: the target that is the whole checkout, against the state that
 * it would be merged into. Empty where no target is that, or GitHub does not give that state: a report is due all the same.
 */
export async function againstBase(
  report: Report,
  { owner, repo, base }: PullRequest,
  check: (target: string, options: CheckOptions) => Promise<Report>,
): Promise<string> {
  const after = report.repositories.find((entry) => workspacePath(entry, 'README.md') === 'README.md');
  if (base === null || after === undefined || isUnreadable(after)) return '';
  try {
    // Both are the same repository: its name, and its trust in its own configuration.
    const {
      repositories: [before],
    } = await check(`github:${owner}/${repo}@${base.commit}`, {
      trustConfig: true,
      ...(after.name.value === '' ? {} : { name: after.name.value }),
    });
    return before === undefined || isUnreadable(before) ? '' : comparison(before, after, base.branch);
  } catch {
    return '';
  }
}
