import { examine, type Examination } from './check.ts';
import { requireOptions, type CheckOptions } from './config/check-options.ts';
import { requireOwnFiles } from './config/repository-configuration.ts';
import { makePatches, type Patch } from './patch/patches.ts';
import type { Edit } from './fixes/edit.ts';
import { relationCorrected } from './fixes/base-named.ts';
import { reportedLicenses } from './findings/reported-licenses.ts';
import type { Obligation, Report, RepositoryReport } from './report.ts';
import { loadRulebook, type Rulebook } from './rulebook-loader/load-rulebook.ts';
import type { LicenseRules } from './rulebook/rulebook.ts';
import { overlay } from './snapshot/overlay.ts';
import { RANGE_LIMIT, takenPaths, type Snapshot } from './snapshot/snapshot.ts';
import { TargetError } from './errors/target-error.ts';
import { startSession, type Session } from './sources/run.ts';

/** The options of a fix, in addition to those of `check`. */
export interface FixOptions extends CheckOptions {
  /** Also makes edits that change what the author wrote. */
  readonly unsafe?: boolean;
  /** False for other people's files: omits sections that only the author can fill in. */
  readonly placeholders?: boolean;
}

/** Finds the official text of a license's agreement. `given` is the file that the caller or the configuration names. */
export type FindAgreement = (
  license: LicenseRules,
  wanted: {
    readonly bases: readonly string[];
    readonly given: { readonly file: string; readonly text: string } | null;
    readonly fingerprints: Rulebook['fingerprints'];
  },
) => Promise<AgreementSearch>;

export type AgreementSearch =
  /** `from` names the source of the text in words. */
  | { readonly text: string; readonly from: string }
  | { readonly text: null; readonly tried: readonly { readonly where: string; readonly why: string }[] };

/** What a fix would change, as data. */
export interface FixPlan {
  /** The report of the repository before and after the fix. */
  readonly before: RepositoryReport;
  readonly after: RepositoryReport;
  /** The licenses that bind the repository. */
  readonly licenses: Report['licenses'];
  readonly changes: readonly Patch[];
  /** Edits that change what the author wrote, and are made only with `unsafe`. */
  readonly withheld: readonly Edit[];
  /** Duties that edits should meet, but do not: an edit is withheld, has no text or no place, or had no effect. */
  readonly left: readonly Obligation[];
  /** The search for each agreement's text, by license. */
  readonly agreements: ReadonlyMap<string, { readonly published: string; readonly search: AgreementSearch }>;
}

/**
 * Even a merge of all generations needs only three: files, then the card that names them, then what its new terms
 * require.
 */
const MAX_ROUNDS = 6;

/**
 * Plans all edits that meet the duties of a repository, and checks the result. `run` is the session for requests about
 * parents on the Hub.
 * Throws a `UsageError` if an option, a configuration or a rule file is wrong; a `TargetError` for a gated repository
 * to which the caller has no access.
 */
export async function planFix(
  snapshot: Snapshot,
  options: FixOptions,
  findAgreement: FindAgreement,
  run: Session = startSession(options),
): Promise<FixPlan> {
  const { unsafe = false, placeholders = true, ...checkOptions } = options;
  requireOptions(checkOptions);
  const rulebook = loadRulebook(options.rules ?? []);
  requireOwnFiles(options, () => rulebook.licenses.flatMap((license) => license.rules.map(({ id }) => id)));
  const before = await examine(snapshot, rulebook, checkOptions, run);
  // A fix of files that cannot be read would be a guess.
  if (before.facts.gated)
    throw new TargetError(
      'gated',
      `${snapshot.target} is gated, and you do not have access`,
      'Ask the owner for access, and use a token that has it (HF_TOKEN or hf auth login).',
    );
  const agreements = new Map<string, { readonly published: string; readonly search: AgreementSearch }>();
  const changes = new Map<string, Patch>();
  const tried = new Set<string>();

  let examined = before;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const wanted = editsOf(examined, rulebook).filter(
      (edit) => (edit.safe || unsafe) && (placeholders || !isPlaceholder(edit)) && !tried.has(JSON.stringify(edit)),
    );
    const edits = firstOf(wanted);
    if (edits.length === 0) break;
    for (const edit of edits) {
      tried.add(JSON.stringify(edit));
      if (edit.kind === 'agreement') await search(edit.license, examined, rulebook, agreements, findAgreement);
    }
    const now = overlay(snapshot, contentsOf(changes));
    const made = await makePatches(edits, {
      facts: examined.facts,
      taken: takenPaths(now),
      read: (path) => now.bytes(path, 0, RANGE_LIMIT),
      agreements: new Map(
        [...agreements].flatMap(([license, { search: found }]) => (found.text === null ? [] : [[license, found.text]])),
      ),
    });
    for (const change of made.changes) changes.set(change.path, joined(changes.get(change.path), change));
    if (made.changes.length > 0)
      examined = await examine(overlay(snapshot, contentsOf(changes)), rulebook, checkOptions, run);
  }
  return {
    before: before.report,
    after: examined.report,
    licenses: reportedLicenses([examined.report], rulebook.licenses),
    changes: [...changes.values()].sort((one, other) => (one.path < other.path ? -1 : 1)),
    withheld: unsafe ? [] : editsOf(examined, rulebook).filter((edit) => !edit.safe),
    left: examined.report.obligations.filter(
      (duty) => duty.fixable && duty.waived === null && (placeholders || !onlyPlaceholders(examined, duty.rule)),
    ),
    agreements,
  };
}

/** True for a section that its author must fill in. */
function isPlaceholder({ kind }: Edit): boolean {
  return kind === 'section';
}

function onlyPlaceholders({ findings }: Examination, rule: string): boolean {
  return findings.filter(({ obligation }) => obligation.rule === rule).every(({ edits }) => edits.every(isPlaceholder));
}

/** The edits for all duties that are not waived. */
function editsOf({ findings, report, facts, lineage }: Examination, rulebook: Rulebook): Edit[] {
  const waived = new Set(report.obligations.filter((duty) => duty.waived !== null).map(({ rule }) => rule));
  const edits = findings.filter(({ obligation }) => !waived.has(obligation.rule)).flatMap((finding) => finding.edits);
  const naming = rulebook.licenses
    .filter(({ license }) => lineage.licenses.includes(license))
    .flatMap((license) => license.rules.find(({ check }) => check.kind === 'base-named') ?? []);
  const corrected = naming
    .slice(0, 1)
    .flatMap((rule) => relationCorrected({ facts, lineage }).map((proposal) => ({ ...proposal, rule: rule.id })));
  return [...edits, ...corrected];
}

/** Agreements come first, so that the card can link to them; then corrections of the author's text, then additions. */
function firstOf(edits: readonly Edit[]): readonly Edit[] {
  const agreements = edits.filter(({ kind }) => kind === 'agreement');
  const unsafe = edits.filter(({ safe }) => !safe);
  return [agreements, unsafe, edits].find((some) => some.length > 0) ?? [];
}

async function search(
  license: string,
  { lineage, agreement }: Examination,
  { licenses, fingerprints }: Rulebook,
  found: Map<string, { readonly published: string; readonly search: AgreementSearch }>,
  findAgreement: FindAgreement,
): Promise<void> {
  const rules = licenses.find((one) => one.license === license);
  if (rules === undefined || found.has(license)) return;
  found.set(license, {
    published: rules.agreement.published,
    search: await findAgreement(rules, { bases: lineage.bases, given: agreement, fingerprints }),
  });
}

function contentsOf(changes: ReadonlyMap<string, Patch>): Map<string, Uint8Array> {
  return new Map([...changes].map(([path, { after }]) => [path, after]));
}

function joined(earlier: Patch | undefined, later: Patch): Patch {
  return earlier === undefined
    ? later
    : { ...later, before: earlier.before, edits: [...earlier.edits, ...later.edits] };
}
