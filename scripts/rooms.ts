/** A folder of `src/` or a file in it: its contents, and the rooms it may import, including types. */
export interface Room {
  readonly holds: string;
  readonly imports: readonly string[];
}

/** The rooms from the bottom up. `test/imports.test.ts` enforces them; the map in CONTRIBUTING.md is generated. */
export const ROOMS: Readonly<Record<string, Room>> = {
  snapshot: { holds: 'one state of one repository: file names, sizes, text, bytes, places in files', imports: [] },
  text: { holds: 'comparing words: letter case, escaping for a pattern, the nearest of several words', imports: [] },
  version: { holds: 'the version of this program', imports: [] },
  card: {
    holds: 'a model card: front matter with positions, and the text that a reader sees',
    imports: ['snapshot', 'text'],
  },
  report: { holds: 'the contract: what `check()` resolves to', imports: ['snapshot'] },
  yaml: { holds: 'YAML that people edit, with line, column and the nearest valid word', imports: ['snapshot', 'text'] },
  agreement: {
    holds: 'fingerprints of the agreements, and how a file is compared with them',
    imports: ['snapshot', 'report'],
  },
  errors: {
    holds: 'the errors that users see: usage, unreadable targets, servers, the operating system',
    imports: ['report'],
  },
  evidence: {
    holds: 'a statement about the base model, and the quoted place that shows it',
    imports: ['snapshot', 'report', 'yaml'],
  },
  lexicon: {
    holds: 'the words of a language as data, and the loader that checks a lexicon file',
    imports: ['report', 'yaml'],
  },
  rulebook: { holds: 'a license as data: duties, wording, models', imports: ['report', 'yaml'] },
  models: { holds: 'recognition of model ids and names', imports: ['text', 'rulebook'] },
  prose: {
    holds: 'what sentences of a card say, read by the lexicon',
    imports: ['snapshot', 'text', 'card', 'report', 'evidence', 'lexicon'],
  },
  system: { holds: 'environment variables, whole-file writes, fields of unknown objects', imports: ['errors'] },
  provenance: {
    holds: 'what files say about the model’s origin: configurations, headers, recipes, names, metadata',
    imports: ['snapshot', 'text', 'card', 'report', 'yaml', 'evidence', 'rulebook', 'models', 'prose'],
  },
  sources: {
    holds: 'what opens a target: a folder, GitHub, the Hub, files in memory; `http/` is how servers are asked',
    imports: ['snapshot', 'report', 'errors', 'system'],
  },
  facts: {
    holds: 'everything that the files say, each statement with its place',
    imports: ['snapshot', 'card', 'report', 'agreement', 'evidence', 'rulebook', 'models', 'prose', 'provenance'],
  },
  config: {
    holds: '`.llama-license-lint.yaml`, its waivers, and the options of a check',
    imports: ['snapshot', 'text', 'report', 'yaml', 'errors', 'system', 'sources', 'facts'],
  },
  'agreement/sources': {
    holds: 'where the text of an agreement comes from when a copy is written',
    imports: ['snapshot', 'agreement', 'errors', 'rulebook', 'system', 'sources', 'facts'],
  },
  checks: {
    holds: 'one file for each kind of duty: it declares parameters and codes, then judges',
    imports: ['snapshot', 'text', 'card', 'report', 'agreement', 'rulebook', 'models', 'prose', 'provenance', 'facts'],
  },
  lineage: {
    holds: 'the decision: which licenses, which relation, how certain',
    imports: ['snapshot', 'text', 'report', 'errors', 'rulebook', 'models', 'provenance', 'facts'],
  },
  fixes: {
    holds: 'the edits that would meet a duty, as data, one file for each kind of check',
    imports: ['snapshot', 'card', 'report', 'rulebook', 'provenance', 'facts', 'checks', 'lineage'],
  },
  'lineage/ancestors': {
    holds: 'the bases’ own bases, up to the licensor’s models',
    imports: ['snapshot', 'card', 'report', 'errors', 'rulebook', 'models', 'provenance', 'facts', 'lineage'],
  },
  'rulebook-loader': {
    holds: 'the loader that checks rule files',
    imports: ['report', 'yaml', 'agreement', 'errors', 'rulebook', 'checks'],
  },
  findings: {
    holds: 'every duty judged: outcome, severity, wording, waivers',
    imports: ['snapshot', 'report', 'yaml', 'rulebook', 'config', 'facts', 'checks', 'lineage', 'fixes'],
  },
  'fetch-plan': {
    holds: 'which files are read next, and when enough is known',
    imports: [
      'snapshot',
      'agreement',
      'rulebook',
      'models',
      'provenance',
      'facts',
      'checks',
      'lineage',
      'lineage/ancestors',
      'findings',
    ],
  },
  patch: {
    holds: 'edits made in the files’ texts; every other byte stays',
    imports: ['snapshot', 'card', 'report', 'models', 'facts', 'fixes'],
  },
  check: {
    holds: 'the pipeline on a page',
    imports: [
      'snapshot',
      'version',
      'report',
      'agreement',
      'errors',
      'sources',
      'config',
      'facts',
      'lineage',
      'fetch-plan',
      'lineage/ancestors',
      'rulebook-loader',
      'findings',
      'patch',
    ],
  },
  'file-writer': {
    holds: 'changed files written whole, in one step; diffs',
    imports: ['snapshot', 'errors', 'system', 'patch'],
  },
  fix: {
    holds: 'check, edit, check again, until no edit is left',
    imports: [
      'snapshot',
      'report',
      'errors',
      'rulebook',
      'sources',
      'config',
      'fixes',
      'rulebook-loader',
      'findings',
      'patch',
      'check',
    ],
  },
  index: {
    holds: 'the library',
    imports: ['snapshot', 'report', 'errors', 'rulebook', 'sources', 'config', 'rulebook-loader', 'check'],
  },
  'fix-report': {
    holds: 'what `fix` did or would do',
    imports: ['version', 'report', 'fixes', 'findings', 'patch', 'file-writer', 'fix'],
  },
  reporters: { holds: 'a report as a string', imports: ['snapshot', 'report', 'fix-report'] },
  audit: {
    holds: 'many repositories: where they are listed, the journal, shards and their merge',
    imports: [
      'snapshot',
      'version',
      'report',
      'errors',
      'system',
      'sources',
      'config',
      'rulebook-loader',
      'findings',
      'check',
      'reporters',
    ],
  },
  'hub-publish': {
    holds: 'pull requests and commits on the Hub',
    imports: ['report', 'errors', 'system', 'sources', 'patch', 'fix-report', 'reporters'],
  },
  init: { holds: 'what `init` writes', imports: ['snapshot', 'report', 'errors', 'system', 'config', 'reporters'] },
  cli: {
    holds: 'flags, exit status, everything that prints',
    imports: [
      'snapshot',
      'text',
      'version',
      'report',
      'yaml',
      'errors',
      'rulebook',
      'system',
      'sources',
      'config',
      'agreement/sources',
      'checks',
      'rulebook-loader',
      'patch',
      'check',
      'file-writer',
      'fix',
      'fix-report',
      'reporters',
      'audit',
      'hub-publish',
      'init',
    ],
  },
  action: {
    holds: 'the GitHub Action: inputs, outputs, summary, comment',
    imports: [
      'snapshot',
      'text',
      'version',
      'report',
      'errors',
      'system',
      'sources',
      'config',
      'check',
      'reporters',
      'cli',
    ],
  },
};

const NESTED = /^(?:agreement\/sources|lineage\/ancestors)(?=\/)/;

/** The room of a file, by its path in `src/`. */
export function roomOf(path: string): string {
  return NESTED.exec(path)?.[0] ?? path.replace(/(?:\/.*|\.ts)$/, '');
}
