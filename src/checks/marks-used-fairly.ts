import type { VisibleDocument } from '../facts/documents.ts';
import { splitId } from '../facts/model-reference.ts';
import type { Place } from '../snapshot/place.ts';
import { defineCheck } from './check.ts';
import { fileEvidence } from './evidence.ts';

/** The licensor's names and marks are used only to describe the material (clause 5.a). */
export const marksUsedFairly = defineCheck({
  kind: 'marks-used-fairly',
  parameters: { 'name-prefixes': 'texts', owner: 'text' },
  codes: {
    fair: { outcome: 'met', args: [] },
    name: { outcome: 'unmet', args: ['name', 'prefix'] },
    claim: { outcome: 'unclear', args: ['file', 'found'] },
  },
  judge({ facts, parameters }) {
    const name = splitId(facts.name.value).model;
    const prefix = parameters['name-prefixes'].find((one) => name.toLowerCase().startsWith(one.toLowerCase()) && /^(?:$|[-_. ])/.test(name.slice(one.length)));
    if (prefix !== undefined) {
      return { code: 'name', args: { name, prefix }, locations: [], evidence: [fileEvidence('.', `name: ${name} (from the ${facts.name.from})`)] };
    }
    for (const document of facts.documents) {
      const claim = findClaim(document, parameters.owner);
      if (claim) return { code: 'claim', args: { file: document.path, found: claim.text }, locations: [claim.place], evidence: [] };
    }
    return { code: 'fair', args: {}, locations: [], evidence: [] };
  },
});

/** Words that claim to come from, or to be endorsed by, the owner of the marks; to deny it is fine, and so is naming the base. */
function findClaim(document: VisibleDocument, owner: string): { text: string; place: Place } | null {
  const claim = new RegExp(
    `\\b(?:official ${owner} (?:release|model)|official(?:ly)? (?:release|released|endorsed|approved|certified) (?:by|from) ${owner}|(?:endorsed|sponsored|approved|certified) by ${owner}|(?:in )?(?:official )?partnership with ${owner})\\b`,
    'i',
  );
  for (const block of document.card.visible.blocks) {
    const match = claim.exec(block.text);
    if (!match || /\b(?:not|no|nor|never|neither|without)\b[^.]*$/i.test(block.text.slice(0, match.index))) continue;
    const place = block.place(match.index, match.index + match[0].length);
    if (document.agreementLines.some((range) => place.line >= range.startLine && place.line <= range.endLine)) continue;
    return { text: match[0], place };
  }
  return null;
}
