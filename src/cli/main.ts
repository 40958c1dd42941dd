import { check } from '../check.ts';
import { builtinLicenses } from '../rulebook-loader/builtin.ts';
import { UNREADABLE } from './exit-status.ts';
import { internalError, run } from './run.ts';
import { standardOutput } from './standard-output.ts';

process.on('uncaughtException', (error) => {
  process.stderr.write(internalError(error, process.env));
  process.exit(UNREADABLE);
});

// Not `process.exit()`, so that Node writes all output before it ends.
process.exitCode = await run(process.argv.slice(2), {
  stdout: standardOutput(),
  stderr: process.stderr,
  env: process.env,
  check,
  licenses: () => Promise.resolve(builtinLicenses),
  question: async () => (await import('./question.ts')).question(),
});
