import type { Evidence, Place } from '../../snapshot/place.ts';
import { escapeXml } from '../escape-xml.ts';
import { placeText } from '../place-text.ts';
import { webAddress } from '../web-address.ts';

/** The last line of a report for readers. */
export const DISCLAIMER =
  "This is an engineer's reading of the licenses, not legal advice. Duties that no repository can show are listed as " +
  'not checked.';

/** A text of a report as HTML, with text between backticks as code. */
export function htmlText(text: string): string {
  return escapeXml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

export function htmlCode(text: string): string {
  return `<code>${escapeXml(text)}</code>`;
}

/** A link out of the document; only the text if the address is not a web address. */
export function htmlLink(address: string, text: string): string {
  const href = webAddress(address);
  return href === null ? escapeXml(text) : `<a href="${escapeXml(href)}" rel="noreferrer">${escapeXml(text)}</a>`;
}

/** A list of evidence, each with its place and quotation; empty without evidence. */
export function htmlEvidence(evidence: readonly Evidence[]): string {
  if (evidence.length === 0) return '';
  const each = evidence.map(
    (one) => `<li><span class="place">${escapeXml(placeText(one))}</span> <q>${escapeXml(one.says)}</q></li>`,
  );
  return `<ul class="evidence">${each.join('')}</ul>`;
}

export function htmlPlaces(places: readonly Place[]): string {
  const items = places.map((place) => `<li><span class="place">${escapeXml(placeText(place))}</span></li>`);
  return `<ul class="evidence">${items.join('')}</ul>`;
}
