import { createInterface } from 'node:readline/promises';

/** What asks whoever sits at the terminal, whose answer is empty when the input ends; null where nobody does. */
export function question(): ((text: string) => Promise<string>) | null {
  const { stdin: input, stderr: output } = process;
  if (!input.isTTY || !output.isTTY) return null;
  return async (text) => {
    // As a plain stream: then Ctrl-C is a signal that ends the program, as everywhere else.
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
