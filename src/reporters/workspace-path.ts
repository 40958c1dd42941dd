import type { RepositoryReport } from '../report.ts';

/**
 * The path of a repository's file relative to the working directory, as CI systems name files: `models/a/README.md` for
 * the target `./models/a`. Null if the file is not below it: in a remote repository, in memory, with an absolute path,
 * or in a parent folder.
 */
export function workspacePath(
  { source, target }: Pick<RepositoryReport, 'source' | 'target'>,
  file: string,
): string | null {
  if (source !== 'local' || file === '' || /^(?:[a-z]:)?[\\/]/i.test(target)) return null;
  const steps: string[] = [];
  for (const step of `${target.replaceAll('\\', '/')}/${file}`.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return null;
  }
  return steps.join('/');
}
