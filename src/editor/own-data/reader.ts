import { zoneOfSource } from '../../compile/zone.ts';
import { valueAt } from '../../data/columns.ts';
import type { Value } from '../../data/field.ts';
import type { RandomAccess } from '../../data/read/access.ts';
import { lookAt } from '../../data/read/look.ts';
import { readOptionsFrom } from '../../data/read/options.ts';
import type { Reading } from '../../data/read/reading.ts';
import { readTable } from '../../data/read/table-file.ts';
import { Unreadable } from '../../data/read/unreadable.ts';
import { words } from '../../data/text.ts';
import type { Words } from '../../data/text.ts';
import type { SourceConfig } from '../../kinds/source/config.ts';
import { contractFields } from '../../kinds/source/fields.ts';
import type { Input } from '../../lab/feed.ts';
import { gatherFacts } from '../../lab/starter/facts.ts';
import type { TableFacts } from '../../lab/starter/facts.ts';
import { findStarters } from '../../lab/starter/find.ts';
import { tryRules } from '../../lab/starter/tried.ts';
import { keepReadings } from '../simulate/kept-readings.ts';
import type { Call, CallName, Calls, Told, WholeTable } from './calls.ts';
import { joinFiles } from './join-files.ts';

/** All that the worker does for a person's own files. What it read last it keeps, so that rules are tried at once. */

export interface ReaderHost {
  readonly post: (told: Told) => void;
  readonly now: () => number;
  /** Lets messages in. */
  readonly pause: () => Promise<void>;
}

/** In bytes, of what was read. */
const mostKept = 402_653_184;
const firstRows = 50;
/** Milliseconds for which it does not listen, and between two tellings of how far it is. */
const patience = 25;
const between = 100;

class Superseded extends Error {}

export function createReader(host: ReaderHost): (call: Call) => void {
  const kept = keepReadings(mostKept);
  const latest = new Map<string, AbortController>();
  let last: { readonly file: File; readonly facts: TableFacts } | undefined;

  const pausing = (): (() => Promise<void>) => {
    let listened = host.now();
    return async () => {
      if (host.now() - listened < patience) return;
      await host.pause();
      listened = host.now();
    };
  };

  const open = (file: File, config: SourceConfig, counted?: (bytes: number) => void): (() => Input) => {
    const { sample } = config;
    const options = sample?.type === 'file' ? { ...readOptionsFrom(sample.options), format: sample.format } : {};
    const { fields } = contractFields(config);
    const key = JSON.stringify([file.name, file.size, file.lastModified, options, fields.map(({ label: _label, measure: _measure, ...field }) => field)]);
    kept.only(new Set([key]));
    return () => kept.open(key, () => readTable(counting(file, counted), fields, options));
  };

  const read = async (call: number, { file, config }: Calls['read']['given'], signal: AbortSignal): Promise<WholeTable> => {
    const { fields } = contractFields(config);
    const gatherer = gatherFacts(fields, zoneOfSource(config));
    const first: Value[][] = [];
    const pause = pausing();
    const begun = host.now();
    let [bytes, told, rows] = [0, begun, 0];
    for await (const reading of open(file, config, (more) => { bytes += more; })()) {
      if (signal.aborted) throw new Superseded();
      gatherer.take(reading);
      addFirst(first, reading);
      rows += reading.batch.length + reading.rejected.length;
      if (host.now() - told >= between) {
        told = host.now();
        host.post({ call, rows, share: Math.min(1, bytes / Math.max(1, file.size)) });
      }
      await pause();
      if (signal.aborted) throw new Superseded();
    }
    const facts = gatherer.facts();
    last = { file, facts };
    return { facts, first, milliseconds: host.now() - begun };
  };

  const answer = async (call: Call, signal: AbortSignal): Promise<Calls[CallName]['answer']> => {
    switch (call.name) {
      case 'look':
        return lookAt(call.given.file, call.given.options);
      case 'join':
        return joinFiles(call.given.files, pausing());
      case 'read':
        return read(call.call, call.given, signal);
      case 'find': {
        if (last === undefined) return [];
        const { config } = call.given;
        const found = await findStarters({ config, open: open(last.file, config), pause: pausing(), signal }, last.facts);
        if (found === undefined) throw new Superseded();
        return found;
      }
      case 'try': {
        const { config, rule } = call.given;
        const found = last === undefined ? undefined : await tryRules([rule], { config, open: open(last.file, config), pause: pausing(), signal });
        const [tried] = found ?? [];
        if (tried === undefined) throw new Superseded();
        return tried;
      }
    }
  };

  return (call) => {
    // Rules are tried side by side, each for itself; anything new of the file ends what was asked of it before.
    const turn = call.name === 'try' ? `try ${call.given.rule.kind}` : call.name;
    for (const [other, running] of latest) {
      if (other === turn || (call.name !== 'try' && call.name !== 'find')) running.abort();
    }
    const stop = new AbortController();
    latest.set(turn, stop);
    answer(call, stop.signal).then(
      (given) => host.post(stop.signal.aborted ? { call: call.call, fault: undefined } : { call: call.call, answer: given }),
      (error: unknown) => host.post({ call: call.call, fault: error instanceof Superseded ? undefined : inWords(error) }),
    );
  };
}

const inWords = (error: unknown): Words => (error instanceof Unreadable ? error.words : words(() => (error instanceof Error ? error.message : String(error))));

function counting(file: File, counted: ((bytes: number) => void) | undefined): RandomAccess {
  return {
    byteLength: file.size,
    slice: async (start, end) => {
      const bytes = await file.slice(start, end).arrayBuffer();
      counted?.(bytes.byteLength);
      return bytes;
    },
  };
}

function addFirst(first: Value[][], { batch }: Reading): void {
  for (let row = 0; row < batch.length && first.length < firstRows; row += 1) first.push(batch.columns.map((column) => valueAt(column, row)));
}
