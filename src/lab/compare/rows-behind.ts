import { both, noBits, rowsIn, without } from '../ledger/bits.ts';
import type { Bits } from '../ledger/bits.ts';
import { populationOf } from '../measure/basis.ts';
import { caughtBy, united, zoneOf } from '../measure/catches.ts';
import type { CompareOptions } from './compare.ts';
import type { Both, ComparedRule, Side } from './model.ts';
import type { RanBoth } from './run-both.ts';

/** The rows behind the numbers of a comparison, by their places among the rows of a source, rising. */

/** The rows of a source that only this graph's output of a rule reaches. */
export function rowsOnlyIn(ran: RanBoth, rule: Pick<ComparedRule, 'nodes' | 'port'>, source: Both<string>, side: Side): Int32Array {
  const [own, other] = [rowsReached(ran, rule, source, side), rowsReached(ran, rule, source, side === 'before' ? 'after' : 'before')];
  return own === undefined ? new Int32Array() : rowsIn(other === undefined ? own : without(own, other));
}

/** The rows of a source that an output of a rule reaches: those behind its hits. */
export const rowsBehindHits = (ran: RanBoth, rule: Pick<ComparedRule, 'nodes' | 'port'>, source: Both<string>, side: Side): Int32Array => rowsIn(rowsReached(ran, rule, source, side) ?? noBits(0));

function rowsReached({ ledgers }: RanBoth, { nodes, port }: Pick<ComparedRule, 'nodes' | 'port'>, source: Both<string>, side: Side): Bits | undefined {
  const { sources, rules } = ledgers[side];
  return rules.find((each) => each.node === nodes[side] && each.port === port)?.caught[sources.findIndex(({ id }) => id === source[side])];
}

/** Rows of a source that are known, by what became of them in one of the graphs. */
export function rowsKnown(ran: RanBoth, source: Both<string>, which: 'caught' | 'missed' | 'alarmed', side: Side, { zone = 'UTC', catching = 'lineage', maturity, warmUp }: CompareOptions): Int32Array {
  const { ledgers } = ran;
  const longest = Math.max(ledgers.before.longest, ledgers.after.longest);
  const own = populationOf({ ...ledgers.after, longest }, { maturity, warmUp }).sources.find((each) => each.source.id === source.after);
  if (own === undefined) return new Int32Array();
  const at = ledgers[side].sources.findIndex(({ id }) => id === source[side]);
  const caught = united(caughtBy(ledgers[side], catching, zoneOf(zone)), ledgers[side].sources)[at] ?? noBits(own.source.rows);
  if (which === 'missed') return rowsIn(without(own.yes, caught));
  return rowsIn(both(which === 'caught' ? own.yes : own.no, caught));
}
