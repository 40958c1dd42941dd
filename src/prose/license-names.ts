import type { Name } from './tokens.ts';

/** Licenses by their ids and titles; the word “license” behind one is left to the sentence. */
const LICENSE =
  /(?<![\w./-])(?:apache(?:[- ]license)?(?:,?[- ]version)?[- ]?v?2(?:\.0)?|mit|bsd(?:[- ]\d[- ]clause)?|cc[- ]by(?:[- ](?:nc|sa|nd)){0,2}(?:[- ]\d(?:\.\d)?)?|cc0(?:[- ]1\.0)?|(?:a|l)?gpl(?:[- ]?v?\d(?:\.\d)?)?(?: or later)?|mpl[- ]?2(?:\.0)?|(?:creativeml[- ])?(?:big(?:science|code)[- ])?openrail(?:[-+]{1,2}m)?|(?:meta[- ])?llama[- ]?[234](?:\.\d)?(?=(?:[- ](?:community|license|licence))|["'”’.)\s]*$))(?![\w])(?![-.](?!licen[cs]e|lizenz)\w)(?! technology\b)/gi;

/** All licenses that a text names, in its order. */
export function licenseNames(text: string): Name[] {
  return Array.from(text.matchAll(LICENSE), ({ 0: written, index }) => ({
    kind: 'LICENSE' as const,
    start: index,
    end: index + written.length,
    model: null,
  }));
}
