import type { FileChange } from './patch/draft.ts';
import type { Edit } from './fixes/edit.ts';
import { describeEdit } from './fixes/wording.ts';
import type { FixPlan } from './fix.ts';
import { totalOf } from './findings/summary.ts';
import type { Report, UnreadableReport } from './report.ts';
import { version } from './version.ts';
import { diffText } from './file-writer/unified-diff.ts';

/** What `fix --format json` prints: the report of the repository as it is then, and what was done or would be. */
export interface FixReport extends Report {
  readonly fix: {
    /** True when the files were written, into the folder, a commit or a pull request; false when they only would be. */
    readonly written: boolean;
    /** Where on the Hub they were; null for a folder, and when nothing was written. */
    readonly published: Published | null;
    readonly files: readonly FixedFile[];
    /** Edits that change what the author said, and were not asked for. */
    readonly withheld: readonly FixedEdit[];
    /** Ids of the rules that edits should meet and that are not met. */
    readonly left: readonly string[];
    /** Where each agreement's text comes from; `from` is null when none was to be had, and `published` is where to save it from. */
    readonly agreements: readonly {
      readonly license: string;
      readonly from: string | null;
      readonly published: string;
      readonly tried: readonly { readonly where: string; readonly why: string }[];
    }[];
    /** The figures of the repository as it was before. */
    readonly before: Report['summary'];
  };
}

/** A commit, or a pull request that was opened, brought up to date, opened anew in the place of an old one, closed, or had the same changes already. */
export interface Published {
  readonly kind: 'pull-request' | 'commit';
  readonly outcome: 'opened' | 'updated' | 'replaced' | 'unchanged' | 'closed' | 'committed';
  /** The page of it. */
  readonly url: string;
}

export interface FixedFile {
  readonly path: string;
  readonly created: boolean;
  readonly edits: readonly FixedEdit[];
  /** Unified, as `git diff` shows it, never cut; `git apply` takes it where the file is UTF-8. */
  readonly diff: string;
}

export interface FixedEdit {
  readonly rule: string;
  readonly says: string;
  readonly safe: boolean;
}

/** The plan as plain data. */
export function fixReport(plan: FixPlan, written: boolean, published: Published | null): FixReport {
  return {
    schemaVersion: 1,
    tool: { name: 'llama-license-lint', version: version() },
    licenses: plan.licenses,
    repositories: [plan.after],
    summary: totalOf([plan.after]),
    fix: {
      written,
      published,
      files: plan.changes.map(fixedFile),
      withheld: plan.withheld.map(fixedEdit),
      left: plan.left.map(({ rule }) => rule),
      agreements: [...plan.agreements].map(([license, { published, search }]) => ({
        license,
        published,
        from: search.text === null ? null : search.from,
        tried: search.text === null ? search.tried : [],
      })),
      before: totalOf([plan.before]),
    },
  };
}

/** The report of a target that could not be read. */
export function unreadableReport({ target, source, error }: UnreadableReport): Report {
  const repositories = [{ target, source, error }];
  return {
    schemaVersion: 1,
    tool: { name: 'llama-license-lint', version: version() },
    licenses: [],
    repositories,
    summary: totalOf(repositories),
  };
}

function fixedFile(change: FileChange): FixedFile {
  return {
    path: change.path,
    created: change.before === null,
    edits: change.edits.map(fixedEdit),
    diff: diffText(change),
  };
}

function fixedEdit(edit: Edit): FixedEdit {
  return { rule: edit.rule, says: describeEdit(edit), safe: edit.safe };
}
