import type { Patch } from './patch/patches.ts';
import type { Edit } from './fixes/edit.ts';
import { describeEdit } from './fixes/wording.ts';
import type { FixPlan } from './fix.ts';
import { totalOf } from './findings/summary.ts';
import type { Report, UnreadableReport } from './report.ts';
import { version } from './version.ts';
import { diffText } from './file-writer/unified-diff.ts';

/** What `fix --format json` prints: the report of the fixed repository, and what was done or would be. */
export interface FixReport extends Report {
  readonly fix: {
    /** True if the files were written to the folder, a commit or a pull request; false if they only would be. */
    readonly written: boolean;
    /** Where they were published on the Hub; null for a folder, and if nothing was written. */
    readonly published: Published | null;
    readonly files: readonly ReportedPatch[];
    /** Edits that change what the author wrote, and were not made without `--unsafe`. */
    readonly withheld: readonly ReportedEdit[];
    /** Ids of the rules that edits should meet, but that are still unmet. */
    readonly left: readonly string[];
    /** The source of each agreement's text; `from` is null if none was found, and `published` says where to get it. */
    readonly agreements: readonly {
      readonly license: string;
      readonly from: string | null;
      readonly published: string;
      readonly tried: readonly { readonly where: string; readonly why: string }[];
    }[];
    /** The figures before the fix. */
    readonly before: Report['summary'];
  };
}

/** A commit, or a pull request that was opened, updated, replaced by a new one, closed, or already up to date. */
export interface Published {
  readonly kind: 'pull-request' | 'commit';
  readonly outcome: 'opened' | 'updated' | 'replaced' | 'unchanged' | 'closed' | 'committed';
  /** Its page. */
  readonly url: string;
}

export interface ReportedPatch {
  readonly path: string;
  readonly created: boolean;
  readonly edits: readonly ReportedEdit[];
  /** A unified diff, never cut, for `git apply` if the file is UTF-8. */
  readonly diff: string;
}

export interface ReportedEdit {
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
      files: plan.changes.map(reportedPatch),
      withheld: plan.withheld.map(reportedEdit),
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

function reportedPatch(change: Patch): ReportedPatch {
  return {
    path: change.path,
    created: change.before === null,
    edits: change.edits.map(reportedEdit),
    diff: diffText(change),
  };
}

function reportedEdit(edit: Edit): ReportedEdit {
  return { rule: edit.rule, says: describeEdit(edit), safe: edit.safe };
}
