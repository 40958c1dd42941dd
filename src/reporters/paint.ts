const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
} as const;

export type Color = keyof typeof CODES;

/** Colors a text, or returns it unchanged. */
export type Paint = (color: Color, text: string) => string;

export function painter(color: boolean): Paint {
  if (!color) return (_, text) => text;
  return (name, text) => `\u001b[${CODES[name][0]}m${text}\u001b[${CODES[name][1]}m`;
}
