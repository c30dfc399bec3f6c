/** Sees to it that a graph is edited in one tab at a time. Where a browser knows no locks, each tab edits, and revisions tell. */

export interface Turn {
  /** Asks whoever has the graph to hand it over, and takes it from whoever does not answer. */
  readonly take: () => void;
  /** Tells the other tabs what is written, so that they show it. */
  readonly tell: () => void;
  readonly leave: () => void;
}

export interface TurnEvents {
  /** It is this tab's turn. */
  readonly has: () => void | Promise<void>;
  /** Another tab has it, from the beginning or from now on. */
  readonly waits: () => void;
  /** Another tab asks for it: what is not yet written is to be written first. */
  readonly giveUp: () => Promise<void>;
  /** Another tab has written. */
  readonly changed: () => void;
}

export interface Tabs {
  readonly locks: LockManager | undefined;
  readonly channel: (name: string) => Channel;
}

export interface Channel {
  readonly postMessage: (message: unknown) => void;
  readonly addEventListener: (type: 'message', listener: (event: { readonly data: unknown }) => void) => void;
  readonly close: () => void;
}

export const theseTabs = (): Tabs => ({
  locks: typeof navigator === 'undefined' ? undefined : navigator.locks,
  channel: (name) => new BroadcastChannel(name),
});

const patience = 1500;

export function takeTurns(key: string, events: TurnEvents, { locks, channel }: Tabs): Turn {
  const name = `ruleloom graph ${key}`;
  const line = channel(name);
  const left = new AbortController();
  let release: (() => void) | undefined;

  /** Holds the lock until it is handed over or taken away. */
  const hold = async (): Promise<void> => {
    const handedOver = new Promise<void>((resolve) => (release = resolve));
    await events.has();
    await handedOver;
    release = undefined;
  };
  const queue = (steal: boolean): void => {
    const asked = locks?.request(name, steal ? { steal } : { signal: left.signal }, hold);
    asked?.catch(() => {
      // Taken away by another tab, or this one left.
      if (left.signal.aborted) return;
      release = undefined;
      events.waits();
      queue(false);
    });
  };

  line.addEventListener('message', ({ data }) => {
    if (data === 'written') events.changed();
    if (data !== 'give' || release === undefined) return;
    const give = release;
    void events.giveUp().finally(() => {
      events.waits();
      give();
      queue(false);
    });
  });

  if (locks === undefined) void events.has();
  else {
    void locks
      .request(name, { ifAvailable: true }, async (lock) => {
        if (left.signal.aborted) return;
        if (lock !== null) {
          await hold();
          return;
        }
        events.waits();
        queue(false);
      })
      .catch(() => {
        if (left.signal.aborted) return;
        release = undefined;
        events.waits();
        queue(false);
      });
  }

  return {
    take() {
      line.postMessage('give');
      setTimeout(() => {
        if (release === undefined && !left.signal.aborted) queue(true);
      }, patience);
    },
    tell: () => line.postMessage('written'),
    leave() {
      left.abort();
      release?.();
      line.close();
    },
  };
}
