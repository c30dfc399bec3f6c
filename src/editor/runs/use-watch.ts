import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { server, useServer } from '../remote/this-server.ts';
import type { Watch, Watched } from '../remote/watch.ts';
import { watchRuns } from '../remote/watch.ts';

const nobody: Watched = { link: 'connecting', heard: undefined, runs: undefined, alerts: [], allAlerts: false };

/** Follows the live runs, or one of them with its alerts, for as long as it is looked at. */
export function useWatch(run?: string): Watch | undefined {
  // Until somebody has logged in there is nothing to be heard.
  const known = useServer(({ about, asksLogin }) => about !== undefined && !asksLogin);
  const watch = useMemo(() => (known ? watchRuns({ server, run }) : undefined), [run, known]);
  useEffect(() => watch?.follow(), [watch]);
  return watch;
}

const still = { getState: () => nobody, getInitialState: () => nobody, subscribe: () => () => undefined };

export const useWatched = <Part>(watch: Watch | undefined, select: (state: Watched) => Part): Part => useStore(watch?.store ?? still, select);

/** The time of day, to the second: figures say how old they are. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
