import { isMainThread, parentPort, Worker } from 'node:worker_threads';

import { UNREADABLE, type ExitStatus } from './exit-status.ts';
import { onInterrupt } from './interrupts.ts';
import type { TextStyle, Output, RuntimeContext } from './context.ts';

// Signals are handled between two turns of the event loop, and judging one repository is one turn. An audit therefore
// runs in a thread of its own, which the main thread can end.

/** The thread is ended when it does not answer a signal in this time. */
const MAX_ANSWER_MS = 1000;

/** What the thread's own streams do not know. */
interface Start {
  readonly style: TextStyle<null>;
  readonly stderr: Pick<Output, 'isTTY' | 'columns'>;
}

type Message =
  | { readonly kind: 'stderr'; readonly text: string }
  | { readonly kind: 'stopping' }
  | { readonly kind: 'done'; readonly status: ExitStatus };

/** True in the thread that runs the audit. */
export const isInThread = !isMainThread;

/** Runs this command line again in a thread, and ends it on a signal. Returns the exit status. */
export async function auditInThread(style: TextStyle<null>, { stderr }: RuntimeContext): Promise<ExitStatus> {
  const start: Start = { style, stderr: { isTTY: stderr.isTTY, columns: stderr.columns } };
  const thread = new Worker(process.argv[1] ?? '', { argv: process.argv.slice(2) });
  thread.postMessage(start);
  let deadline: NodeJS.Timeout | undefined;
  try {
    return await new Promise<ExitStatus>((resolve, reject) => {
      const ignore = onInterrupt(() => {
        thread.postMessage('stop');
        deadline = setTimeout(() => {
          stderr.write('llama-license-lint: interrupted; to continue, run the same command with --resume\n');
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
    // An abandoned thread can wait for a server for a long time.
    await thread.terminate();
  }
}

/** Runs the audit in the thread, with a signal that stops it. */
export async function runInThread(
  run: (stop: AbortSignal, style: TextStyle<null>, stderr: Output) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const { style, stderr } = await new Promise<Start>((resolve) => parentPort?.once('message', resolve));
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
  const status = await run(stop.signal, style, { write, ...stderr });
  // The main thread ends this one when it is done, and text that is not yet flushed to stdout would be lost.
  await new Promise<void>((resolve) => {
    process.stdout.write('', () => {
      resolve();
    });
  });
  say({ kind: 'done', status });
  return status;
}
