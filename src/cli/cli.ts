import { check } from '../check.ts';
import { builtinLicenses } from '../rulebook/builtin.ts';
import { internalError, run } from './run.ts';
import { UNREADABLE } from './exit-status.ts';
import { standardOutput } from './standard-output.ts';

function crash(error: unknown): void {
  process.stderr.write(internalError(error, process.env));
  process.exitCode = UNREADABLE;
}

process.on('uncaughtException', (error) => {
  crash(error);
  process.exit();
});

const stdout = standardOutput();
let allWritten = stdout.isTTY !== true;

// The build makes this CommonJS, which knows no await out here.
void run(process.argv.slice(2), {
  stdout,
  // Node starts the stream when it is first looked at, which most runs never do.
  stderr: {
    write(text) {
      allWritten = false;
      process.stderr.write(text);
    },
    get isTTY() { return process.stderr.isTTY; },
    get columns() { return process.stderr.columns; },
  },
  env: process.env,
  check,
  licenses: () => Promise.resolve(builtinLicenses),
  question: async () => (await import('./question.ts')).question(),
}).then((status) => {
  process.exitCode = status;
  // Node takes a while to take itself down in order, which only streams wait for.
  if (allWritten) process.exit();
});
