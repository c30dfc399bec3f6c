import { startOfDay, startOfDayAfter, zoneNamed } from '../../data/zones.ts';
import type { Zone } from '../../data/zones.ts';
import { either, noBits, setBit } from '../ledger/bits.ts';
import type { Bits } from '../ledger/bits.ts';
import type { Ledger, LedgerAlert, LedgerSource } from '../ledger/ledger.ts';
import type { Catching } from './model.ts';

/** What each alert caught, by source of the ledger. */
export function caughtBy(ledger: Ledger, catching: Catching, zone: Zone): readonly (readonly Bits[])[] {
  return ledger.alerts.map((alert) => (catching === 'lineage' ? alert.caught : byKey(ledger.sources, alert, zone)));
}

export function united(sets: readonly (readonly Bits[])[], sources: readonly LedgerSource[]): readonly Bits[] {
  return sources.map(({ rows }, at) => sets.reduce((all, bits) => either(all, bits[at] ?? all), noBits(rows)));
}

/** Rows that have the key of an alert on its day; of data without a time, at all. And the rows behind it themselves. */
export function byKey(sources: readonly LedgerSource[], { caught, key, keys, times }: Pick<LedgerAlert, 'caught' | 'key' | 'keys' | 'times'>, zone: Zone): readonly Bits[] {
  return sources.map((source, at) => {
    const found = (caught[at] ?? noBits(source.rows)).slice();
    const codes = source.keys[key];
    if (codes === undefined) return found;
    const { starts, rows } = rowsByKey(codes);
    for (let index = 0; index < keys.length; index += 1) {
      const code = keys[index] ?? -1;
      const time = times[index] ?? NaN;
      if (code < 0 || code + 1 >= starts.length) continue;
      const [from, to] = Number.isNaN(time) ? [-Infinity, Infinity] : [startOfDay(zone, time), startOfDayAfter(zone, time, 1)];
      for (let place = starts[code] ?? 0; place < (starts[code + 1] ?? 0); place += 1) {
        const row = rows[place] ?? 0;
        const own = source.times[row] ?? NaN;
        if (Number.isNaN(own) || (own >= from && own < to)) setBit(found, row);
      }
    }
    return found;
  });
}

/** The rows of each key, rising: those of key n from `starts[n]` up to `starts[n + 1]`. */
export function rowsByKey(codes: Int32Array): { readonly starts: Int32Array; readonly rows: Int32Array } {
  let keys = 0;
  for (const code of codes) keys = Math.max(keys, code + 1);
  const starts = new Int32Array(keys + 1);
  for (const code of codes) if (code >= 0) starts[code + 1] = (starts[code + 1] ?? 0) + 1;
  for (let key = 0; key < keys; key += 1) starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0);
  const next = starts.slice();
  const rows = new Int32Array(starts[keys] ?? 0);
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? -1;
    if (code < 0) continue;
    rows[next[code] ?? 0] = row;
    next[code] = (next[code] ?? 0) + 1;
  }
  return { starts, rows };
}

export function zoneOf(name: string | undefined): Zone {
  const zone = zoneNamed(name ?? 'UTC');
  if (zone === undefined) throw new Error(`there is no time zone ${name ?? 'UTC'}`);
  return zone;
}
