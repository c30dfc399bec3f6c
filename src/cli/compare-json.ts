import type { ComparedRuns } from '../lab/compare/compare.ts';
import type { ComparedAlert, Side } from '../lab/compare/model.ts';

/** A comparison as JSON: alerts as they are, rows by the ids that the data gives them. */
export function comparisonAsJson({ comparison, ran }: ComparedRuns): unknown {
  const { alerts, only, shared, moved, changed, labels, ...rest } = comparison;
  const at = (side: Side, place: number | undefined): ComparedAlert | undefined => alerts[side][place ?? -1];
  const alone = (side: Side): readonly (ComparedAlert | undefined)[] => [...only[side]].map((place) => at(side, place));
  return {
    ...rest,
    alerts: {
      onlyBefore: alone('before'),
      onlyAfter: alone('after'),
      same: shared.before.length - changed.length,
      changed: changed.map(({ before, after, parts }) => ({ parts, before: at('before', before), after: at('after', after) })),
      moved: [...moved.before].map((place, index) => ({ before: at('before', place), after: at('after', moved.after[index]) })),
    },
    labels: labels.map((each) => {
      const ids = ran.ledgers.after.sources.find(({ id }) => id === each.nodes.after)?.ids;
      const named = (rows: Int32Array): readonly string[] => [...rows].map((row) => ids?.get(row) ?? String(row));
      return { ...each, newlyCaught: named(each.newlyCaught), newlyLost: named(each.newlyLost) };
    }),
  };
}
