import { readGivenAgreement, whyNotTheAgreement, type GivenAgreement } from './agreement/true-text.ts';
import { requireOptions, type CheckOptions } from './config/check-options.ts';
import { settingOf } from './config/configuration.ts';
import { declarationsOf } from './config/declarations.ts';
import {
  configurationOf,
  namedAgreement,
  refuseAttestationsToCome,
  requireOwnFiles,
  unusedAgreement,
  type NamedAgreement,
} from './config/repository-configuration.ts';
import { TargetError } from './errors/target-error.ts';
import { UsageError } from './errors/usage-error.ts';
import { factsOf } from './facts/facts-of.ts';
import { RepositoryReader } from './facts/repository-reader.ts';
import type { Known, Subject } from './fetch-plan/known.ts';
import { stagesOf } from './fetch-plan/stages.ts';
import { decisionsOf } from './findings/decisions.ts';
import { judge, type SettingOf } from './findings/judge.ts';
import { lineageNotes } from './findings/lineage-notes.ts';
import { reportedLicenses } from './findings/reported-licenses.ts';
import { summaryOf, totalOf } from './findings/summary.ts';
import { waive } from './findings/waive.ts';
import { askAncestors } from './lineage/ancestors/ancestors.ts';
import { withAncestors, withoutAncestors } from './lineage/ancestors/follow.ts';
import { decideLineage } from './lineage/lineage.ts';
import { refuseDatasets, refuseUndecidable } from './lineage/refusals.ts';
import { proposedFixes } from './patch/proposed-fixes.ts';
import type { Lineage, Note, Report, RepositoryReport, UnreadableReport } from './report.ts';
import { loadRulebook, type Rulebook } from './rulebook-loader/load-rulebook.ts';
import type { AskModel } from './snapshot/hub-model.ts';
import type { Snapshot } from './snapshot/snapshot.ts';
import { withoutCredentials } from './sources/http/credentials.ts';
import { openMemory, type MemoryFiles } from './sources/memory.ts';
import { openTarget, targetSource } from './sources/open.ts';
import { startSession, type Session } from './sources/run.ts';
import { version } from './version.ts';

/** A folder or another target by name, several of them, or the files of a repository by path. */
export type CheckTarget = string | readonly string[] | MemoryFiles;

/**
 * Checks repositories against the Llama licenses that apply to them. A target that cannot be read becomes an entry of
 * the report with an `error`.
 * Throws a `UsageError` when an option, a configuration or a rule file is wrong.
 */
export async function check(target: CheckTarget, options: CheckOptions = {}): Promise<Report> {
  const targets = typeof target === 'string' ? [target] : isList(target) ? target : null;
  if (targets !== null && targets.length !== 1) refuseOptionsOfOne(targets, options);
  requireOptions(options);
  const rulebook = loadRulebook(options.rules ?? []);
  requireOwnFiles(options, () => ruleIdsOf(rulebook));
  const repositories: (RepositoryReport | UnreadableReport)[] = [];
  const run = startSession(options);
  if (targets === null) repositories.push(await checkSnapshot(openFiles(target), rulebook, options, run));
  for (const one of targets ?? [])
    repositories.push(await namingTarget(targets?.length === 1 ? null : one, checkTarget(one, rulebook, options, run)));
  return {
    schemaVersion: 1,
    tool: { name: 'llama-license-lint', version: version() },
    licenses: reportedLicenses(repositories, rulebook.licenses),
    repositories,
    summary: totalOf(repositories),
  };
}

/** With several targets, an error names the target whose configuration is wrong. */
async function namingTarget<T>(target: string | null, checking: Promise<T>): Promise<T> {
  try {
    return await checking;
  } catch (error) {
    throw error instanceof UsageError && target !== null
      ? new UsageError(`in ${withoutCredentials(target)}: ${error.message}`, error.hint)
      : error;
  }
}

/**
 * One target, which `open` opens: its report, or why it cannot be read. Throws a `UsageError` when its configuration is
 * wrong.
 */
export async function checkTarget(
  target: string,
  rulebook: Rulebook,
  options: CheckOptions,
  run: Session,
  open: (target: string, run: Session) => Promise<Snapshot> = openTarget,
): Promise<RepositoryReport | UnreadableReport> {
  try {
    return await checkSnapshot(await open(target, run), rulebook, options, run);
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    return {
      target: withoutCredentials(target),
      source: targetSource(target),
      error: { code: error.code, message: error.message, hint: error.hint },
    };
  }
}

async function checkSnapshot(
  snapshot: Snapshot,
  rulebook: Rulebook,
  options: CheckOptions,
  run: Session,
): Promise<RepositoryReport> {
  const { report, facts, findings } = await examine(snapshot, rulebook, options, run);
  if (options.fixes !== true) return report;
  const obligations = report.obligations.map(async (duty) => {
    const edits =
      duty.waived === null ? (findings.find(({ obligation }) => obligation.rule === duty.rule)?.edits ?? []) : [];
    return edits.length === 0 ? duty : { ...duty, fixes: await proposedFixes(edits, facts, snapshot) };
  });
  return { ...report, obligations: await Promise.all(obligations) };
}

/** One state of one repository, and everything learned about it. */
export interface Examination extends Pick<Known, 'facts' | 'lineage' | 'findings'> {
  readonly report: RepositoryReport;
  /** The file that the caller or the configuration names as the agreement. */
  readonly agreement: NamedAgreement | null;
}

/**
 * The pipeline: snapshot → facts, with the parents' own parents → lineage → findings, stage by stage, and then the
 * report. `run` asks the Hub for each parent once. Throws a `UsageError` if a configuration is wrong, and a
 * `TargetError` if a server fails or withholds everything that could show whether a license binds.
 */
export async function examine(
  snapshot: Snapshot,
  rulebook: Rulebook,
  options: CheckOptions,
  run: Session = startSession(options),
): Promise<Examination> {
  const { licenses } = rulebook;
  const { configuration, notes } = await configurationOf(snapshot, options, () => ruleIdsOf(rulebook));
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  refuseAttestationsToCome(configuration, today);
  const named = await namedAgreement(snapshot, options, configuration);
  const given =
    named.agreement === null
      ? null
      : readGivenAgreement(named.agreement.file, named.agreement.text, await rulebook.fingerprints());
  const declared = declarationsOf(options, configuration, snapshot.name);
  const { facts, lineage, findings } = await readInStages(
    { snapshot, declared, catalog: rulebook },
    given === null ? rulebook.fingerprints : () => Promise.resolve(given.fingerprints),
    (rule) => settingOf(configuration, rule)?.value ?? null,
    follows(snapshot, options) ? run.ask : null,
  );
  refuseDatasets(facts);
  refuseUndecidable(snapshot, facts, lineage, declared);
  const waived = waive(
    findings.map(({ obligation }) => obligation),
    configuration,
    today,
  );
  const decisions = decisionsOf(configuration, today, {
    facts,
    lineage,
    declared: declared.relation,
    licenses,
    obligations: waived.obligations,
  });
  const report: RepositoryReport = {
    target: snapshot.target,
    source: snapshot.source,
    revision: snapshot.revision,
    name: facts.name,
    lineage: lineageOf(lineage),
    obligations: waived.obligations,
    notes: [
      ...notes,
      ...named.notes,
      ...agreementNotes(named.agreement, given, lineage),
      ...facts.notes,
      ...lineageNotes(lineage, declared.relation.relation),
      ...waived.notes,
    ],
    ...(decisions.length === 0 ? {} : { decisions }),
    summary: summaryOf(waived.obligations),
  };
  return { report, facts, lineage, findings, agreement: named.agreement };
}

/**
 * Reads a stage of files, derives facts and lineage, and judges, until the plan asks for no more. `ask` is null if
 * ancestors are not requested.
 */
async function readInStages(
  subject: Subject,
  fingerprints: Rulebook['fingerprints'],
  setting: SettingOf,
  ask: AskModel | null,
): Promise<Known> {
  const { snapshot, declared, catalog } = subject;
  const reader = new RepositoryReader(snapshot, declared.name.value, fingerprints);
  const plan = stagesOf(subject);
  let stage = plan.next();
  while (stage.done !== true) {
    const read = await reader.read(stage.value);
    const own = factsOf(snapshot, read, declared, catalog);
    const ancestors = ask === null ? null : await askAncestors(own, ask, catalog);
    const unasked = isRemote(snapshot) ? withoutAncestors(own) : own;
    const facts = ancestors === null ? unasked : withAncestors(own, ancestors, catalog);
    const lineage = decideLineage(facts, declared.relation, catalog.licenses);
    const findings = judge(facts, lineage, catalog.licenses, setting);
    stage = plan.next({ read, ancestors, facts, lineage, findings });
  }
  return stage.value;
}

/** Parents of a target on a server are followed by default; those of a folder only on request. */
function follows({ source }: Pick<Snapshot, 'source'>, { follow, offline }: CheckOptions): boolean {
  return offline !== true && (follow ?? isRemote({ source }));
}

function isRemote({ source }: Pick<Snapshot, 'source'>): boolean {
  return source === 'hub' || source === 'github';
}

/** Called only for a configuration that names rules: a license's rules are loaded on first use. */
function ruleIdsOf({ licenses }: Rulebook): readonly string[] {
  return licenses.flatMap((license) => license.rules.map((rule) => rule.id));
}

/**
 * Throws a `UsageError` if the caller's file is not the agreement that applies to the repository. If the configuration
 * names the file, the report has a note.
 */
function agreementNotes(
  named: NamedAgreement | null,
  agreement: GivenAgreement | null,
  { licenses }: Pick<Lineage, 'licenses'>,
): Note[] {
  const why =
    named === null || agreement === null || licenses.length === 0 ? null : whyNotTheAgreement(agreement, licenses);
  if (named === null || why === null) return [];
  if (named.place === null)
    throw new UsageError(`${named.file} ${why}`, 'Name a file with --agreement that holds the license word for word.');
  return [unusedAgreement(`${named.file} ${why}`, named.place)];
}

function lineageOf({ licenses, relation, certainty, bases, evidence, otherParents, chains }: Lineage): Lineage {
  return { licenses, relation, certainty, bases, evidence, otherParents, ...(chains === undefined ? {} : { chains }) };
}

function refuseOptionsOfOne(targets: readonly string[], options: CheckOptions): void {
  if (targets.length === 0) throw new UsageError('there is no target to check');
  const input = [
    options.name === undefined ? [] : 'name',
    options.relation === undefined ? [] : 'relation',
    options.bases === undefined ? [] : 'base',
  ].flat();
  if (input.length > 0)
    throw new UsageError(`${input.join(', ')} can be said of one target only, and there are ${targets.length}`);
}

function openFiles(files: CheckTarget): Snapshot {
  // A program may pass anything.
  const input: unknown = files;
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new UsageError('a target is a name, a list of names, or a map of files');
  try {
    return openMemory(input as MemoryFiles, null);
  } catch (error) {
    throw error instanceof TargetError ? new UsageError(error.message, error.hint) : error;
  }
}

function isList(target: CheckTarget): target is readonly string[] {
  return Array.isArray(target);
}
