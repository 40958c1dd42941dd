import { variable, type Environment } from '../system/environment.ts';
import { fieldsOf } from '../system/object-fields.ts';

/** The pull request that a workflow runs for. */
export interface PullRequest {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
  /** The base branch and its commit; null if the event does not name them. */
  readonly base: { readonly branch: string; readonly commit: string } | null;
}

const EVENTS: ReadonlySet<string> = new Set(['pull_request', 'pull_request_target']);
const REPOSITORY = /^(?<owner>[\w-]{1,100})\/(?<repo>(?!\.{1,2}$)[\w.-]{1,100})$/;
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Null for any other event. The author of a pull request controls much of an event, so each field is validated. */
export function pullRequestOf(env: Environment, event: unknown): PullRequest | null {
  const { owner, repo } = REPOSITORY.exec(variable(env, 'GITHUB_REPOSITORY') ?? '')?.groups ?? {};
  const pull = fieldsOf(fieldsOf(event)['pull_request']);
  const number = pull['number'];
  if (!EVENTS.has(env['GITHUB_EVENT_NAME'] ?? '') || owner === undefined || repo === undefined) return null;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) return null;
  const { ref: branch, sha: commit } = fieldsOf(pull['base']);
  const known = typeof branch === 'string' && typeof commit === 'string' && COMMIT.test(commit);
  return { owner, repo, number, base: known ? { branch, commit } : null };
}
