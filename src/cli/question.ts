import { createInterface } from 'node:readline/promises';

/** Asks the user at the terminal; the answer is empty when the input ends. Null without a terminal. */
export function question(): ((text: string) => Promise<string>) | null {
  const { stdin: input, stderr: output } = process;
  if (!input.isTTY || !output.isTTY) return null;
  return async (text) => {
    // Not in terminal mode, so that Ctrl-C ends the program.
    const lines = createInterface({ input, output, terminal: false });
    const end = new Promise<string>((resolve) =>
      lines.once('close', () => {
        resolve('');
      }),
    );
    try {
      return await Promise.race([lines.question(text), end]);
    } finally {
      lines.close();
    }
  };
}
