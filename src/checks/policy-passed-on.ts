import type { VisibleDocument } from '../facts/documents.ts';
import { matchesAny } from '../rulebook/pattern.ts';
import type { LicenseRules } from '../rulebook/rulebook.ts';
import type { Place } from '../snapshot/place.ts';
import { defineCheck } from './check.ts';
import { placeEvidence } from './evidence.ts';

/** The Acceptable Use Policy is passed on (clause 1.b.iv): a link that a reader sees, or a copy. */
export const policyPassedOn = defineCheck({
  kind: 'policy-passed-on',
  readsCard: true,
  reads: ['policy', 'notice', 'document'],
  parameters: { links: 'texts', name: 'text' },
  codes: {
    linked: { outcome: 'met', args: ['file', 'url'] },
    copied: { outcome: 'met', args: ['file'] },
    'other-version': { outcome: 'unmet', args: ['file', 'url'] },
    missing: { outcome: 'unmet', args: [] },
    named: { outcome: 'unclear', args: ['file'] },
    altered: { outcome: 'unclear', args: ['file'] },
    'in-gate': { outcome: 'unclear', args: ['file'] },
  },
  judge({ facts, license, parameters }) {
    const policies = facts.agreements.filter((one) => one.part === 'policy' && one.license === license.license);
    const links = facts.documents.flatMap(linksOf);
    const linked = links.filter(
      (link) => parameters.links.some((wanted) => sameUrl(link.url, wanted)) || isOwnPolicy(link.url, license),
    );
    const answer = (own: { readonly url: string; readonly place: Place }) =>
      ({ code: 'linked', args: { file: own.place.file, url: own.url }, locations: [own.place], evidence: [] }) as const;
    // The card is what everybody reads, so that a link in it settles it.
    const inCard = linked.find(({ place }) => place.file === facts.card?.file);
    if (inCard) return answer(inCard);
    const written = facts.documents
      .map((document) => placeOfAddress(document, parameters.links))
      .find((found) => found !== null);
    if (written) return answer(written);
    // The agreement itself names the policy: who only hands that on has not passed on the policy.
    const plain = facts.notices.filter((notice) => !facts.agreements.some((one) => one.file === notice.path));
    for (const notice of plain) {
      const url = parameters.links.find((wanted) => foldUrl(notice.text ?? '').includes(foldUrl(wanted)));
      if (url !== undefined) return { code: 'linked', args: { file: notice.path, url }, locations: [], evidence: [] };
    }
    const copy = policies.find((one) => one.in !== 'gate' && one.coverage > NEARLY_ALL);
    if (copy) return { code: 'copied', args: { file: copy.file }, locations: [copy.place], evidence: [] };
    const [elsewhere] = linked;
    if (elsewhere) return answer(elsewhere);

    const altered = policies.find((one) => one.in !== 'gate');
    if (altered) return { code: 'altered', args: { file: altered.file }, locations: [altered.place], evidence: [] };
    const gate = policies[0];
    if (gate) return { code: 'in-gate', args: { file: gate.file }, locations: [gate.place], evidence: [] };
    const policy = new RegExp(`${license.license.split('-')[0] ?? ''}[\\w./-]{0,100}use[-_]policy`, 'i');
    const other = links.find((link) => policy.test(link.url));
    if (other)
      return {
        code: 'other-version',
        args: { file: other.place.file, url: other.url },
        locations: [other.place],
        evidence: [],
      };
    const named = facts.documents
      .map((document) => placeOfName(document, parameters.name))
      .find((place) => place !== null);
    if (named)
      return {
        code: 'named',
        args: { file: named.file },
        locations: [named],
        evidence: [placeEvidence(named, parameters.name)],
      };
    return { code: 'missing', args: {}, locations: [], evidence: [] };
  },
});

/** The policy beside one of the licensor's own models: `…/meta-llama/<model>/blob/main/USE_POLICY.md`. */
function isOwnPolicy(url: string, license: LicenseRules): boolean {
  const id =
    /^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/([\w.-]+\/[\w.-]+)\/(?:blob|raw|resolve)\/[^?#]*use[-_]policy/i.exec(
      url,
    )?.[1];
  return (
    id !== undefined &&
    license.models.some(
      (family) => family.ids.some((one) => one.toLowerCase() === id.toLowerCase()) || matchesAny(family.also, id),
    )
  );
}

/** A policy needs no word-for-word copy as the agreement does: small slips still pass it on. */
const NEARLY_ALL = 0.95;

function linksOf(document: VisibleDocument) {
  return document.card.visible.blocks.flatMap((block) => block.links);
}

/** An address in the text, as it stands without “https://”, that no reader can follow with a click. */
function placeOfAddress(document: VisibleDocument, wanted: readonly string[]): { url: string; place: Place } | null {
  for (const block of document.card.visible.blocks) {
    const lower = block.text.toLowerCase();
    if (!lower.includes('use-policy')) continue;
    for (const url of wanted) {
      const at = lower.indexOf(foldUrl(url));
      const place = at < 0 ? null : block.place(at, at + foldUrl(url).length);
      if (place !== null && !/[\w-]/.test(lower.charAt(at + foldUrl(url).length)) && !document.isAgreementText(place))
        return { url, place };
    }
  }
  return null;
}

function placeOfName(document: VisibleDocument, name: string): Place | null {
  for (const block of document.card.visible.blocks) {
    const at = block.text.toLowerCase().indexOf(name.toLowerCase());
    if (at >= 0) return block.place(at, at + name.length);
  }
  return null;
}

function sameUrl(url: string, wanted: string): boolean {
  return foldUrl(url.split(/[?#]/, 1)[0] ?? '') === foldUrl(wanted);
}

function foldUrl(text: string): string {
  return text
    .toLowerCase()
    .replace(/\\/g, '')
    .replace(/https?:\/\//g, '')
    .replace(/www\./g, '')
    .replace(/(?<!\/)\/+$/, '');
}
