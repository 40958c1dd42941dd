/** The colors of a dark terminal by their codes; `2` and `1` are dim and bold. */
const STYLES: Readonly<Record<string, string>> = {
  1: 'font-weight="bold"',
  2: 'fill="#8b949e"',
  31: 'fill="#ff7b72"',
  32: 'fill="#3fb950"',
  33: 'fill="#d29922"',
  34: 'fill="#58a6ff"',
  35: 'fill="#bc8cff"',
};

const BACKGROUND = '#0d1117';
const FOREGROUND = '#e6edf3';
const FONT = 'ui-monospace, SFMono-Regular, Menlo, Consolas, Liberation Mono, monospace';
const COLUMN_PX = 8.4;
const LINE_PX = 19;
const MARGIN_PX = 16;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** One line of output: each text between two escape sequences, in the style of the first one. */
function spans(line: string): string {
  const [plain = '', ...styled] = line.split('\u001b[');
  const rest = styled.map((part) => {
    const [, code = '', text = ''] = /^(\d+)m(.*)$/.exec(part) ?? [];
    const style = STYLES[code];
    return style === undefined || text === '' ? escaped(text) : `<tspan ${style}>${escaped(text)}</tspan>`;
  });
  return [escaped(plain), ...rest].join('');
}

/** A picture of a terminal. `output` has the escape sequences of `--color`. */
export function terminalSvg(title: string, output: string): string {
  const lines = output.trimEnd().split('\n');
  const columns = Math.max(...lines.map((line) => line.replace(/\u001b\[\d+m/g, '').length));
  const width = Math.ceil(columns * COLUMN_PX) + 2 * MARGIN_PX;
  const height = lines.length * LINE_PX + 2 * MARGIN_PX;
  const rows = lines.map((line, at) => {
    const y = MARGIN_PX + LINE_PX * at + 14;
    return `<text xml:space="preserve" x="${MARGIN_PX}" y="${y}">${spans(line)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
    `  font-family="${FONT}" font-size="14" fill="${FOREGROUND}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>`,
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}
