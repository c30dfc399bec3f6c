/** Waits for what another process holds at the moment, but not for ever. */

const first = 100;
const longest = 5000;
const busy = new Set(['SQLITE_BUSY', 'SQLITE_LOCKED']);

export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && [...busy].some((code) => String(error.code).startsWith(code));
}

/** Tries until it is done. What is not of being busy, or goes on for longer than this, is thrown. */
export async function patiently(act: () => void, patience: number): Promise<void> {
  let waited = 0;
  for (let pause = first; ; pause = Math.min(longest, pause * 2)) {
    try {
      return act();
    } catch (error) {
      if (!isBusy(error) || waited >= patience) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
    waited += pause;
  }
}
