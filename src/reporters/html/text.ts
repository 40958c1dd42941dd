import type { Evidence, Place } from '../../snapshot/place.ts';
import { escapeXml } from '../escape-xml.ts';
import { placeText } from '../place-text.ts';
import { webAddress } from '../web-address.ts';

/** A text of a report as HTML, with what stands between backticks as code. */
export function htmlText(text: string): string {
  return escapeXml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

export function htmlCode(text: string): string {
  return `<code>${escapeXml(text)}</code>`;
}

/** A link out of the document; of an address that is none of the web, only the text. */
export function htmlLink(address: string, text: string): string {
  const href = webAddress(address);
  return href === null ? escapeXml(text) : `<a href="${escapeXml(href)}" rel="noreferrer">${escapeXml(text)}</a>`;
}

/** Evidence, each with its place and what stands there; nothing when there is none. */
export function htmlEvidence(evidence: readonly Evidence[]): string {
  if (evidence.length === 0) return '';
  const each = evidence.map(
    (one) => `<li><span class="place">${escapeXml(placeText(one))}</span> <q>${escapeXml(one.says)}</q></li>`,
  );
  return `<ul class="evidence">${each.join('')}</ul>`;
}

export function htmlPlaces(places: readonly Place[]): string {
  return `<ul class="evidence">${places.map((place) => `<li><span class="place">${escapeXml(placeText(place))}</span></li>`).join('')}</ul>`;
}
