import { createLandmarks } from '../../../lab/explain/landmarks.ts';
import type { Landmarks } from '../../../lab/explain/landmarks.ts';
import type { Running } from '../run.ts';

const known = new WeakMap<Running, Landmarks>();

/** Places of a run that was gone through before, to begin from again. */
export function landmarksOf(run: Running): Landmarks {
  const there = known.get(run) ?? createLandmarks();
  known.set(run, there);
  return there;
}
