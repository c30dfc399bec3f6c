/** Passes one task after another. Of those that wait, the urgent ones go first, each kind in the order it came. */
export interface Turns {
  readonly take: <Result>(task: () => Promise<Result>, urgent: boolean) => Promise<Result>;
}

export function takeTurns(): Turns {
  const urgent: (() => void)[] = [];
  const others: (() => void)[] = [];
  let busy = false;
  const next = (): void => {
    const begin = urgent.shift() ?? others.shift();
    busy = begin !== undefined;
    begin?.();
  };
  return {
    take: async (task, isUrgent) => {
      if (busy) await new Promise<void>((resolve) => (isUrgent ? urgent : others).push(resolve));
      busy = true;
      try {
        return await task();
      } finally {
        next();
      }
    },
  };
}

/** Stops when all of them have. */
export function allOf(signals: readonly AbortSignal[]): AbortSignal {
  const all = new AbortController();
  let left = signals.length;
  const one = (): void => {
    left -= 1;
    if (left === 0) all.abort();
  };
  for (const signal of signals) {
    if (signal.aborted) one();
    else signal.addEventListener('abort', one, { once: true });
  }
  return all.signal;
}
