import type { Check } from '../checks/check.ts';
import { formatProblem } from '../yaml/problem.ts';
import { loadLicenseRules, loadMirrors } from './load.ts';
import type { LicenseRules, Mirrors } from '../rulebook/rulebook.ts';

/**
 * Compiles a file of `rules/` whose mistakes must stop the build: the license of a rule file, or what `mirrors.yaml`
 * says. Throws an error whose message has one line for each problem, `file:line:column message`.
 */
export function compileRuleFile(file: string, source: string, checks: readonly Check[]): LicenseRules | Mirrors {
  const read = file.endsWith('mirrors.yaml') ? loadMirrors(file, source) : loadLicenseRules(file, source, checks);
  if ('problems' in read) throw new Error(read.problems.map(formatProblem).join('\n'));
  return 'mirrors' in read ? read.mirrors : read.rules;
}
