import { Trouble } from './connections/trouble.ts';

const first = 1000;
const longest = 60_000;
/** Nobody is left alone for longer because he asks for it. */
const longestAsked = 3_600_000;

/** Who has worked for so long has got over what was wrong before. */
export const calm = 60_000;

/** How long to wait after a failure: a second, two, four ... a minute; a little less by chance, so that not all come at once. */
export function backOff(failures: number, error: unknown, random: () => number): number {
  const wait = Math.min(longest, first * 2 ** failures) * (0.75 + 0.25 * random());
  const asked = error instanceof Trouble ? (error.after ?? 0) : 0;
  return Math.max(wait, Math.min(longestAsked, asked));
}
