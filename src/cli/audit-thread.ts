import { isMainThread, parentPort, Worker } from 'node:worker_threads';

import { UNREADABLE, type ExitStatus } from './exit-status.ts';
import { onInterrupt } from './interrupts.ts';
import type { TextStyle, Output, RuntimeContext } from './context.ts';

// Signals are heard between two turns of the event loop, and judging one repository is one turn. An audit therefore runs
// in a thread that the main thread, which has nothing else to do, can end.

/** Milliseconds in which the thread has to answer a signal before it is ended where it is. */
const MAX_ANSWER_MS = 1000;

/** What the thread cannot ask of its own streams. */
interface Start {
  readonly look: TextStyle<null>;
  readonly stderr: Pick<Output, 'isTTY' | 'columns'>;
}

type Message =
  | { readonly kind: 'stderr'; readonly text: string }
  | { readonly kind: 'stopping' }
  | { readonly kind: 'done'; readonly status: ExitStatus };

/** True where the audit itself runs. */
export const isInThread = !isMainThread;

/** Runs this command line again in a thread, and ends it when a signal comes. Gives the exit status. */
export async function auditInThread(look: TextStyle<null>, { stderr }: RuntimeContext): Promise<ExitStatus> {
  const start: Start = { look, stderr: { isTTY: stderr.isTTY, columns: stderr.columns } };
  const thread = new Worker(process.argv[1] ?? '', { argv: process.argv.slice(2) });
  thread.postMessage(start);
  let deadline: NodeJS.Timeout | undefined;
  try {
    return await new Promise<ExitStatus>((resolve, reject) => {
      const ignore = onInterrupt(() => {
        thread.postMessage('stop');
        deadline = setTimeout(() => {
          stderr.write('llama-license-lint: interrupted; to go on, run the same command with --resume\n');
          resolve(UNREADABLE);
        }, MAX_ANSWER_MS);
      });
      thread.on('message', (message: Message) => {
        if (message.kind === 'stderr') stderr.write(message.text);
        if (message.kind === 'stopping') clearTimeout(deadline);
        if (message.kind === 'done') resolve(message.status);
      });
      thread.once('error', reject);
      thread.once('exit', (code) => {
        ignore();
        resolve(([0, 1, 2, 3] as const).find((status) => status === code) ?? UNREADABLE);
      });
    });
  } finally {
    clearTimeout(deadline);
    // What was given up may wait for a server for a long time yet.
    await thread.terminate();
  }
}

/** In that thread: runs the audit with what stops it. */
export async function runInThread(
  run: (stop: AbortSignal, look: TextStyle<null>, stderr: Output) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const { look, stderr } = await new Promise<Start>((resolve) => parentPort?.once('message', resolve));
  const say = (message: Message): void => parentPort?.postMessage(message);
  const stop = new AbortController();
  parentPort?.once('message', () => {
    say({ kind: 'stopping' });
    stop.abort();
  });
  parentPort?.unref();
  const write = (text: string): void => {
    say({ kind: 'stderr', text });
  };
  const status = await run(stop.signal, look, { write, ...stderr });
  // The main thread ends this one when it is done; what is on its way to stdout is lost then.
  await new Promise<void>((resolve) => {
    process.stdout.write('', () => {
      resolve();
    });
  });
  say({ kind: 'done', status });
  return status;
}
