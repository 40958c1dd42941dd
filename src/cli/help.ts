import type { Command } from './flags.ts';

const outputOf = (formats: string): string => `Output
  --format FORMAT     ${formats}
  --output FILE       write to FILE in one step, and nothing to stdout
  --quiet             show only what is unmet or unclear, and the summary (in
                      pretty and markdown)
  --color, --no-color turn color on or off (default: on for a terminal, unless
                      NO_COLOR or FORCE_COLOR is set)
`;

const REPORT_FORMATS = `pretty (default), json, sarif (2.1.0, for code scanning),
                      github (annotations of a workflow run), markdown (for a
                      job summary), html (one file to read, print or mail) or
                      junit`;

const RULE_OUTPUT = outputOf('pretty (default) or json');

const CHECK = `Checks a model repository against the Llama Community License, duty by duty, and
tells you how to fix what is missing.

Usage
  llama-license-lint [check] [target...]

Targets (default: .)
  DIRECTORY           a folder; if its name is a command, write ./fix or
                      check fix
  hf:ORG/MODEL[@REV]  a model on the Hugging Face Hub at a branch, tag, commit
                      or refs/pr/N, or its huggingface.co URL
  github:OWNER/REPO[@REF]
                      a GitHub repository at a branch, tag, commit or
                      pull/N/head, or its github.com URL
  --                  end of flags; the rest are targets

Relation and name (for one target)
  --name NAME         the model's name
  --relation R        original, quantized, finetune, merge, adapter, outputs,
                      product, mention, unknown or none
  --base ID           the model it was made from; can be repeated
  --config FILE       configuration (default: .llama-license-lint.yaml at the
                      repository's root)
  --trust-config      apply the configuration of a remote target, too
  --rules FILE        an additional rule file; can be repeated
  --agreement FILE    your copy of the license's official text; an altered
                      agreement is compared with it word by word
  --follow, --no-follow
                      ask the Hub for the bases' own bases, or do not (default:
                      only for remote targets)
  --token TOKEN       token for GitHub (default: GITHUB_TOKEN, then GH_TOKEN),
                      or for the Hub if it begins with hf_ (default: HF_TOKEN,
                      then the login stored by hf auth login); without a token,
                      rate limits are lower
  --offline           use no network

${outputOf(REPORT_FORMATS)}
Failing
  --fail-on LEVEL     error (default), warning or never
  --strict            fail on unclear duties, too

Other
  -h, --help          print this help, or the help of a command
  -V, --version       print the version

Exit status
  0  no duty is unmet at or above --fail-on
  1  at least one is
  2  a flag, a configuration or a rule file is wrong
  3  a target could not be read, or an internal error occurred
     (LLAMA_LICENSE_LINT_DEBUG=1 shows where)
`;

const COMMANDS = `
Commands
  check               check targets (the default)
  explain RULE        explain what a rule asks, when it binds, how to comply
  rules               list the rules
  fix [TARGET]        fix what can be fixed, and show the changes
  init [DIRECTORY]    write a configuration from what check finds, and with
                      --pre-commit and --github a hook and a workflow
  audit WHAT          check all models of an organization, all derivatives of a
                      model, or a list of targets
`;

const FIX = `Fixes what check finds: the agreement, the Notice file, the card. It writes to a
folder, and shows the changes to a remote repository as a diff. It changes the
author's own words only with --unsafe.

Usage
  llama-license-lint fix [target]

  TARGET              a folder (default: .), hf:ORG/MODEL[@BRANCH] or
                      github:OWNER/REPO[@REF], as for check

Changes
  --dry-run           show the changes and make none
  --diff FILE         write a patch for git apply to FILE, and change nothing
  --unsafe            also change what the author wrote: the license that the
                      card declares, its base_model_relation

On the Hugging Face Hub, with a token that can write
  --create-pr         open a pull request with the changes; if yours is open, it
                      is updated, or replaced when the files have changed since,
                      or left when it is up to date
  --propose-again     open a pull request even if an earlier one was closed
  --commit            commit to the branch itself, after a question; only for
                      your own repositories
  --yes               commit without asking

The agreement's text comes from --agreement FILE, from the base model's folder
in the Hugging Face cache, from an earlier run, from Meta's repository on
GitHub, or from the base model's on the Hub, in this order. It is written only
if it is the official text.
  --agreement FILE    your copy of the text
  --offline           ask neither GitHub nor the Hub
  --token TOKEN       as for check

Relation and name
  --name, --relation, --base, --config, --trust-config, --rules, --follow,
  --no-follow         as for check

${RULE_OUTPUT}
Failing
  --fail-on never     exit with 0 whatever is left; error and warning make no
                      difference

Exit status
  0  nothing that fix can fix is left, or it is in the commit or pull request
  1  something is left: it needs --unsafe or a text, or nothing was written
  2  a flag, a configuration, a rule file or the token is wrong
  3  the target could not be read
`;

const EXPLAIN = `Explains what a rule asks, when it binds and why, how it is checked and how to
comply.

Usage
  llama-license-lint explain [rule]

  RULE                llama-4/notice-file, or notice-file if only one license
                      has it; without a rule, all are listed

${RULE_OUTPUT}`;

const RULES = `Lists the rules, license by license, in the order of the clauses.

Usage
  llama-license-lint rules

${RULE_OUTPUT}`;

const INIT = `Writes a commented .llama-license-lint.yaml from what check finds. It changes no
duty's outcome: what the files state is set, and what is only likely is a
comment that gives the reason.

Usage
  llama-license-lint init [directory]

  DIRECTORY           the folder (default: .)

Files
  --pre-commit        also write .pre-commit-config.yaml
  --github            also write .github/workflows/llama-license-lint.yml
  --force             replace existing files; without it they are left, and the
                      text is shown
  --dry-run           write nothing, and show what would be written
  --quiet             print only complaints

Relation and name
  --name NAME         the model's name
  --relation R        its relation to the Llama material, as for check
  --base ID           the model it was made from; can be repeated

Exit status
  0  every file was written
  1  a file was not written: it exists, or cannot be written
  2  a flag or the configuration is wrong
  3  the folder could not be read, or an internal error occurred
`;

const AUDIT = `Checks many repositories, and reports a line, row or entry for each. An audit
that is interrupted can be resumed.

Usage
  llama-license-lint audit WHAT
  llama-license-lint audit merge JOURNAL...

What
  hf:ORG, hf:ORG/*    all models of an organization or a user on the Hub
  --derivatives-of ID all models on the Hub that name this one as their base;
                      not their derivatives in turn
  github:ORG          all repositories of an organization or a user on GitHub
  FILE                a text file of targets as for check, one per line; a #
                      starts a comment; - reads the standard input
  merge JOURNAL...    one report of all parts of an audit

Auditing
  --concurrency N     how many repositories are read at a time (default: 8)
  --journal FILE      where results are written as they come in (default: a file
                      in the cache folder, which the next such audit replaces)
  --resume            continue with the journal: repeat only what failed because
                      of the network or a rate limit
  --since FILE        an earlier journal, or report as JSON: reuse its results
                      for repositories whose revision is the same
  --shard I/N         only part I of N, to split an audit between machines
  --follow, --no-follow, --rules, --trust-config, --token, --offline
                      as for check

Output
  --format FORMAT     table (default; E errors, W warnings, ? unclear), json (as
                      check), ndjson (one repository per line), csv, markdown
                      (for a job summary) or html (one file to sort and filter)
  --output FILE       write to FILE in one step, and nothing to stdout
  --quiet             show no progress; in table and markdown, show only what is
                      unmet or unclear, and the total
  --color, --no-color as for check

Failing
  --fail-on, --strict as for check

Exit status
  0  no duty is unmet at or above --fail-on
  1  at least one is
  2  a flag, a list, a journal or a rule file is wrong
  3  a target could not be read, or has not been audited yet
`;

/** The help of the program (null) or of one command, in at most 80 columns. */
export function help(about: Command | null): string {
  if (about === null) return CHECK + COMMANDS;
  if (about === 'check') return CHECK;
  if (about === 'fix') return FIX;
  if (about === 'explain') return EXPLAIN;
  if (about === 'rules') return RULES;
  if (about === 'init') return INIT;
  return AUDIT;
}
