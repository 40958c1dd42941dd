// The build compiles the files of `rules/`: see scripts/rules-as-modules.ts. Of two patterns that fit, the first counts.

declare module '*mirrors.yaml' {
  const mirrors: import('./rulebook.ts').Mirrors;
  export default mirrors;
}

declare module '*.yaml' {
  const license: import('./rulebook.ts').LicenseRules;
  export default license;
}
