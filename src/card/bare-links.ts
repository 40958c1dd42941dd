/** A web address in the text, without markup. */
export interface BareLink {
  readonly url: string;
  readonly start: number;
  readonly end: number;
}

/** Finds addresses like GitHub-flavored Markdown does: without punctuation or unmatched brackets at the end. */
export function bareLinks(text: string): readonly BareLink[] {
  if (!/https?:\/\/|www\./i.test(text)) return [];
  return [...text.matchAll(/(?<![\p{L}\p{N}_/@.-])(?:https?:\/\/|www\.)[^\s<>\uFFFC]+/giu)].flatMap(
    ({ 0: written, index }) => {
      const address = withoutTail(written);
      const rest = address.replace(/^(?:https?:\/\/|www\.)/i, '');
      if (!/[\p{L}\p{N}]/u.test(rest)) return [];
      return [
        { url: /^www\./i.test(address) ? `http://${address}` : address, start: index, end: index + address.length },
      ];
    },
  );
}

function withoutTail(address: string): string {
  let open = address.split('(').length - address.split(')').length;
  let end = address.length;
  for (; end > 0; end--) {
    const last = address.charAt(end - 1);
    if (last === ')' && open < 0) open++;
    else if (!'?!.,:;*_~\'"`|'.includes(last)) break;
  }
  return address.slice(0, end);
}
