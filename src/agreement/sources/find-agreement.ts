import type { Fingerprint } from '../fingerprint.ts';
import type { LicenseRules } from '../../rulebook/rulebook.ts';
import { isHubId } from '../../snapshot/hub-model.ts';
import { TEXT_LIMIT } from '../../snapshot/snapshot.ts';
import { boundedFetch, type Bounds, type Fetch } from '../../sources/http/bounded-fetch.ts';
import type { Environment } from '../../system/environment.ts';
import { cachedModelTexts } from './cached-models.ts';
import { githubText } from './github-text.ts';
import { hubTexts } from './hub-texts.ts';
import { keepText, keptTexts } from './kept-texts.ts';
import type { Offer, Refusal } from './offer.ts';
import { whyNoCopy, whyNoCopyAlone } from './true-copy.ts';

// Where the text of an agreement comes from when a copy has to be written: none is in the package.

/** In the order in which they are tried. */
export const AGREEMENT_SOURCES = ['given', 'hub-cache', 'kept', 'github', 'hub'] as const;
export type AgreementSource = (typeof AGREEMENT_SOURCES)[number];

/**
 * A source that had no text, or not the agreement's: `where` and `why` make one sentence. Names and words of others are
 * in it.
 */
export interface Attempt extends Refusal {
  readonly source: AgreementSource;
}

/** The text, which matches the fingerprint. */
export interface FoundText {
  readonly outcome: 'found';
  /** As the source has it, without a byte order mark. */
  readonly text: string;
  readonly source: AgreementSource;
  /** Which file of whom: `meta-llama/llama-models on GitHub, models/llama4/LICENSE`. */
  readonly from: string;
  readonly tried: readonly Attempt[];
}

/** The file that a person gave is not the agreement. */
export interface RefusedText {
  readonly outcome: 'refused';
  readonly file: string;
  /** The end of a sentence about the file, with what differs. */
  readonly why: string;
}

/** No source has the text. */
export interface MissingText {
  readonly outcome: 'missing';
  /** The page from which a person can save it. */
  readonly published: string;
  readonly tried: readonly Attempt[];
}

export interface WantedText {
  /**
   * Ids of the models that the repository was made from, most telling first. Others than `owner/name` are passed over.
   */
  readonly bases: readonly string[];
  /** The file that `--agreement` or the configuration names. */
  readonly given: { readonly file: string; readonly text: string } | null;
  /** Asks no server. */
  readonly offline: boolean;
}

export interface AroundText {
  readonly env: Environment;
  readonly fetch: Fetch;
  readonly fingerprints: () => Promise<readonly Fingerprint[]>;
  readonly bounds?: Bounds;
}

// Names of models come from the repository: it may not make the search long.
const MAX_BASES = 20;
const MAX_BASES_ON_HUB = 2;
const BOUNDS: Bounds = { request: 20_000, all: 45_000, pause: 3_000, body: TEXT_LIMIT };

/**
 * The text of a license's agreement: the given file, else what the local Hugging Face cache holds of the bases and of
 * the license's own models, else what was fetched before, else the licensor's page on GitHub, else the models on the
 * Hub. Each text counts only when it matches the fingerprint. A given file that does not ends the search; what to do
 * about it depends on who gave it.
 */
export async function findAgreement(
  license: LicenseRules,
  wanted: WantedText,
  context: AroundText,
): Promise<FoundText | RefusedText | MissingText> {
  const { env } = context;
  const fingerprints = await context.fingerprints();
  if (wanted.given !== null) {
    const { file, text } = wanted.given;
    const why = whyNoCopy(license.license, text, fingerprints);
    return why === null
      ? { outcome: 'found', text, source: 'given', from: file, tried: [] }
      : { outcome: 'refused', file, why };
  }
  const tried: Attempt[] = [];
  for (const { source, offers } of sources(license, wanted, context)) {
    for await (const offer of offers()) {
      const why = 'text' in offer ? whyNoCopyAlone(license.license, offer.text, fingerprints) : offer.why;
      if (why !== null) tried.push({ source, where: offer.where, why });
      else if ('text' in offer) {
        if (source === 'github' || source === 'hub') await keepText(license.license, offer.text, env);
        return { outcome: 'found', text: offer.text, source, from: offer.where.replace(/,$/, ''), tried };
      }
    }
  }
  return { outcome: 'missing', published: license.agreement.published, tried };
}

interface Source {
  readonly source: AgreementSource;
  readonly offers: () => AsyncIterable<Offer> | Iterable<Offer>;
}

function sources(
  license: LicenseRules,
  { bases, offline }: WantedText,
  { env, fetch: given, bounds = BOUNDS }: AroundText,
): readonly Source[] {
  const models = bases.filter(isHubId).slice(0, MAX_BASES);
  const own = license.models.flatMap((family) => family.ids);
  const local: Source[] = [
    { source: 'hub-cache', offers: () => cachedModelTexts(distinct([...models, ...own]), env) },
    { source: 'kept', offers: () => keptTexts(license.license, env) },
  ];
  if (offline) return local;
  const fetch = boundedFetch(given, bounds);
  return [
    ...local,
    { source: 'github', offers: () => githubText(license.agreement.published, env, fetch) },
    { source: 'hub', offers: () => hubTexts(distinct([...models.slice(0, MAX_BASES_ON_HUB), ...own]), env, fetch) },
  ];
}

/** The Hub takes ids in any letter case. */
function distinct(ids: readonly string[]): readonly string[] {
  return ids.filter((id, at) => ids.findIndex((other) => other.toLowerCase() === id.toLowerCase()) === at);
}
