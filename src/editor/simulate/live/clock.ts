/** The clock of the data. */
export interface DataClock {
  readonly at: () => number;
  /** Where it stands from now on. */
  readonly put: (moment: number) => void;
  readonly go: (going: boolean) => void;
  readonly speed: (speed: number) => void;
}

/** Runs so many times as fast as the person's; stands until it is told to go. */
export function scaledClock(now: () => number, times: number): DataClock {
  let [moment, since, going, speed] = [0, now(), false, times];
  const at = (): number => moment + (going ? (now() - since) * speed : 0);
  const put = (next: number): void => {
    moment = next;
    since = now();
  };
  return {
    at,
    put,
    go: (next) => {
      put(at());
      going = next;
    },
    speed: (next) => {
      put(at());
      speed = next;
    },
  };
}

/** Of events that come from elsewhere: the clock on the wall, which nobody stops. */
export const wallClock = (time: () => number): DataClock => ({ at: time, put: () => {}, go: () => {}, speed: () => {} });
