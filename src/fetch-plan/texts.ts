import type { Snapshot, SnapshotFile } from '../snapshot/snapshot.ts';
import { SHORTEST_TEXT } from '../agreement/likely.ts';
import { isDocument, MAX_DOCUMENT_BYTES } from '../facts/documents.ts';
import { factsOf, isOwnLicense, MIN_AGREEMENT_BYTES, type FilesRead } from '../facts/facts-of.ts';
import type { Facts } from '../facts/facts.ts';
import { decideLineage, effectiveBases } from '../lineage/lineage.ts';
import { isNotice } from '../facts/notice-files.ts';
import type { FactsInput } from './facts-input.ts';
import { hasLegalName, isNeverRead, textCandidates, type TextKind } from '../facts/text-files.ts';

/** A repository in which this many texts did not settle what is open is told by these. */
const MAX_TEXTS = 24;

/** Which texts to read next, and which are left out although they might settle something. */
export interface OpenTexts {
  readonly next: readonly string[];
  readonly leftOut: readonly string[];
}

/**
 * What is still open, and where it could be settled: first in the files whose very names promise it, then in others with
 * legal names, then in prose, a few at a time. Nothing is next when nothing that is left could settle any of it.
 */
export async function openTexts(snapshot: Snapshot, read: FilesRead, input: FactsInput): Promise<OpenTexts> {
  const facts = await input.follow(factsOf(snapshot, read, input));
  const candidates = textCandidates(snapshot.files);
  const known = new Set(read.texts.map(({ path }) => path));
  const unread = candidates.filter(({ path }) => !known.has(path));
  const left = MAX_TEXTS - candidates.filter((file) => known.has(file.path) && !isNeverRead(file)).length;
  const stages = stagesOf(await openKinds(facts, input), isClaimOpen(facts), linksOf(facts));
  const open = stages
    .map(({ most, holds }) => ({ most, paths: unread.filter(holds).map(({ path }) => path) }))
    .filter(({ paths }) => paths.length > 0);
  const [first] = open;
  const next = first?.paths.slice(0, Math.min(first.most, Math.max(0, left))) ?? [];
  return { next, leftOut: next.length > 0 ? [] : [...new Set(open.flatMap(({ paths }) => paths))] };
}

/** For a relation that is declared, any agreement that is handed on tells the license. */
async function openKinds(facts: Facts, input: FactsInput): Promise<ReadonlySet<TextKind>> {
  const { relation } = input.relation;
  const declared = relation !== null && relation !== 'none' && relation !== 'mention';
  return declared && decideLineage(facts, input.relation, input.licenses).licenses.length === 0
    ? new Set<TextKind>(['agreement'])
    : input.openTexts(facts);
}

/** The repository's own license file claims a license where nothing names a base. */
function isClaimOpen(facts: Facts): boolean {
  return effectiveBases(facts).every(({ by, license }) => license === null || by === 'license' || by === 'agreement');
}

/** Where the card says that its license stands. */
function linksOf({ card }: Facts): readonly string[] {
  return (card?.frontMatter?.values('license_link') ?? []).map(({ text }) => text.replace(/^\.\//, ''));
}

interface Stage {
  readonly most: number;
  readonly holds: (file: SnapshotFile) => boolean;
}

const POLICY = /policy|acceptable/i;
/** So many at once of those that hardly ever hold anything. */
const A_FEW = 6;

function stagesOf(open: ReadonlySet<TextKind>, claim: boolean, links: readonly string[]): readonly Stage[] {
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
