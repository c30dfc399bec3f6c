import { useEffect, useMemo, useRef, useState } from 'react';
import type { Surroundings } from '../../../kinds/contract.ts';
import type { TableConfig } from '../../../kinds/table/config.ts';
import type { Sheet } from '../sheet-context.tsx';
import type { Checks } from './find-checks.ts';
import type { Question } from './worker.ts';

/** What was found in a table, and in which; the table may have changed since. */
export interface Found {
  readonly of: TableConfig;
  /** Undefined where a cell cannot be read. */
  readonly checks: Checks | undefined;
}

interface Answer {
  readonly id: number;
  readonly checks: Checks | undefined;
}

/** So long, in milliseconds, there have to be no changes before a table is looked through. */
const settled = { small: 120, large: 500 };
const large = 300;
/** One that takes longer than this is ended for a newer table, and begun again. */
const patience = 1000;

/** Looks through the table in a worker each time it has changed. */
export function useFound(sheet: Pick<Sheet, 'config' | 'around'>): Found | undefined {
  const { config, around } = sheet;
  const [found, setFound] = useState<Found>();
  const worker = useRef<{ readonly it: Worker; busySince: number | undefined } | undefined>(undefined);
  const asked = useRef({ id: 0, of: config });
  // What stands around the table is made anew with every edit of it, the same or not.
  const seen = useMemo(() => JSON.stringify([around.inputs['in'], around.sets]), [around]);
  const latest = useRef({ config, around });
  useEffect(() => {
    latest.current = { config, around };
  }, [config, around]);

  useEffect(() => {
    const timer = setTimeout(() => {
      if (worker.current?.busySince !== undefined && performance.now() - worker.current.busySince > patience) {
        worker.current.it.terminate();
        worker.current = undefined;
      }
      worker.current ??= { it: begin((answer) => {
        if (worker.current !== undefined) worker.current.busySince = undefined;
        if (answer.id === asked.current.id) setFound({ of: asked.current.of, checks: answer.checks });
      }), busySince: undefined };
      asked.current = { id: asked.current.id + 1, of: latest.current.config };
      worker.current.busySince ??= performance.now();
      worker.current.it.postMessage({ id: asked.current.id, config: latest.current.config, around: plain(latest.current.around) } satisfies Question);
    }, config.rows.length > large ? settled.large : settled.small);
    return () => clearTimeout(timer);
  }, [config, seen]);

  useEffect(
    () => () => {
      worker.current?.it.terminate();
      worker.current = undefined;
    },
    [],
  );
  return found;
}

function begin(told: (answer: Answer) => void): Worker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => told(data));
  return worker;
}

/** A table knows of its input and of sets; reference tables may be large. */
const plain = ({ node, name, inputs, sets, lang }: Surroundings): Surroundings => ({ node, name, inputs, sets, lang, from: {}, tables: [] });
