import type { Engine, Statistics } from '../../../engine/contract.ts';
import { keepRows } from '../kept-rows.ts';
import type { Keeper, KeptRows } from '../kept-rows.ts';
import { startRun } from '../run.ts';
import type { Host, Running } from '../run.ts';
import type { SampleInput } from '../sample-inputs.ts';
import type { LiveSession } from './session.ts';
import { inputOf } from './tail.ts';

/**
 * The events that are kept, as a run of their own: everything that can be asked of a run can be asked of them. It is
 * told no more of time than the rules were, so that while nothing was let go it comes to what was seen.
 */
export function lookAt({ prepared, kept, state, statistics, flowed }: LiveSession, signal: AbortSignal, host: Host): Running {
  const lived = statistics();
  const inputs = new Map([...kept.events].map(([{ id }, tail]): [string, SampleInput] => {
    const rows = tail.rows();
    return [id, { open: () => inputOf(rows), size: () => ({ rows: rows.length }), key: `live ${id}` }];
  }));
  const end = (engine: Engine): void => {
    for (const { id, time } of kept.events.keys()) {
      const { watermark = -Infinity, idle = false } = lived.sources[id] ?? {};
      if (time === undefined) continue;
      engine.advance(id, watermark);
      if (idle) engine.idle(id);
    }
  };
  const running = startRun({ ...prepared, inputs, ...(state() === 'ended' ? {} : { end }) }, signal, host);
  const whole = [...kept.events.values()].every((tail) => tail.isWhole());
  const aside = new Map([...kept.aside].map(([stream, tail]) => [stream, tail.rows()]));
  const counted = (): Statistics => withAside(running.statistics(), lived, aside, whole);
  return {
    ...running,
    first: new Map([...running.first, ...[...aside].map(([stream, rows]) => [stream, fixed(rows)] as const)]),
    only: new Set(aside.keys()),
    statistics: counted,
    toEnd: async (told) => {
      const summary = await running.toEnd(told);
      const sources = Object.values(counted().sources);
      return {
        ...summary,
        read: sources.reduce((sum, { read }) => sum + read, 0),
        setAside: sources.reduce((sum, { late, rejected }) => sum + late + rejected, 0),
        milliseconds: flowed(),
        stopped: state() !== 'ended',
      };
    },
  };
}

/** What was set aside never came to the run: it is counted as it was, or, where events were let go, as far as it is kept. */
function withAside(run: Statistics, lived: Statistics, aside: ReadonlyMap<string, KeptRows>, whole: boolean): Statistics {
  const rows = { ...run.rows };
  for (const [stream, { length }] of aside) rows[stream] = whole ? (lived.rows[stream] ?? 0) : length;
  const sources = Object.fromEntries(Object.entries(run.sources).map(([id, counts]) => {
    const [late, rejected] = [rows[`${id}.late`] ?? 0, rows[`${id}.rejected`] ?? 0];
    return [id, { ...counts, late, rejected, read: counts.accepted + late + rejected, rejections: lived.sources[id]?.rejections ?? {} }];
  }));
  return { ...run, rows, sources };
}

const fixed = (rows: KeptRows): Keeper => ({ ...keepRows(rows.fields, 0), rows });
