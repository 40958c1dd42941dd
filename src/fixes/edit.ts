import type { Place } from '../snapshot/place.ts';

// What a fix does, as data. Nothing here says where in a file's bytes: `drafts/` does, and `writing/` alone writes.

/** One change of the repository that serves one duty. */
export type Edit = EditAction & {
  /** The rule that it serves, `llama-4/notice-file`. */
  readonly rule: string;
  /** False when it changes what the author said; such an edit is made only when asked for. */
  readonly safe: boolean;
};

export type EditAction =
  /** Puts a copy of the license's agreement into a file of its own. */
  | { readonly kind: 'agreement'; readonly license: string }
  /** Adds the attribution line to a Notice file: to `file`, or to a new one where none can take it. */
  | { readonly kind: 'notice'; readonly file: string | null; readonly line: string }
  /** Puts `text` in the place of `found`, which stands there. */
  | { readonly kind: 'replace'; readonly place: Place; readonly found: string; readonly text: string }
  /** Sets a top-level key of the card's front matter. With several values it becomes a list. */
  | { readonly kind: 'front-matter'; readonly key: string; readonly values: readonly string[] }
  /** Takes a key out of the front matter: a template's placeholder, or what belongs to terms that go. */
  | { readonly kind: 'front-matter-removal'; readonly key: string }
  /** A line of its own below the card's title. */
  | { readonly kind: 'phrase'; readonly text: string }
  /** A sentence of the card's section on the license. */
  | { readonly kind: 'license-sentence'; readonly text: string }
  /** A section of the card that only its author can fill. */
  | { readonly kind: 'section'; readonly text: string };
