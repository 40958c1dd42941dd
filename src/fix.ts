import { examine, type Examination } from './check.ts';
import { requireOptions, type CheckOptions } from './config/check-options.ts';
import { requireOwnFiles } from './config/repository-configuration.ts';
import { draft, type FileChange } from './patch/draft.ts';
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

/** What a fix may do, beside what `check` takes. */
export interface FixOptions extends CheckOptions {
  /** Makes edits that change what the author said, too. */
  readonly unsafe?: boolean;
  /** False for files that somebody else owns: leaves out what only its author can fill in. */
  readonly placeholders?: boolean;
}

/** Looks for the true text of a license's agreement. `given` is the file that the caller or the configuration names. */
export type FindAgreement = (
  license: LicenseRules,
  wanted: {
    readonly bases: readonly string[];
    readonly given: { readonly file: string; readonly text: string } | null;
    readonly fingerprints: Rulebook['fingerprints'];
  },
) => Promise<AgreementSearch>;

export type AgreementSearch =
  /** `from` says in words where the text comes from. */
  | { readonly text: string; readonly from: string }
  | { readonly text: null; readonly tried: readonly { readonly where: string; readonly why: string }[] };

/** What a fix would change, as data; nothing of it is written yet. */
export interface FixPlan {
  /** The repository as it is, and as it would be. */
  readonly before: RepositoryReport;
  readonly after: RepositoryReport;
  /** What the rules of the duties are about. */
  readonly licenses: Report['licenses'];
  readonly changes: readonly FileChange[];
  /** Edits that change what the author said, and were not asked for. */
  readonly withheld: readonly Edit[];
  /** Duties that edits should meet and do not: withheld ones, those without a text or a place, those that came to nothing. */
  readonly left: readonly Obligation[];
  /** Where each agreement's text was looked for, by license. */
  readonly agreements: ReadonlyMap<string, { readonly published: string; readonly search: AgreementSearch }>;
}

/** A merge of all generations is done after three: files first, then the card that names them, then what its new terms bring up. */
const MAX_ROUNDS = 6;

/**
 * Plans all edits that meet the duties of a repository, and checks it again as it would be then. `run` is what parents on
 * the Hub are asked for with.
 * Throws a `UsageError` when an option, a configuration or a rule file is wrong; a `TargetError` for a gated repository
 * that is not open to the caller.
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
  // Of whoever cannot read it nobody wants a change.
  if (before.facts.gated)
    throw new TargetError(
      'gated',
      `${snapshot.target} is gated, and nobody has let you in`,
      'Ask the owner for access, and give a token that has it (HF_TOKEN or hf auth login).',
    );
  const agreements = new Map<string, { readonly published: string; readonly search: AgreementSearch }>();
  const changes = new Map<string, FileChange>();
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
    const drafted = await draft(edits, {
      facts: examined.facts,
      taken: takenPaths(now),
      read: (path) => now.bytes(path, 0, RANGE_LIMIT),
      agreements: new Map(
        [...agreements].flatMap(([license, { search: found }]) => (found.text === null ? [] : [[license, found.text]])),
      ),
    });
    for (const change of drafted.changes) changes.set(change.path, joined(changes.get(change.path), change));
    if (drafted.changes.length > 0)
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

/** A section that its author has to fill in. */
function isPlaceholder({ kind }: Edit): boolean {
  return kind === 'section';
}

function onlyPlaceholders({ findings }: Examination, rule: string): boolean {
  return findings.filter(({ obligation }) => obligation.rule === rule).every(({ edits }) => edits.every(isPlaceholder));
}

/** What a waiver covers is left as its owner wants it. */
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

/** Agreements come first, since the card then links to their files; and what the author said is set right before more is said. */
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

function contentsOf(changes: ReadonlyMap<string, FileChange>): Map<string, Uint8Array> {
  return new Map([...changes].map(([path, { after }]) => [path, after]));
}

function joined(earlier: FileChange | undefined, later: FileChange): FileChange {
  return earlier === undefined
    ? later
    : { ...later, before: earlier.before, edits: [...earlier.edits, ...later.edits] };
}
