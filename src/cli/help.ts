import type { Command } from './flags.ts';

const outputOf = (formats: string): string => `Output
  --format FORMAT     ${formats}
  --output FILE       write to FILE at once and whole, and nothing to stdout
  --quiet             only what is unmet or unclear, and the summary; of use to
                      pretty and markdown
  --color, --no-color color, or none; default: on a terminal, unless NO_COLOR or
                      FORCE_COLOR says otherwise
`;

const REPORT_FORMATS = `pretty (default), json, sarif (2.1.0, for code scanning),
                      github (annotations of a workflow run), markdown (for a
                      job's summary), html (one file to read, print and mail)
                      or junit`;

const RULE_OUTPUT = outputOf('pretty (default) or json');

const CHECK = `Says, duty by duty, what the Llama Community License asks of a model repository,
what is met, what is not, and how to mend it.

Usage
  llama-license-lint [check] [target...]

Targets (default: .)
  DIRECTORY           a folder; write check fix or ./fix for one named like a
                      command
  hf:ORG/MODEL[@REV]  a model on the Hugging Face Hub at a branch, tag, commit
                      or refs/pr/N, or its huggingface.co URL
  github:OWNER/REPO[@REF]
                      a GitHub repository at a branch, tag, commit or
                      pull/N/head, or its github.com URL
  --                  what follows are targets, never flags

Relation and name (for one target)
  --name NAME         the model's name
  --relation R        original, quantized, finetune, merge, adapter, outputs,
                      product, mention, unknown or none
  --base ID           the model it was made from; may be repeated
  --config FILE       configuration (default: .llama-license-lint.yaml at the
                      repository's root)
  --trust-config      apply the configuration of a remote target as well
  --rules FILE        a further rule file; may be repeated
  --agreement FILE    your own copy of the license's true text; an altered
                      agreement is then compared with it word by word
  --follow, --no-follow
                      ask the Hub for the bases' own bases, or not (default: for
                      remote targets only)
  --token TOKEN       for GitHub (default: GITHUB_TOKEN, else GH_TOKEN), or for
                      the Hub when it begins with hf_ (default: HF_TOKEN, else
                      what hf auth login has stored); without one they answer
                      fewer requests
  --offline           use no network

${outputOf(REPORT_FORMATS)}
Failing
  --fail-on LEVEL     error (default), warning or never
  --strict            fail on what is unclear, too

Other
  -h, --help          this help; after a command, its own
  -V, --version       the version

Exit status
  0  nothing is unmet at or above --fail-on
  1  something is
  2  a flag, a configuration or a rule file is wrong
  3  a target could not be read, or an internal error
     (LLAMA_LICENSE_LINT_DEBUG=1 shows where)
`;

const COMMANDS = `
Commands
  check               check targets; may be left out
  explain RULE        what a rule asks, when it binds, how to comply
  rules               list the rules
  fix [TARGET]        mend what can be mended, and show how
  init [DIRECTORY]    write a configuration from what check finds, with
                      --pre-commit and --github a hook and a workflow as well
  audit WHAT          check all models of an organization, all that were made
                      from one model, or a list of targets
`;

const FIX = `Mends what check finds: the agreement, the Notice file, the card. In a folder it
writes, of a remote repository it shows the changes as a diff. What the author
wrote is not changed unless asked.

Usage
  llama-license-lint fix [target]

  TARGET              a folder (default: .), hf:ORG/MODEL[@BRANCH] or
                      github:OWNER/REPO[@REF], as for check

Changing
  --dry-run           show the changes, make none
  --diff FILE         write a patch for git apply to FILE, and change nothing
  --unsafe            make changes of what the author wrote, too: the license
                      that the card declares, its base_model_relation

On the Hugging Face Hub, with a token that may write
  --create-pr         open a pull request with the changes; one of yours that is
                      open is brought up to date, replaced when the files have
                      changed since, or left when it has them
  --propose-again     open one although an earlier one was closed
  --commit            commit to the branch itself, which asks first, and is for
                      your own repositories only
  --yes               commit without asking

The agreement's text comes from --agreement FILE, else from the base model's
folder in the Hugging Face cache, an earlier run, Meta's repository on GitHub,
or the base model's on the Hub; it is written only if it is the true text.
  --agreement FILE    your own copy of the text
  --offline           ask neither GitHub nor the Hub
  --token TOKEN       as for check

Relation and name
  --name, --relation, --base, --config, --trust-config, --rules, --follow,
  --no-follow         as for check

${RULE_OUTPUT}
Failing
  --fail-on never     end with 0 whatever is left; error and warning are alike

Exit status
  0  nothing that fix can mend is left, or it is in the commit or pull request
  1  something is: it needs --unsafe or a text, or nothing was written
  2  a flag, a configuration, a rule file or the token is wrong
  3  the target could not be read
`;

const EXPLAIN = `Says what a rule asks, when it binds and why, how it is seen and how to comply.

Usage
  llama-license-lint explain [rule]

  RULE                llama-4/notice-file, or notice-file where one license
                      alone has it; without a rule, all are listed

${RULE_OUTPUT}`;

const RULES = `Lists the rules, license by license, in the order of the clauses.

Usage
  llama-license-lint rules

${RULE_OUTPUT}`;

const INIT = `Writes a commented .llama-license-lint.yaml, filled with what check finds, that
changes no duty's outcome. What the files state is entered; what they only make
likely stands as a comment with the reason.

Usage
  llama-license-lint init [directory]

  DIRECTORY           the folder (default: .)

Files
  --pre-commit        write .pre-commit-config.yaml as well
  --github            write .github/workflows/llama-license-lint.yml as well
  --force             replace files that exist; without it they are left, and
                      what would have been written is shown
  --dry-run           write nothing; show what would be written
  --quiet             only complaints

Relation and name
  --name NAME         the model's name
  --relation R        what it is to the Llama material, as for check
  --base ID           the model it was made from; may be repeated

Exit status
  0  everything was written
  1  something was left: it exists, or cannot be written
  2  a flag or the configuration is wrong
  3  the folder could not be read, or an internal error
`;

const AUDIT = `Checks many repositories: one line, row or entry for each, and what is left for
later where it is stopped.

Usage
  llama-license-lint audit WHAT
  llama-license-lint audit merge JOURNAL...

What
  hf:ORG, hf:ORG/*    all models of an organization or a user on the Hub
  --derivatives-of ID all models on the Hub that name this one as their base;
                      not those that name these
  github:ORG          all repositories of an organization or a user on GitHub
  FILE                the targets in a text file, one a line, as for check; what
                      follows a # is for the reader; - is the standard input
  merge JOURNAL...    one report of the parts of an audit

Auditing
  --concurrency N     repositories to read at a time (default: 8)
  --journal FILE      where results are written as they come (default: a file in
                      the cache folder, which the next such audit replaces)
  --resume            go on with the journal: what is done is not done again,
                      save where the network or a limit was in the way
  --since FILE        an earlier journal, or report as JSON: what has the same
                      revision is taken over from there
  --shard I/N         only the I-th of N parts, for several machines
  --follow, --no-follow, --rules, --trust-config, --token, --offline
                      as for check

Output
  --format FORMAT     table (default; E errors, W warnings, ? unclear), json (as
                      check), ndjson (a repository a line), csv, markdown (for a
                      job's summary) or html (one file to sort and to filter)
  --output FILE       write to FILE at once and whole, and nothing to stdout
  --quiet             no progress; of table and markdown only what is unmet or
                      unclear, and the total
  --color, --no-color as for check

Failing
  --fail-on, --strict as for check

Exit status
  0  nothing is unmet at or above --fail-on
  1  something is
  2  a flag, a list, a journal or a rule file is wrong
  3  a target could not be read, or was not audited yet
`;

/** The help of the program (null) or of one command; hand-laid for 80 columns. */
export function help(about: Command | null): string {
  if (about === null) return CHECK + COMMANDS;
  if (about === 'check') return CHECK;
  if (about === 'fix') return FIX;
  if (about === 'explain') return EXPLAIN;
  if (about === 'rules') return RULES;
  if (about === 'init') return INIT;
  return AUDIT;
}
