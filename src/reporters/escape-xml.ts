import { plainLine } from './plain-line.ts';

/** Text for an element or attribute of XML 1.0 or HTML. Characters that XML does not allow are written visibly. */
export function escapeXml(text: string): string {
  return plainLine(text).replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
