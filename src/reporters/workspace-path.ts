import type { RepositoryReport } from '../report.ts';

/**
 * The path of a repository's file from the folder that the check ran in, as a CI names files: `models/a/README.md` for
 * the target `./models/a`. Null where the file lies in no such folder: of a remote repository, of files in memory, of an
 * absolute path, of a folder further up.
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
