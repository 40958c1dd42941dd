import { sentences } from '../card/card.ts';
import type { Block } from '../card/visible-text.ts';
import type { VisibleDocument } from '../facts/documents.ts';
import { splitId } from '../models/model-reference.ts';
import type { Place } from '../snapshot/place.ts';
import { defineCheck } from './check.ts';
import { fileEvidence } from './evidence.ts';

/** The licensor's names and marks are used only to describe the material (clause 5.a). */
export const marksUsedFairly = defineCheck({
  kind: 'marks-used-fairly',
  readsCard: false,
  parameters: { 'name-prefixes': 'texts', owner: 'text' },
  codes: {
    fair: { outcome: 'met', args: [] },
    name: { outcome: 'unmet', args: ['name', 'prefix'] },
    claim: { outcome: 'unmet', args: ['file', 'found'] },
    endorsement: { outcome: 'unclear', args: ['file', 'found'] },
  },
  judge({ facts, license, relation, parameters }) {
    const name = splitId(facts.name.value).model;
    const prefix = parameters['name-prefixes'].find(
      (one) => name.toLowerCase().startsWith(one.toLowerCase()) && /^(?:$|[-_. ])/.test(name.slice(one.length)),
    );
    // Who hands a model on, as it is or converted, calls it by its own name.
    const handedOn =
      (relation === 'original' || relation === 'quantized') &&
      license.models.some((family) => family.ids.some((id) => beginsWithModel(name, id)));
    if (prefix !== undefined && !handedOn) {
      return {
        code: 'name',
        args: { name, prefix },
        locations: [],
        evidence: [fileEvidence('.', `name: ${name} (from the ${facts.name.from})`)],
      };
    }
    const improved = relation === 'finetune' || relation === 'merge' || relation === 'adapter';
    const maker = improved
      ? facts.documents.map((document) => makerLine(document, parameters.owner)).find((line) => line !== null)
      : null;
    if (maker)
      return {
        code: 'endorsement',
        args: { file: maker.place.file, found: maker.text },
        locations: [maker.place],
        evidence: [],
      };
    for (const document of facts.documents) {
      for (const { code, words } of CLAIMS) {
        const claim = findClaim(document, new RegExp(`\\b(?:${words(parameters.owner)})\\b`, 'i'), code === 'claim');
        if (claim)
          return { code, args: { file: document.path, found: claim.text }, locations: [claim.place], evidence: [] };
      }
    }
    return { code: 'fair', args: {}, locations: [], evidence: [] };
  },
});

function beginsWithModel(name: string, id: string): boolean {
  const { model } = splitId(id);
  return name.toLowerCase().startsWith(model.toLowerCase()) && /^(?:$|[-_. ])/.test(name.slice(model.length));
}

/** To come from the owner of the marks is for the owner to say; an endorsement may have been given. */
const CLAIMS = [
  {
    code: 'claim',
    words: (owner: string) =>
      `official ${owner} (?:release|model|version)(?! (?:cards?|pages?|notes|hub|repositor(?:y|ies)|doc(?:s|umentation)|licen[cs]e))|official(?:ly)? (?:release|released|model) (?:by|from|of) ${owner}`,
  },
  {
    code: 'endorsement',
    words: (owner: string) => `(?:endorsed|sponsored|approved|certified) by ${owner}|partnership with ${owner}`,
  },
] as const;

/** “Developed by: Meta” on the card of a model that somebody else made, often copied from the base's card. */
function makerLine(document: VisibleDocument, owner: string): { text: string; place: Place } | null {
  const line = new RegExp(
    `^(?:model )?(?:developers?|developed by|created by|authors?|publisher|released by) ?: ?${owner}(?: ai| platforms)?\\b.{0,20}$`,
    'i',
  );
  const block = document.card.visible.blocks.find(({ text }) => line.test(text));
  return block === undefined ? null : { text: block.text, place: block.place(0, block.text.length) };
}

const FAR_ENOUGH = 200;

function denied(before: string): boolean {
  return /\b(?:not|no|nor|never|neither|without)\b/i.test(before.slice(before.lastIndexOf('.') + 1));
}

/** What stands before the name of another model than this one. */
const TO_ANOTHER = /\b(?:from|of|see|uses?|using|than|unlike|on|to|like|with|by|for|original|base)\b/i;

/** “This is an official Meta release” claims it; “quantized from the official Meta release” and “the official Meta model is at” tell of the base. */
function speaksOfThis(block: Block, match: RegExpExecArray): boolean {
  const sentence = sentences(block).find(({ start, end }) => match.index >= start && match.index < end);
  const before = block.text.slice(sentence?.start ?? 0, match.index);
  const after = block.text.slice(match.index + match[0].length, sentence?.end);
  return (
    !TO_ANOTHER.test(before) && !(/^\W*the\s+$/i.test(before) && /^\s+(?:is|are|was|can|lives|has)\b/i.test(after))
  );
}

/** A claim that the document makes of this model. To deny it is fine. */
function findClaim(document: VisibleDocument, claim: RegExp, ofThis: boolean): { text: string; place: Place } | null {
  for (const block of document.card.visible.blocks) {
    const match = claim.exec(block.text);
    if (
      !match ||
      denied(block.text.slice(Math.max(0, match.index - FAR_ENOUGH), match.index)) ||
      (ofThis && !speaksOfThis(block, match))
    )
      continue;
    const place = block.place(match.index, match.index + match[0].length);
    if (document.isAgreementText(place)) continue;
    return { text: match[0], place };
  }
  return null;
}
