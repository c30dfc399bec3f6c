import { join } from 'node:path';
import Database from 'libsql';
import { percentiles } from './figures.mjs';

/** As the source of the card-fraud graph allows. */
const lateness = 30_000;

/** What is stored of a run. */
export function storedAlerts(folder) {
  const store = new Database(join(folder, '.ruleloom/ruleloom.sqlite'), { readonly: true });
  try {
    return store.prepare('select time, raised from alerts order by seq').all();
  } finally {
    store.close();
  }
}

/** Follows what is sent; then, for each alert, how long after the moment of the delivery that made it due it was stored. */
export function followAlerts() {
  const passed = [];
  return {
    delivered: (latest, at) => void passed.push({ upTo: latest - lateness - 1, at }),
    waits: (alerts) => {
      passed.sort((a, b) => a.upTo - b.upTo);
      let next = 0;
      const waits = [];
      for (const { time, raised } of alerts.toSorted((a, b) => a.time - b.time)) {
        while (next < passed.length && passed[next].upTo < time) next += 1;
        if (next < passed.length) waits.push(raised - passed[next].at);
      }
      return percentiles(waits);
    },
  };
}

export const timeOfLast = (body) => Date.parse(JSON.parse(body.subarray(body.lastIndexOf(10, body.length - 2) + 1).toString('utf8')).time);
