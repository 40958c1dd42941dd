const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', b: '\b' };

/**
 * The remotes that a Git configuration file names, with the URL that Git fetches from (the first `url` of each), in
 * the file's order. Reads the file as `git help config` has it, save that it includes no other file and rewrites no
 * URL. Whatever is no line of such a file is passed over; never throws.
 */
export function gitRemotes(config: string): ReadonlyMap<string, string> {
  const remotes = new Map<string, string>();
  let remote: string | null = null;
  let at = 0;
  while (at < config.length) {
    const end = lineEnd(config, at);
    const header = sectionHeader(config.slice(at, end));
    if (header !== null) {
      remote = header.remote;
      at += header.length;
    }
    const key = /^\s*([A-Za-z][A-Za-z0-9-]*)[^\S\n]*=/.exec(config.slice(at, end));
    if (key === null) {
      at = end + 1;
      continue;
    }
    const value = readValue(config, at + key[0].length);
    if (remote !== null && key[1]?.toLowerCase() === 'url' && !remotes.has(remote)) remotes.set(remote, value.text);
    at = value.end;
  }
  return remotes;
}

function lineEnd(config: string, at: number): number {
  const end = config.indexOf('\n', at);
  return end < 0 ? config.length : end;
}

/**
 * The remote whose section a line opens (null for another section), and how much of the line does so; null for no
 * header.
 */
function sectionHeader(line: string): { remote: string | null; length: number } | null {
  const found = /^\uFEFF?\s*\[([A-Za-z0-9.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]/.exec(line);
  if (found === null) return /^\s*\[/.test(line) ? { remote: null, length: line.length } : null;
  const [header, section = '', subsection] = found;
  const remote =
    section.toLowerCase() === 'remote' && subsection !== undefined ? subsection.replace(/\\(.)/g, '$1') : null;
  return { remote, length: header.length };
}

/** A value without its quotes, escapes, comment and the space around it, and where the next line begins. */
function readValue(config: string, from: number): { text: string; end: number } {
  let text = '';
  /** Length of `text` less the space at its end that no quotes hold. */
  let kept = 0;
  let quoted = false;
  for (let at = from; at < config.length; at += 1) {
    const character = config.charAt(at);
    if (character === '\n') return { text: text.slice(0, kept), end: at + 1 };
    if (character === '"') {
      quoted = !quoted;
      kept = text.length;
      continue;
    }
    if (!quoted && (character === '#' || character === ';'))
      return { text: text.slice(0, kept), end: lineEnd(config, at) + 1 };
    const blank = !quoted && /\s/.test(character);
    if (blank && text === '') continue;
    if (character === '\\') at += config.startsWith('\r\n', at + 1) ? 2 : 1;
    const escaped = config.charAt(at);
    if (character === '\\' && escaped === '\n') continue;
    text += character === '\\' ? (ESCAPES[escaped] ?? escaped) : character;
    if (!blank) kept = text.length;
  }
  return { text: text.slice(0, kept), end: config.length };
}
