import { randomFrom } from '../../../data/random.ts';
import type { Reading } from '../../../data/read/reading.ts';
import type { Engine, Statistics } from '../../../engine/contract.ts';
import { createEngine } from '../../../engine/engine.ts';
import type { SourceStep } from '../../../plan/plan.ts';
import { zoneOf } from '../../state/zone.ts';
import type { Host, Prepared } from '../run.ts';
import type { Arrivals } from './arrivals.ts';
import type { DataClock } from './clock.ts';
import { scaledClock, wallClock } from './clock.ts';
import { createCourse } from './course.ts';
import { createDisturber } from './disturb.ts';
import { tallyWithoutEnd } from './endless-tally.ts';
import { inletOf, releasedBy, standingOf } from './inlet.ts';
import type { Inlet } from './inlet.ts';
import { keepTail } from './tail.ts';
import type { Tail } from './tail.ts';
import type { Disturbance, LiveFrom, LiveTick } from './told.ts';

/** A graph at work on events as they come in. It does nothing by itself: whoever has it calls `turn` again and again. */
export interface LiveSession {
  readonly prepared: Prepared;
  readonly state: () => LiveTick['state'];
  /** Gives the rules what has come by now. */
  readonly turn: () => Promise<void>;
  readonly pause: () => void;
  readonly goOn: () => void;
  /** The next event alone. */
  readonly step: () => Promise<void>;
  readonly speed: (speed: number) => void;
  readonly disturb: (disturbance: Disturbance) => void;
  readonly tick: () => LiveTick;
  readonly kept: Kept;
  readonly statistics: () => Statistics;
  /** Milliseconds that it has not been paused. */
  readonly flowed: () => number;
  readonly close: () => void;
}

/** What there is to be looked at: by source, its last accepted events; by stream, the last rows set aside. */
export interface Kept {
  readonly events: ReadonlyMap<SourceStep, Tail>;
  readonly aside: ReadonlyMap<string, Tail>;
}

/** So many accepted events of all sources are kept, and of each source so many that were late, and that were rejected. */
export const mostKept = 50_000;
const mostAside = 500;

/** In a turn no more rows than this are taken at a time, and no more milliseconds. */
const handful = 2048;
const patience = 40;

/** After so many turns in which not all could be taken, that is said. */
const aWhile = 20;

/** Where it matters when events come, they are taken in turns that are this short on the clock of the data, if there are not too many. */
const grain = 1000;
const mostGrains = 400;

export interface SessionOptions {
  readonly prepared: Prepared;
  readonly from: LiveFrom;
  readonly arrivals: (source: SourceStep, start: () => number) => Arrivals | undefined;
  readonly host: Pick<Host, 'now'> & { readonly time: () => number };
}

export async function openSession({ prepared, from, arrivals, host }: SessionOptions): Promise<LiveSession> {
  const { plan, tables, fields } = prepared;
  const sources = plan.steps.flatMap((step) => (step.op === 'source' ? [step] : []));
  const streams = [...fields.keys()];
  const clock: DataClock = from.type === 'address' ? wallClock(host.time) : scaledClock(host.now, from.speed);
  const paced = from.type !== 'address';
  const flowing = scaledClock(host.now, 1);
  const course = createCourse();
  const tally = tallyWithoutEnd(plan, zoneOf(prepared.document));
  const disturber = createDisturber(randomFrom('live'));
  let state: LiveTick['state'] = 'flowing';
  let start = 0;
  let turnsBehind = 0;
  let released = -Infinity;

  const perSource = Math.floor(mostKept / Math.max(1, sources.length));
  const kept: Kept = {
    events: new Map(sources.map((source) => [source, keepTail(fields.get(`${source.id}.events`) ?? [], perSource)])),
    aside: new Map(sources.flatMap(({ id }) => ['late', 'rejected'].map((port) => [`${id}.${port}`, keepTail(fields.get(`${id}.${port}`) ?? [], mostAside)] as const))),
  };
  const tails = new Map([...[...kept.events].map(([{ id }, tail]) => [`${id}.events`, tail] as const), ...kept.aside]);
  const engine: Engine = createEngine(plan, {
    tables,
    clock: host.now,
    listener: {
      alert: (alert) => {
        course.alert(flowing.at(), alert.severity);
        tally.take(alert);
      },
      watch: (stream) => tails.get(stream)?.add,
    },
  });

  const inlets = sources.map((source) => inletOf(source, arrivals(source, () => start)));
  if (paced) {
    const timed = inlets.filter(({ source }) => source.time !== undefined);
    const firsts = (await Promise.all(timed.map(({ arrivals: { next } }) => next()))).filter((each) => each !== undefined);
    start = Math.min(...firsts, ...(firsts.length === 0 ? [0] : []));
    clock.put(start);
  }
  clock.go(true);
  flowing.go(true);

  const push = (inlet: Inlet, reading: Reading): void => {
    engine.push(inlet.source.id, reading);
    course.events(flowing.at(), reading.batch.length + reading.rejected.length);
    inlet.lastRejection = reading.rejected.at(-1)?.faults[0]?.message ?? inlet.lastRejection;
  };

  const deliver = (inlet: Inlet, reading: Reading, now: number): void => {
    const passed = disturber.pass(inlet.source, reading, now);
    for (const each of passed) push(inlet, each);
    if (passed.length > 0) heard(inlet, now);
  };

  const heard = (inlet: Inlet, now: number): void => {
    inlet.heard = now;
    inlet.idle = false;
  };

  /** What time alone brings about. */
  const settle = (now: number): void => {
    for (const inlet of inlets) {
      const { source } = inlet;
      for (const reading of disturber.due(source, now)) {
        push(inlet, reading);
        heard(inlet, now);
      }
      if (!inlet.ended && inlet.arrivals.hasEnded() && !disturber.holds(source)) {
        inlet.ended = true;
        if (source.time !== undefined) engine.advance(source.id, Infinity);
      }
      const { idle } = source;
      inlet.heard ??= now;
      if (inlet.ended || inlet.idle || idle === undefined || source.time === undefined || now - inlet.heard < idle) continue;
      inlet.idle = true;
      engine.idle(source.id);
    }
    if (!inlets.every(({ ended }) => ended)) return;
    engine.finish();
    state = 'ended';
    clock.go(false);
    flowing.go(false);
  };

  /** Takes what comes up to a moment; false where there was too much of it. */
  const takeUpTo = async (moment: number, until: number): Promise<boolean> => {
    for (const inlet of inlets) {
      for (let reading = await inlet.arrivals.take(moment, handful); reading !== undefined; reading = await inlet.arrivals.take(moment, handful)) {
        deliver(inlet, reading, moment);
        if (state !== 'flowing') return true;
        if (host.now() >= until) return false;
      }
    }
    settle(moment);
    return true;
  };

  const canIdle = sources.some(({ idle }) => idle !== undefined);
  let reached = start;

  const turn = async (): Promise<void> => {
    if (state !== 'flowing') return;
    const target = clock.at();
    const until = host.now() + patience;
    const stride = paced && (canIdle || disturber.delays()) ? Math.max(grain, (target - reached) / mostGrains) : Infinity;
    let behind = false;
    do {
      // Where nothing is held back, moments at which nothing comes can be passed over.
      const next = stride === Infinity || disturber.delays() ? reached : ((await earliest()) ?? target);
      const moment = Math.min(target, Math.max(reached + stride, next));
      const enough = await takeUpTo(moment, until);
      if (!enough) behind = true;
      else reached = moment;
    } while (!behind && reached < target && state === 'flowing');
    // The clock waits for what could not be taken yet.
    if (behind && paced) clock.put(Math.min(target, Math.max(reached, (await earliest()) ?? target)));
    turnsBehind = behind ? turnsBehind + 1 : 0;
  };

  const earliest = async (): Promise<number | undefined> => {
    const nexts = (await Promise.all(inlets.map(({ arrivals: { next } }) => next()))).filter((each) => each !== undefined);
    return nexts.length === 0 ? undefined : Math.min(...nexts);
  };

  const step = async (): Promise<void> => {
    if (state !== 'paused') return;
    let first: { readonly inlet: Inlet; readonly at: number } | undefined;
    for (const inlet of inlets) {
      const at = await inlet.arrivals.next();
      if (at !== undefined && (first === undefined || at < first.at)) first = { inlet, at };
    }
    if (first === undefined) return settle(clock.at());
    const now = paced ? Math.max(clock.at(), first.at) : clock.at();
    if (paced) {
      clock.put(now);
      reached = now;
    }
    const reading = await first.inlet.arrivals.take(now, 1);
    if (reading !== undefined) deliver(first.inlet, reading, now);
    settle(now);
  };

  const tick = (): LiveTick => {
    const statistics = engine.statistics();
    const now = clock.at();
    released = Math.max(released, releasedBy(sources, statistics));
    const tails = [...kept.events.values()];
    return {
      state,
      counts: Float64Array.from(streams, (stream) => statistics.rows[stream] ?? 0),
      clock: paced && sources.every(({ time }) => time === undefined) ? null : now,
      released: Number.isFinite(released) ? released : null,
      rate: course.rate(flowing.at()),
      behind: turnsBehind > aWhile,
      sources: inlets.map((inlet) => standingOf(inlet, statistics, now)),
      course: course.told(flowing.at()),
      alerts: tally.next(),
      tally: tally.tally(),
      kept: { events: tails.reduce((sum, tail) => sum + tail.length(), 0), all: tails.every((tail) => tail.isWhole()) },
      disturbed: disturber.told(now),
    };
  };

  const act = (disturbance: Disturbance): void => {
    const inlet = 'source' in disturbance ? inlets.find(({ source }) => source.node === disturbance.source) : undefined;
    switch (disturbance.type) {
      case 'late':
        disturber.late(disturbance.share, disturbance.by);
        return;
      case 'broken':
        disturber.broken(disturbance.share);
        return;
      case 'silence':
        if (inlet !== undefined) disturber.silence(inlet.source, clock.at() + disturbance.lasts);
        return;
      case 'burst': {
        const burst = inlet === undefined ? undefined : disturber.burst(inlet.source, disturbance.events);
        if (inlet === undefined || burst === undefined || state === 'ended') return;
        push(inlet, burst);
        heard(inlet, clock.at());
      }
    }
  };

  return {
    prepared,
    state: () => state,
    turn,
    step,
    pause: () => {
      if (state !== 'flowing') return;
      state = 'paused';
      clock.go(false);
      flowing.go(false);
    },
    goOn: () => {
      if (state !== 'paused') return;
      state = 'flowing';
      clock.go(true);
      flowing.go(true);
    },
    speed: clock.speed,
    disturb: act,
    tick,
    kept,
    statistics: engine.statistics,
    flowed: flowing.at,
    close: () => {
      state = 'ended';
      for (const inlet of inlets) inlet.arrivals.close();
    },
  };
}
