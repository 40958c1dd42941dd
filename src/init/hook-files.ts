const REPOSITORY = 'https://github.com/llama-license-lint/llama-license-lint';

/** The configuration file of pre-commit. */
export const PRE_COMMIT_FILE = '.pre-commit-config.yaml';
export const WORKFLOW_FILE = '.github/workflows/llama-license-lint.yml';

/** A configuration of pre-commit with this version's hook (`.pre-commit-hooks.yaml` at the root of the project). */
export function preCommitText(version: string): string {
  return `# https://pre-commit.com: “pre-commit install” makes Git run these hooks before each commit.
repos:
  - repo: ${REPOSITORY}
    rev: v${version}
    hooks:
      - id: llama-license-lint
`;
}

/** A workflow that runs this version of the Action. */
export function workflowText(version: string): string {
  return `name: Llama license
on: [push, pull_request]
permissions:
  contents: read
  pull-requests: write # for the comment; without it the findings are in the annotations and in the summary
jobs:
  llama-license-lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with:
          persist-credentials: false
      - uses: llama-license-lint/llama-license-lint@v${version}
`;
}
