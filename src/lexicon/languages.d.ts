// The build compiles the files of `rules/lexicon/`: see scripts/lexicon-as-module.ts.

declare module '*/rules/lexicon' {
  const languages: readonly import('./lexicon.ts').Lexicon[];
  export default languages;
}
