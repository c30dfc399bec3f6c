import { both, countBoth, either, noBits, without } from '../ledger/bits.ts';
import type { Bits } from '../ledger/bits.ts';
import type { LedgerRule } from '../ledger/ledger.ts';
import type { Population } from './basis.ts';
import { sumOfBits } from './basis.ts';
import type { Overlap } from './model.ts';

/** So many rules are compared, those with the most hits. */
const mostRules = 30;

export function overlapOf({ sources }: Population, all: readonly LedgerRule[]): Overlap {
  const rules = all.slice(0, mostRules);
  const caught = rules.map((rule) => sources.map(({ at, counted }) => both(counted, rule.caught[at] ?? noBits(0))));
  const shared = (one: readonly Bits[], other: readonly Bits[]): number => one.reduce((sum, bits, at) => sum + countBoth(bits, other[at] ?? noBits(0)), 0);
  const others = (rule: number): readonly Bits[] =>
    sources.map((_, at) => caught.reduce<Bits>((sum, bits, index) => (index === rule ? sum : either(sum, bits[at] ?? noBits(0))), noBits(sources[at]?.source.rows ?? 0)));
  return {
    rules: rules.map(({ node, port, name, output }) => ({ node, port, name, output })),
    counts: caught.map((one) => caught.map((other) => shared(one, other))),
    alone: caught.map((own, rule) => {
      const rest = others(rule);
      return sumOfBits(own.map((bits, at) => without(bits, rest[at] ?? noBits(0))));
    }),
    more: all.length - rules.length,
  };
}
