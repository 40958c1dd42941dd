import ts from 'typescript';

const RELATIVE_IMPORT = /(from |import\()(['"])(\.{1,2}\/[^'"]*)\.ts\2/g;

/**
 * Writes the declarations of a module and of everything that it imports. Their imports end in `.js`, which every
 * compiler resolves. Each has a copy for CommonJS, since older compilers reject the types of an ES module for
 * `require`.
 * @throws if the compiler reports an error.
 */
export function emitTypes(entry: string, folder: string): void {
  const config = ts.getParsedCommandLineOfConfigFile(
    'tsconfig.json',
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (problem) => {
        throw failure([problem]);
      },
    },
  );
  if (config === undefined) throw new Error('tsconfig.json cannot be read');
  const ambient = config.fileNames.filter((file) => file.endsWith('.d.ts'));
  const program = ts.createProgram([entry, ...ambient], {
    ...config.options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: 'src',
    outDir: folder,
  });
  const { diagnostics } = program.emit(undefined, (file, text) => {
    ts.sys.writeFile(file, text.replace(RELATIVE_IMPORT, '$1$2$3.js$2'));
    ts.sys.writeFile(file.replace(/\.d\.ts$/, '.d.cts'), text.replace(RELATIVE_IMPORT, '$1$2$3.cjs$2'));
  });
  const problems = [...program.getOptionsDiagnostics(), ...diagnostics];
  if (problems.length > 0) throw failure(problems);
}

function failure(problems: readonly ts.Diagnostic[]): Error {
  return new Error(
    ts.formatDiagnostics(problems, {
      getCanonicalFileName: (file) => file,
      getCurrentDirectory: () => ts.sys.getCurrentDirectory(),
      getNewLine: () => '\n',
    }),
  );
}
