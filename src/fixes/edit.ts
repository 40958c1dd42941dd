import type { Place } from '../snapshot/place.ts';

// Edits are data without positions in bytes: `patch/` finds those, and only `file-writer/` writes.

/** One change to the repository that serves one duty. */
export type Edit = EditAction & {
  /** The rule that it serves, `llama-4/notice-file`. */
  readonly rule: string;
  /** False if it changes what the author wrote; such an edit is made only with `unsafe`. */
  readonly safe: boolean;
};

export type EditAction =
  /** Adds a copy of the license's agreement as a new file. */
  | { readonly kind: 'agreement'; readonly license: string }
  /** Adds the attribution line to the Notice file `file`, or to a new one (null). */
  | { readonly kind: 'notice'; readonly file: string | null; readonly line: string }
  /** Replaces `found` at `place` by `text`. */
  | { readonly kind: 'replace'; readonly place: Place; readonly found: string; readonly text: string }
  /** Sets a top-level key of the card's front matter. With several values it becomes a list. */
  | { readonly kind: 'front-matter'; readonly key: string; readonly values: readonly string[] }
  /** Removes a key from the front matter: a template's placeholder, or one that belongs to removed terms. */
  | { readonly kind: 'front-matter-removal'; readonly key: string }
  /** Adds a separate line below the card's title. */
  | { readonly kind: 'phrase'; readonly text: string }
  /** Adds a sentence to the card's section on the license. */
  | { readonly kind: 'license-sentence'; readonly text: string }
  /** Adds a section to the card that only its author can fill in. */
  | { readonly kind: 'section'; readonly text: string };
