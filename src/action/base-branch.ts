import type { CheckOptions } from '../config/check-options.ts';
import { isUnreadable, type Report } from '../report.ts';
import { workspacePath } from '../reporters/workspace-path.ts';
import { comparison } from './comparison.ts';
import type { PullRequest } from './pull-request.ts';

/**
 * What a pull request makes better or worse, as Markdown: the target that is the whole checkout, compared with its base
 * branch. Empty if no target is the whole checkout, or if GitHub does not return the base branch.
 */
export async function againstBase(
  report: Report,
  { owner, repo, base }: PullRequest,
  check: (target: string, options: CheckOptions) => Promise<Report>,
): Promise<string> {
  const after = report.repositories.find((entry) => workspacePath(entry, 'README.md') === 'README.md');
  if (base === null || after === undefined || isUnreadable(after)) return '';
  try {
    // Both are the same repository, with the same name, and its own configuration is trusted.
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
