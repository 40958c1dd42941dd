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

// The sources of an agreement's text for a copy: the package does not contain it.

/** In the order in which they are tried. */
export const AGREEMENT_SOURCES = ['given', 'hub-cache', 'kept', 'github', 'hub'] as const;
export type AgreementSource = (typeof AGREEMENT_SOURCES)[number];

/**
 * A source without the agreement's text: `where` and `why` make one sentence, which can contain text from others.
 */
export interface Attempt extends Refusal {
  readonly source: AgreementSource;
}

/** The text, which matches the fingerprint. */
export interface FoundText {
  readonly outcome: 'found';
  /** The text of the source, without a byte order mark. */
  readonly text: string;
  readonly source: AgreementSource;
  /** The source and file: `meta-llama/llama-models on GitHub, models/llama4/LICENSE`. */
  readonly from: string;
  readonly tried: readonly Attempt[];
}

/** The file that the user named is not the agreement. */
export interface RefusedText {
  readonly outcome: 'refused';
  readonly file: string;
  /** The end of a sentence about the file, with what differs. */
  readonly why: string;
}

/** No source has the text. */
export interface MissingText {
  readonly outcome: 'missing';
  /** The page from which it can be saved. */
  readonly published: string;
  readonly tried: readonly Attempt[];
}

export interface WantedText {
  /**
   * Ids of the base models, the most certain first. Only ids of the form `owner/name` are used.
   */
  readonly bases: readonly string[];
  /** The file that `--agreement` or the configuration names. */
  readonly given: { readonly file: string; readonly text: string } | null;
  /** True to use no network. */
  readonly offline: boolean;
}

export interface SearchContext {
  readonly env: Environment;
  readonly fetch: Fetch;
  readonly fingerprints: () => Promise<readonly Fingerprint[]>;
  readonly bounds?: Bounds;
}

// The repository supplies the names of models, so their number is limited.
const MAX_BASES = 20;
const MAX_BASES_ON_HUB = 2;
const BOUNDS: Bounds = { request: 20_000, all: 45_000, pause: 3_000, body: TEXT_LIMIT };

/**
 * Finds the text of a license's agreement: in the user's file, in the local Hugging Face cache of the bases and the
 * license's own models, in earlier downloads, on the licensor's page on GitHub, or in the models on the Hub. A text
 * counts only if it matches the fingerprint. A user's file that does not match ends the search.
 */
export async function findAgreement(
  license: LicenseRules,
  wanted: WantedText,
  context: SearchContext,
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
  { env, fetch: given, bounds = BOUNDS }: SearchContext,
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

/** The Hub ignores the letter case of ids. */
function distinct(ids: readonly string[]): readonly string[] {
  return ids.filter((id, at) => ids.findIndex((other) => other.toLowerCase() === id.toLowerCase()) === at);
}
