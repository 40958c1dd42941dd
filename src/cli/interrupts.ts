const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Calls `act` on the first Ctrl-C (or SIGTERM); the next one ends the process. Returns a function that undoes it. */
export function onInterrupt(act: () => void): () => void {
  const ignore = (): void => {
    for (const signal of SIGNALS) process.off(signal, first);
  };
  const first = (): void => {
    ignore();
    act();
  };
  for (const signal of SIGNALS) process.on(signal, first);
  return ignore;
}
