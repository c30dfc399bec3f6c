/** Takes snapshots one after the other: two that are written at once would be in each other’s way. */
export interface Snapshotting {
  readonly take: () => Promise<void>;
  /** So many bytes more stand in the journal: now and then one is due. */
  readonly grown: (bytes: number) => void;
  /** Undefined while none is being taken. */
  readonly taking: () => Promise<void> | undefined;
}

export interface SnapshottingOptions {
  /** One is due after so many bytes. */
  readonly every: number;
  readonly write: () => Promise<void>;
  readonly failed: (error: unknown) => void;
}

export function snapshotting({ every, write, failed }: SnapshottingOptions): Snapshotting {
  let since = 0;
  let taking: Promise<void> | undefined;

  const take = (): Promise<void> => {
    const following = (taking ?? Promise.resolve()).then(() => {
      since = 0;
      return write();
    });
    const settled = following.catch(failed).finally(() => {
      if (taking === settled) taking = undefined;
    });
    taking = settled;
    return following;
  };

  return {
    take,
    grown: (bytes) => {
      since += bytes;
      if (since >= every && taking === undefined) void take().catch(() => undefined);
    },
    taking: () => taking,
  };
}
