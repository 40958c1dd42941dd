import { follow as followBases, unfollowed } from './lineage/ancestors/follow.ts';
import { requireOptions, type CheckOptions } from './config/check-options.ts';
import { settingOf } from './config/configuration.ts';
import type { Configuration } from './config/configuration-data.ts';
import {
  configurationOf,
  namedAgreement,
  refuseAttestationsToCome,
  requireOwnFiles,
  unusedAgreement,
  type NamedAgreement,
} from './config/repository-configuration.ts';
import { UsageError } from './errors/usage-error.ts';
import { proposedFixes } from './patch/proposed-fixes.ts';
import { readGivenAgreement, whyNotTheAgreement, type GivenAgreement } from './agreement/true-text.ts';
import type { BaseEvidence } from './provenance/base-evidence.ts';
import type { Facts } from './facts/facts.ts';
import { decideLineage, type DecidedLineage } from './lineage/lineage.ts';
import type { DeclaredRelation } from './lineage/declared-relation.ts';
import { readFacts } from './fetch-plan/read-facts.ts';
import type { FactsInput } from './fetch-plan/facts-input.ts';
import { decisionsOf } from './findings/decisions.ts';
import { judge } from './findings/judge.ts';
import type { Finding } from './findings/finding.ts';
import { openTexts } from './findings/open-texts.ts';
import { lineageNotes } from './findings/lineage-notes.ts';
import { reportedLicenses } from './findings/reported-licenses.ts';
import { summaryOf, totalOf } from './findings/summary.ts';
import { waive } from './findings/waive.ts';
import type { Lineage, Note, Relation, Report, RepositoryReport, UnreadableReport } from './report.ts';
import { loadRulebook, type Rulebook } from './rulebook-loader/load-rulebook.ts';
import type { RepositoryName, Snapshot } from './snapshot/snapshot.ts';
import { TargetError } from './errors/target-error.ts';
import { withoutCredentials } from './sources/http/credentials.ts';
import { openMemory, type MemoryFiles } from './sources/memory.ts';
import { openTarget, targetSource } from './sources/open.ts';
import { startSession, type Session } from './sources/run.ts';
import { version } from './version.ts';

/** A folder or another target by name, several of them, or the files of a repository by path. */
export type CheckTarget = string | readonly string[] | MemoryFiles;

/**
 * Checks repositories against the Llama licenses that they are under. A target that cannot be read becomes an entry of
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

/** Of several targets, a wrong configuration is said to be that of its own. */
async function namingTarget<T>(target: string | null, checking: Promise<T>): Promise<T> {
  try {
    return await checking;
  } catch (error) {
    throw error instanceof UsageError && target !== null
      ? new UsageError(`in ${withoutCredentials(target)}: ${error.message}`, error.hint)
      : error;
  }
}

/** One target, which `open` opens: its report, or why it cannot be read. Throws a `UsageError` when its configuration is wrong. */
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

/** One state of one repository with all that was learned of it. */
export interface Examination {
  readonly report: RepositoryReport;
  readonly facts: Facts;
  readonly lineage: DecidedLineage;
  readonly findings: readonly Finding[];
  /** The file that is said to be the agreement's true text. */
  readonly agreement: NamedAgreement | null;
}

/**
 * The pipeline: snapshot → facts, with the parents' own parents → lineage → obligations → report. `run` is what parents
 * are asked for with, each once.
 * Throws a `UsageError` when a configuration is wrong; a `TargetError` when a server fails, or keeps back all that could
 * tell whether a license binds.
 */
export async function examine(
  snapshot: Snapshot,
  rulebook: Rulebook,
  options: CheckOptions,
  run: Session = startSession(options),
): Promise<Examination> {
  const { licenses, mirrors } = rulebook;
  const { configuration, notes } = await configurationOf(snapshot, options, () => ruleIdsOf(rulebook));
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  refuseAttestationsToCome(configuration, today);
  const named = await namedAgreement(snapshot, options, configuration);
  const given =
    named.agreement === null
      ? null
      : readGivenAgreement(named.agreement.file, named.agreement.text, await rulebook.fingerprints());
  const fingerprints = given === null ? rulebook.fingerprints : () => Promise.resolve(given.fingerprints);
  const declared = declaredRelation(options, configuration);
  const judged = (among: Facts) => {
    const lineage = decideLineage(among, declared, licenses);
    return {
      lineage,
      findings: judge(among, lineage, licenses, (rule) => settingOf(configuration, rule)?.value ?? null),
    };
  };
  const facts = await readFacts(snapshot, {
    ...declaredBy(options, configuration, snapshot),
    relation: declared,
    licenses,
    mirrors,
    fingerprints,
    follow: async (among) => {
      if (follows(snapshot, options)) return followBases(among, run.ask, { licenses, mirrors });
      return isRemote(snapshot) ? unfollowed(among) : among;
    },
    openTexts(among) {
      const { lineage: decided, findings: open } = judged(among);
      return Promise.resolve(
        openTexts(
          open,
          licenses.filter(({ license }) => decided.licenses.includes(license)),
        ),
      );
    },
  });
  refuseDatasets(facts);
  const { lineage, findings } = judged(facts);
  if (isClosed(facts, lineage, declared))
    throw new TargetError(
      'gated',
      `${snapshot.target} is gated, and what the Hub tells of it does not say what it was made from`,
      'Ask the owner for access, and give a token that has it (HF_TOKEN or hf auth login).',
    );
  // The Hub has just told of the repository: another time it will tell of its base.
  if (snapshot.source === 'hub' && lineage.licenses.length === 0 && facts.unasked !== undefined)
    throw new TargetError(
      'network',
      `The Hub could not be asked for ${facts.unasked}, from which ${snapshot.target} was made`,
      'Try again in a while.',
    );
  const waived = waive(
    findings.map(({ obligation }) => obligation),
    configuration,
    today,
  );
  const decisions = decisionsOf(configuration, today, {
    facts,
    lineage,
    declared,
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
      ...lineageNotes(lineage, declared.relation),
      ...waived.notes,
    ],
    ...(decisions.length === 0 ? {} : { decisions }),
    summary: summaryOf(waived.obligations),
  };
  return { report, facts, lineage, findings, agreement: named.agreement };
}

/** Throws a `UsageError` where a data set of the card is declared as the base: the duties would be another model's. */
function refuseDatasets({ bases, card }: Facts): void {
  const isDeclared = ({ by }: BaseEvidence) => by === 'flag' || by === 'configuration';
  const idOf = ({ reference }: BaseEvidence) => reference?.id.toLowerCase() ?? '';
  const listed = card?.frontMatter?.values('datasets').map(({ text }) => text) ?? [];
  const read = bases.flatMap((base) => {
    if (base.dataset === undefined) return [];
    return base.match?.original == null ? [base.dataset, idOf(base)] : [base.dataset];
  });
  const datasets = new Set([...listed, ...read].map((id) => id.toLowerCase()));
  const models = new Set(bases.filter((base) => !isDeclared(base) && base.dataset === undefined).map(idOf));
  const wrong = bases.find((base) => isDeclared(base) && datasets.has(idOf(base)) && !models.has(idOf(base)));
  if (wrong === undefined) return;
  const {
    evidence: { file, line, column },
    reference,
  } = wrong;
  const place = line === null ? file : `${file}:${line}:${column ?? 1}`;
  throw new UsageError(
    `${place}: ${reference?.written ?? ''} is a data set that the card names, not a model`,
    'Name the model; where this one was only trained on its outputs, the relation is “outputs”.',
  );
}

/** Of files that nobody was shown it cannot be said that they hold no Llama material. */
function isClosed({ gated, bases }: Facts, { licenses }: DecidedLineage, { relation }: DeclaredRelation): boolean {
  return gated && licenses.length === 0 && relation === null && !bases.some(({ foreign }) => foreign);
}

/** Whoever checks what lies on a server asks servers anyway; a folder is checked without, unless somebody wants it. */
function follows({ source }: Pick<Snapshot, 'source'>, { follow, offline }: CheckOptions): boolean {
  return offline !== true && (follow ?? isRemote({ source }));
}

function isRemote({ source }: Pick<Snapshot, 'source'>): boolean {
  return source === 'hub' || source === 'github';
}

/** Only a configuration asks for them: a license's rules are read when it binds, or when they are asked for. */
function ruleIdsOf({ licenses }: Rulebook): readonly string[] {
  return licenses.flatMap((license) => license.rules.map((rule) => rule.id));
}

/** Throws a `UsageError` when the caller's file is not the agreement that the repository is under; of the configuration's it is noted. */
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

function declaredBy(
  options: CheckOptions,
  configuration: Configuration,
  snapshot: Snapshot,
): Pick<FactsInput, 'name' | 'bases' | 'attestations'> {
  const fromFlags = (options.bases ?? []).map((id) => ({
    id,
    by: 'flag' as const,
    evidence: { file: '--base', line: null, column: null, says: id },
  }));
  const fromConfiguration = configuration.bases.map(({ value: id, place: { file, line, column } }) => ({
    id,
    by: 'configuration' as const,
    evidence: { file, line, column, says: `bases: ${id}` },
  }));
  const { 'commercial-threshold': threshold, 'separate-license': separate } = configuration.attestations;
  return {
    name: nameOf(options, configuration, snapshot),
    bases: fromFlags.length > 0 ? fromFlags : fromConfiguration,
    attestations: {
      ...(threshold === null ? {} : { 'commercial-threshold': threshold.value }),
      ...(separate === null ? {} : { 'separate-license': separate.value }),
    },
  };
}

function nameOf(options: CheckOptions, configuration: Configuration, snapshot: Snapshot): RepositoryName {
  if (options.name !== undefined) return { value: options.name, from: 'flag' };
  return configuration.name === null ? snapshot.name : { value: configuration.name.value, from: 'config' };
}

function declaredRelation(options: CheckOptions, configuration: Configuration): DeclaredRelation {
  const says = (file: string, line: number | null, column: number | null, relation: Relation) => ({
    relation,
    evidence: { file, line, column, says: `relation: ${relation}` },
  });
  if (options.relation !== undefined) return says('--relation', null, null, options.relation);
  if (configuration.relation === null) return { relation: null, evidence: null };
  const { value, place } = configuration.relation;
  return says(place.file, place.line, place.column, value);
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
  // What a program hands over may be anything.
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
