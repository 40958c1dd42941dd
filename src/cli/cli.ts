import { internalError, run } from './run.ts';
import { UNREADABLE } from './exit-status.ts';

function crash(error: unknown): void {
  process.stderr.write(internalError(error, process.env));
  process.exitCode = UNREADABLE;
}

// A reader that went away (`| head`) has all it wants.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') crash(error);
});
process.on('uncaughtException', (error) => {
  crash(error);
  process.exit();
});

// The build makes this CommonJS, which knows no await out here.
void run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  check: async (targets, options) => (await import('../check.ts')).check(targets, options),
  licenses: async () => (await import('../rulebook/builtin.ts')).builtinLicenses,
}).then((status) => {
  process.exitCode = status;
});
