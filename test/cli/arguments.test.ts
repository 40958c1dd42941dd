import { describe, expect, it } from 'vitest';

import { readArguments } from '../../src/cli/arguments.ts';
import { UsageError } from '../../src/errors/usage-error.ts';

const CHECK = {
  command: 'check',
  targets: ['.'],
  implied: true,
  format: 'pretty',
  output: null,
  quiet: false,
  color: null,
  config: null,
  name: null,
  relation: null,
  bases: [],
  rules: [],
  agreement: null,
  token: null,
  failOn: 'error',
  strict: false,
  offline: false,
  follow: null,
  trustConfig: false,
};
const FIX = {
  command: 'fix',
  target: '.',
  format: 'pretty',
  output: null,
  quiet: false,
  color: null,
  config: null,
  name: null,
  relation: null,
  bases: [],
  rules: [],
  agreement: null,
  token: null,
  failOn: 'error',
  offline: false,
  follow: null,
  unsafe: false,
  trustConfig: false,
  dryRun: false,
  diff: null,
  publish: null,
  proposeAgain: false,
  yes: false,
};
const INIT = {
  command: 'init',
  directory: '.',
  name: null,
  relation: null,
  bases: [],
  preCommit: false,
  github: false,
  force: false,
  dryRun: false,
  quiet: false,
};
const PRINTING = { format: 'pretty', output: null, quiet: false, color: null };

describe('a command line that is right', () => {
  it.each<[string[], object]>([
    [[], CHECK],
    [['check'], { ...CHECK, implied: false }],
    [['model'], { ...CHECK, targets: ['model'] }],
    [['check', 'fix'], { ...CHECK, implied: false, targets: ['fix'] }],
    [['./fix'], { ...CHECK, targets: ['./fix'] }],
    [['--', 'fix'], { ...CHECK, targets: ['fix'] }],
    [['--', '--strict'], { ...CHECK, targets: ['--strict'] }],
    [['a', 'hf:b/c@main', 'github:d/e'], { ...CHECK, targets: ['a', 'hf:b/c@main', 'github:d/e'] }],
    [['--format', 'json', 'a'], { ...CHECK, format: 'json', targets: ['a'] }],
    [['--format=json', 'check', 'a'], { ...CHECK, implied: false, format: 'json', targets: ['a'] }],
    [['a', '--base', 'x/y', '--base=z/w'], { ...CHECK, targets: ['a'], bases: ['x/y', 'z/w'] }],
    [['--name=-odd', '--relation', 'outputs'], { ...CHECK, name: '-odd', relation: 'outputs' }],
    [
      ['--fail-on', 'never', '--strict', '--offline', '--trust-config', '--quiet'],
      { ...CHECK, failOn: 'never', strict: true, offline: true, trustConfig: true, quiet: true },
    ],
    [['--follow', '--color'], { ...CHECK, follow: true, color: true }],
    [['--no-follow', '--no-color'], { ...CHECK, follow: false, color: false }],
    [
      ['--config', 'c.yaml', '--output', 'o.txt', '--rules', 'r.yaml'],
      { ...CHECK, config: 'c.yaml', output: 'o.txt', rules: ['r.yaml'] },
    ],
    [['--token', ' ghp_1 ', 'a'], { ...CHECK, token: 'ghp_1', targets: ['a'] }],
    [['--agreement', 'true.txt', 'a'], { ...CHECK, agreement: 'true.txt', targets: ['a'] }],
    [['explain', 'notice-file'], { command: 'explain', rule: 'notice-file', ...PRINTING }],
    [['explain'], { command: 'explain', rule: null, ...PRINTING }],
    [['rules', '--format', 'json'], { command: 'rules', ...PRINTING, format: 'json' }],
    [['init'], INIT],
    [
      ['init', 'm', '--pre-commit', '--github', '--force', '--dry-run', '--quiet'],
      { ...INIT, directory: 'm', preCommit: true, github: true, force: true, dryRun: true, quiet: true },
    ],
    [
      ['init', '--name', 'a/b', '--relation', 'merge', '--base', 'x/y', '--base', 'z/w'],
      { ...INIT, name: 'a/b', relation: 'merge', bases: ['x/y', 'z/w'] },
    ],
    [['init', '--help'], { command: 'help', about: 'init' }],
    [['-h'], { command: 'help', about: null }],
    [['explain', '--help'], { command: 'help', about: 'explain' }],
    [['fix'], FIX],
    [
      ['fix', 'a', '--dry-run', '--unsafe', '--offline'],
      { ...FIX, target: 'a', dryRun: true, unsafe: true, offline: true },
    ],
    [
      ['fix', '--diff', 'p', '--base', 'x/y', '--agreement', 't'],
      { ...FIX, diff: 'p', bases: ['x/y'], agreement: 't' },
    ],
    [
      ['fix', 'hf:a/b', '--create-pr', '--trust-config'],
      { ...FIX, target: 'hf:a/b', publish: 'create-pr', trustConfig: true },
    ],
    [['fix', 'hf:a/b@dev', '--commit', '--yes'], { ...FIX, target: 'hf:a/b@dev', publish: 'commit', yes: true }],
    [['fix', '--help'], { command: 'help', about: 'fix' }],
    [['-V'], { command: 'version' }],
    [['--version'], { command: 'version' }],
  ])('%j', (argv, expected) => {
    expect(readArguments(argv)).toEqual(expected);
  });
});

describe('a command line that is wrong says what is wrong and what to write', () => {
  it.each<[string[], string, string]>([
    [['--fromat', 'json'], 'there is no flag --fromat', 'did you mean --format?'],
    [['--strikt'], 'there is no flag --strikt', 'did you mean --strict?'],
    [['--xyzzyxyzzy'], 'there is no flag --xyzzyxyzzy', 'see llama-license-lint --help'],
    [['-x'], 'there is no flag -x', 'see llama-license-lint --help'],
    [['--__proto__'], 'there is no flag --__proto__', 'see llama-license-lint --help'],
    [['--constructor'], 'there is no flag --constructor', 'see llama-license-lint --help'],
    [['--format', 'jsn'], '--format does not accept “jsn”', 'did you mean json?'],
    [['--fail-on', 'errors'], '--fail-on does not accept “errors”', 'did you mean error?'],
    [['--relation', 'fine-tune'], '--relation does not accept “fine-tune”', 'did you mean finetune?'],
    [['--relation', '42'], '--relation does not accept “42”', 'one of original, quantized'],
    [['--format'], '--format needs a value', 'one of pretty, json'],
    [['--name', '--strict'], '--name needs a value', 'write --name=…'],
    [['--name='], '--name needs a value', 'write --name=…'],
    [['--strict=yes'], '--strict takes no value', 'write --strict alone'],
    [['--name', 'a', '--name', 'b'], '--name is given twice', 'give it once'],
    [['--output', '-'], '--output does not accept “-”', 'without --output, the report goes to stdout'],
    [['fix', '--diff=-'], '--diff does not accept “-”', '--dry-run prints the changes'],
    [['--config', '-'], '--config does not accept “-”', 'it needs a file, not stdin or stdout'],
    [['--strict', '--strict'], '--strict is given twice', 'give it once'],
    [['--color', '--no-color'], '--color and --no-color contradict each other', 'give one of them'],
    [['--name', 'n', 'a', 'b'], '--name describes one repository, but 2 targets are given', 'a run of its own'],
    [['--relation', 'merge', 'a', 'b'], '--relation describes', 'a run of its own'],
    [['--base', 'x/y', 'a', 'b'], '--base describes', 'a run of its own'],
    [['rules', '--format', 'sarif'], '“rules” has no format “sarif”', '--format json'],
    [['explain', 'a', '--format', 'html'], '“explain” has no format “html”', '--format json'],
    [['--agreement', '--strict'], '--agreement needs a value', 'write --agreement=…'],
    [['rules', '--agreement', 'a'], '--agreement is not a flag of “rules”', 'it belongs to check'],
    [['fix', 'a', 'b'], '“fix” takes one repository, but 2 are given', 'a run of its own'],
    [['fix', 'hf:a/b', '--create-pr', '--commit'], '--create-pr and --commit exclude each other', 'one of them'],
    [['fix', 'hf:a/b', '--create-pr', '--dry-run'], '--create-pr and --dry-run exclude each other', 'one of them'],
    [['fix', 'hf:a/b', '--commit', '--diff', 'p'], '--commit and --diff exclude each other', 'one of them'],
    [['fix', 'hf:a/b', '--commit', '--offline'], '--commit writes to the Hub, and --offline forbids it', '--diff'],
    [['fix', 'hf:a/b', '--yes'], '--yes has a meaning only with --commit', 'give both'],
    [['fix', 'hf:a/b', '--create-pr', '--yes'], '--yes has a meaning only with --commit', 'give both'],
    [['check', 'hf:a/b', '--create-pr'], '--create-pr is not a flag of “check”', 'it belongs to fix'],
    [['fix', '--strict'], '--strict is not a flag of “fix”', 'it belongs to check'],
    [['check', '--unsafe'], '--unsafe is not a flag of “check”', 'it belongs to fix'],
    [['audit', 'hf:org', '--name', 'n'], '--name is not a flag of “audit”', 'it belongs to check'],
    [['audit', 'hf:org', '--config', 'c'], '--config is not a flag of “audit”', 'it belongs to check'],
    [
      ['audit', 'hf:org', '--format', 'pretty'],
      '--format does not accept “pretty”',
      'one of table, json, ndjson, csv, markdown, html',
    ],
    [['--format', 'sarif', 'audit', 'hf:org'], '--format does not accept “sarif”', 'one of table'],
    [['check', '--format', 'csv'], '--format does not accept “csv”', 'one of pretty'],
    [['check', '--shard', '1/2'], '--shard is not a flag of “check”', 'it belongs to audit'],
    [['init', 'a', 'b'], '“init” takes one folder, but 2 are given', 'a run of its own'],
    [['init', '--strict'], '--strict is not a flag of “init”', 'it belongs to check'],
    [['check', '--github'], '--github is not a flag of “check”', 'it belongs to init'],
    [['explain', 'a', 'b'], '“explain” takes one rule, but 2 are given', 'explain a'],
    [['rules', 'llama-4/notice-file'], '“rules” does not accept “llama-4/notice-file”', 'explain llama-4/notice-file'],
    [['rules', '--strict'], '--strict is not a flag of “rules”', 'it belongs to check'],
  ])('%j', (argv, message, hint) => {
    const error = caught(() => readArguments(argv));
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
  });
});

function caught(action: () => unknown): UsageError {
  try {
    action();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error('no usage error');
}
