import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Stream } from '../../../kinds/contract.ts';
import { isFar } from '../../../kinds/anomaly/kind.ts';
import type { anomaly } from '../../../kinds/anomaly/kind.ts';
import { findField } from '../../../kinds/shared/streams.ts';
import { toStored } from '../../../logic/stored.ts';
import { isBinned } from '../../expressions/distribution/bars.ts';
import { DistributionChart } from '../../expressions/distribution/distribution-chart.tsx';
import { MatchLine } from '../../expressions/match-line.tsx';
import { useDistribution, useMatches } from '../../sample/use-sample.ts';
import { everyOutput } from '../../state/contract/sample.ts';
import { farRanges, thresholdAt } from '../kinds/far.ts';
import type { ConfigOf } from '../panel.ts';

interface Props {
  readonly node: string;
  readonly config: ConfigOf<typeof anomaly>;
  /** The rows that leave, with their score. */
  readonly stream: Stream;
  readonly readOnly: boolean;
  readonly pick: (threshold: number) => void;
}

/** How far off the values of the sample are, which of them are too far, and how many rows that is. */
export function HowFar({ node, config, stream, readOnly, pick }: Props): ReactNode {
  const at = { node, port: everyOutput, side: 'out' } as const;
  const field = findField(stream, config.score);
  const asked = useMemo(() => [toStored(isFar(config))], [config]);
  const known = useDistribution(at, config.score);
  const matches = useMatches(at, asked);
  const distribution = known?.answer;
  if (field === undefined || distribution === undefined || !isBinned(distribution) || distribution.bins.length === 0)
    return null;
  return (
    <div>
      <DistributionChart
        distribution={distribution}
        field={field}
        ranges={farRanges(config)}
        pick={
          readOnly
            ? undefined
            : (score) => {
                const threshold = thresholdAt(score, config);
                if (threshold !== undefined && threshold !== config.threshold) pick(threshold);
              }
        }
      />
      <MatchLine hits={matches?.answer.hits[0]} rows={matches?.answer.rows} stale={matches?.stale === true} />
    </div>
  );
}
