const DEFINITION = /^ {0,3}\[([^[\]\\]{1,200})\]:[ \t]*\S.{0,500}$/gm;
const LABEL = /\[([^[\]\\]{1,200})\]/g;
const COUNT_LIMIT = 2_000;
const ADDED_LIMIT = 4_000;

/** The link reference definitions of a body, for documents that are parsed separately. */
export class LinkDefinitions {
  private readonly lines = new Map<string, string>();

  /** Collects the definitions of the body. The first definition of a label counts. */
  constructor(body: string) {
    if (!body.includes(']:')) return;
    for (const [line, label = ''] of body.matchAll(DEFINITION)) {
      if (this.lines.size >= COUNT_LIMIT) return;
      const key = normalized(label);
      if (!this.lines.has(key)) this.lines.set(key, line);
    }
  }

  /** Markdown that defines the labels in `text`, to be appended to it. */
  usedBy(text: string): string {
    if (this.lines.size === 0) return '';
    const used = new Set<string>();
    let length = 0;
    for (const [, label = ''] of text.matchAll(LABEL)) {
      const line = this.lines.get(normalized(label));
      if (line === undefined || used.has(line) || length > ADDED_LIMIT) continue;
      used.add(line);
      length += line.length;
    }
    return used.size === 0 ? '' : `\n\n${[...used].join('\n')}\n`;
  }
}

function normalized(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}
