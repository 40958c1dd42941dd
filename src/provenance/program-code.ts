import type { Snapshot } from '../snapshot/snapshot.ts';
import type { BaseStatement, Origin } from '../evidence/statement.ts';
import { placer } from '../card/positions.ts';
import { evidenceAt } from '../evidence/evidence-at.ts';
import { textsOf } from './texts-of.ts';

const PROGRAM = /^[^/]+\.(?:py|ipynb|sh)$/i;
const MAX_FILES = 10;
const MAX_PROGRAM_BYTES = 256 * 1024;
const MAX_STATEMENTS = 20;

/** The model that a program loads: `from_pretrained("…")`, `base_model = "…"`, `--model_name_or_path …`. */
const LOADS =
  /(?:from_pretrained\(\s*\\?["']|(?:base_model|base_model_id|base_model_name|model_id|model_name|model_name_or_path|base_model_name_or_path)\s*[=:]\s*\\?["']|--(?:base[-_]model|model[-_]name[-_]or[-_]path|model[-_]id)[ =]["']?)([\w.-]+\/[\w.-]+)/g;

/**
 * The models that programs at the root load: likely the base, if there are weights or an adapter. A program can also
 * load another model for comparison, and without weights it is only a program, which the caller distinguishes.
 */
export async function readProgramCode(snapshot: Snapshot): Promise<Origin> {
  const bases: BaseStatement[] = [];
  const programs = snapshot.files
    .filter(({ path, size }) => PROGRAM.test(path) && size <= MAX_PROGRAM_BYTES)
    .slice(0, MAX_FILES);
  for (const { path, text } of await textsOf(
    snapshot,
    programs.map((file) => file.path),
  )) {
    if (text === null || !/llama/i.test(text)) continue;
    const place = placer(path, text);
    for (const match of text.matchAll(LOADS)) {
      const written = match[1] ?? '';
      if (bases.length >= MAX_STATEMENTS || !/llama/i.test(written) || bases.some((one) => one.written === written))
        continue;
      const end = match.index + match[0].length;
      bases.push({
        by: 'program',
        written,
        relation: null,
        most: 'likely',
        evidence: evidenceAt(place(end - written.length, end), `loads ${written}`),
      });
    }
  }
  return { bases, licenses: [] };
}
