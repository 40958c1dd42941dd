import type { EditAction } from './edit.ts';

/** Describes an edit in a few words that follow the file's name. */
export function describeEdit(edit: EditAction): string {
  switch (edit.kind) {
    case 'agreement':
      return `the whole agreement of ${edit.license}`;
    case 'notice':
      return 'the attribution line';
    case 'replace':
      return `“${withoutAddresses(edit.text)}” instead of “${withoutAddresses(edit.found)}”`;
    case 'front-matter':
      return `${edit.key}: ${edit.values.length === 1 ? (edit.values[0] ?? '') : `[${edit.values.join(', ')}]`}`;
    case 'front-matter-removal':
      return `without “${edit.key}”`;
    case 'phrase':
      return `“${edit.text}” at the head of the text`;
    case 'license-sentence':
      return 'a sentence in the section on the license';
    case 'section':
      return 'a section that only you can fill in';
  }
}

/** The text with links reduced to what a reader sees. */
function withoutAddresses(text: string): string {
  return text.replace(/\[([^\][]*)\]\([^()]*\)/g, '$1').replace(/\s+/g, ' ');
}
