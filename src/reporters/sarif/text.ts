import { plainLine } from '../plain-line.ts';

/**
 * Text for a SARIF message, without accidental placeholders (2.1.0, 3.11.5) or links (3.11.6). Never empty, since
 * GitHub rejects an empty text.
 */
export function sarifText(text: string): string {
  return plainLine(text).replace(/[{}]/g, '$&$&').replaceAll('](', '] (') || '-';
}

/** A link to the related location with this `id`. */
export function sarifLink(text: string, id: number): string {
  return `[${sarifText(text).replace(/[\\[\]]/g, '\\$&')}](${id})`;
}

/** A path as a relative reference (RFC 3986), without scheme, host, query or fragment. */
export function relativeUri(path: string): string {
  const steps = path.split('/').filter((step) => step !== '');
  return steps.map((step) => encodeURIComponent(step.replace(/\p{Cs}/gu, '\ufffd'))).join('/');
}
