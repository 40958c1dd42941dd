import { plainLine } from '../plain-line.ts';

/**
 * Text for a SARIF message, in which nothing becomes a placeholder (2.1.0, 3.11.5) or a link (3.11.6) of its own. Never
 * empty, which GitHub refuses.
 */
export function sarifText(text: string): string {
  return plainLine(text).replace(/[{}]/g, '$&$&').replaceAll('](', '] (') || '-';
}

/** A link to the related location of that `id`. */
export function sarifLink(text: string, id: number): string {
  return `[${sarifText(text).replace(/[\\[\]]/g, '\\$&')}](${id})`;
}

/** A path as a relative reference (RFC 3986): nothing in it is a scheme, a host, a query or a fragment. */
export function relativeUri(path: string): string {
  const steps = path.split('/').filter((step) => step !== '');
  return steps.map((step) => encodeURIComponent(step.replace(/\p{Cs}/gu, '\ufffd'))).join('/');
}
