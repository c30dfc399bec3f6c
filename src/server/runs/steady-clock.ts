/** Milliseconds as on the wall, but never going back: who sets the clock back does not make what comes a thing of the future. */
export function steadyClock(wall: () => number, elapsed: () => number): () => number {
  const [began, offset] = [wall(), elapsed()];
  let latest = began;
  return () => (latest = Math.max(latest, wall(), Math.floor(began + elapsed() - offset)));
}
