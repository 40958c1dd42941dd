const NOBODY = 65534;

/** Runs `act` as a user whom permissions bind: for root, who may read anything, as nobody. */
export async function withoutRoot(act: () => Promise<void>): Promise<void> {
  if (process.getuid?.() !== 0) {
    await act();
    return;
  }
  process.seteuid?.(NOBODY);
  try {
    await act();
  } finally {
    process.seteuid?.(0);
  }
}
