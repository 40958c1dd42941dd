import type { SnapshotFile } from '../snapshot/snapshot.ts';
import { SHORTEST_TEXT } from '../agreement/likely.ts';
import { checks } from '../checks/index.ts';
import type { DeclaredRelation } from '../facts/declarations.ts';
import { isDocument, MAX_DOCUMENT_BYTES } from '../facts/documents.ts';
import { isOwnLicense, MIN_AGREEMENT_BYTES } from '../facts/facts-of.ts';
import type { Facts } from '../facts/facts.ts';
import { isNotice } from '../facts/notice-files.ts';
import type { Stage } from '../facts/stage.ts';
import { hasLegalName, isNeverRead, textCandidates, type TextKind } from '../facts/text-files.ts';
import { effectiveBases } from '../lineage/lineage.ts';
import type { LicenseRules } from '../rulebook/rulebook.ts';
import type { Known, Subject } from './known.ts';

/** The most texts that are read to settle the open duties. */
const MAX_TEXTS = 24;

/**
 * What is still open, and where it could be settled: first in the files whose very names promise it, then in others
 * with legal names, then in prose, a few at a time. None is next when none that is left could settle any of it;
 * `leftOut` are those that might, beyond the limit.
 */
export function openTexts({ snapshot, declared, catalog }: Subject, known: Known): Pick<Stage, 'texts' | 'leftOut'> {
  const { read, facts } = known;
  const candidates = textCandidates(snapshot.files);
  const asked = new Set(read.texts.map(({ path }) => path));
  const unread = candidates.filter(({ path }) => !asked.has(path));
  const left = MAX_TEXTS - candidates.filter((file) => asked.has(file.path) && !isNeverRead(file)).length;
  const tiers = tiersOf(openKinds(declared.relation, catalog.licenses, known), isClaimOpen(facts), linksOf(facts));
  const open = tiers
    .map(({ most, holds }) => ({ most, paths: unread.filter(holds).map(({ path }) => path) }))
    .filter(({ paths }) => paths.length > 0);
  const [first] = open;
  const texts = first?.paths.slice(0, Math.min(first.most, Math.max(0, left))) ?? [];
  return { texts, leftOut: texts.length > 0 ? [] : [...new Set(open.flatMap(({ paths }) => paths))] };
}

/**
 * The texts in which duties are looked for that bind and are not met: what is met stays so, whatever else is read. For
 * a relation that is declared, any agreement that is handed on tells the license.
 */
function openKinds(
  { relation }: DeclaredRelation,
  licenses: readonly LicenseRules[],
  { lineage, findings }: Known,
): ReadonlySet<TextKind> {
  if (lineage.licenses.length === 0 && relation !== null && relation !== 'none' && relation !== 'mention')
    return new Set(['agreement']);
  const open = new Set(
    findings.flatMap(({ obligation: { rule, outcome } }) => (outcome === 'unmet' || outcome === 'unclear' ? rule : [])),
  );
  const kinds = new Set(
    licenses
      .filter(({ license }) => lineage.licenses.includes(license))
      .flatMap(({ rules }) => rules.flatMap(({ id, check }) => (open.has(id) ? check.kind : []))),
  );
  return new Set(checks.flatMap(({ kind, reads }) => (kinds.has(kind) ? (reads ?? []) : [])));
}

/** The repository's own license file claims a license where nothing names a base. */
function isClaimOpen(facts: Facts): boolean {
  return effectiveBases(facts).every(({ by, license }) => license === null || by === 'license' || by === 'agreement');
}

/** The file that the card names as its license. */
function linksOf({ card }: Facts): readonly string[] {
  return (card?.frontMatter?.values('license_link') ?? []).map(({ text }) => text.replace(/^\.\//, ''));
}

interface Tier {
  readonly most: number;
  readonly holds: (file: SnapshotFile) => boolean;
}

const POLICY = /policy|acceptable/i;
/** The number of unlikely texts that are read together. */
const A_FEW = 6;

function tiersOf(open: ReadonlySet<TextKind>, claim: boolean, links: readonly string[]): readonly Tier[] {
  const anywhere = open.has('agreement') || open.has('policy');
  return [
    {
      most: MAX_TEXTS,
      holds({ path, size }) {
        if (open.has('notice') && isNotice(path)) return true;
        if (open.has('linked') && links.includes(path)) return true;
        if (claim && isOwnLicense(path) && size >= MIN_AGREEMENT_BYTES) return true;
        if (path.includes('/') || !hasLegalName(path) || size < SHORTEST_TEXT) return false;
        if (POLICY.test(path)) return open.has('policy');
        return open.has('agreement') && size >= MIN_AGREEMENT_BYTES;
      },
    },
    { most: A_FEW, holds: ({ path, size }) => anywhere && hasLegalName(path) && size >= SHORTEST_TEXT },
    {
      most: A_FEW,
      holds({ path, size }) {
        if (open.has('document') && isDocument(path) && size <= MAX_DOCUMENT_BYTES) return true;
        return anywhere && size >= MIN_AGREEMENT_BYTES;
      },
    },
  ];
}
