import type { anomaly } from '../../../kinds/anomaly/kind.ts';
import type { Range } from '../../expressions/distribution/bars.ts';
import type { ConfigOf } from '../panel.ts';

/** Which scores of an anomaly are far off, as they are drawn and pointed at. */

type Limits = Pick<ConfigOf<typeof anomaly>, 'method' | 'direction' | 'threshold'>;

/** Below the usual, a multiple is one part of that many. */
const lowLimit = ({ method, threshold }: Limits): number => (method === 'z' ? -threshold : 1 / threshold);

export const farRanges = (limits: Limits): readonly Range[] => [
  ...(limits.direction === 'above' ? [] : [[-Infinity, lowLimit(limits)] as const]),
  ...(limits.direction === 'below' ? [] : [[limits.threshold, Infinity] as const]),
];

/** The threshold whose limit lies at a score; undefined where none can. */
export function thresholdAt(score: number, { method, direction }: Limits): number | undefined {
  const isLow = direction === 'below' || (direction === 'both' && (method === 'z' ? score < 0 : score < 1));
  const exact = isLow ? (method === 'z' ? -score : 1 / score) : score;
  const threshold = Number(exact.toPrecision(2));
  return threshold > (method === 'z' ? 0 : 1) && threshold <= 1_000_000 ? threshold : undefined;
}
