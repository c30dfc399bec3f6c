/** What the outside is waited for by. Tests have one of their own, which runs when they say so. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or as soon as the signal aborts. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** No timer of Node waits longer. */
const longest = 2 ** 31 - 1;

export const systemClock = (now: () => number = Date.now): Clock => ({
  now,
  wait: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, Math.min(longest, Math.max(0, milliseconds)));
      signal?.addEventListener('abort', done, { once: true });
    }),
});
