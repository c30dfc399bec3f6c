import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { StoredExpression } from '../../data/schema.ts';
import type { Words } from '../../data/text.ts';
import type { Beside, Distribution, Matches, RowsAround, RowsBeside, StreamPort, Tally } from '../state/contract/sample.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { basisOf } from './questions.ts';

/** What the sample answers. */
export interface Known<Answer> {
  readonly answer: Answer;
  /** True while another answer is being worked out, as what it follows from has changed. */
  readonly stale: boolean;
}

/** So long, in milliseconds, there have to be no changes before it is asked again. */
const settled = 150;

/** How the values of a field lie among the rows at a port; undefined while nothing is known. Asks nothing of undefined. */
export function useDistribution(at: StreamPort | undefined, field: string | undefined): Known<Distribution> | undefined {
  const { sample } = useEditor();
  const port = useSamePort(at);
  const ask = useCallback(
    (signal: AbortSignal) => (port === undefined || field === undefined ? nothing : sample.distribution(port, field, signal)),
    [sample, port, field],
  );
  return useAnswer(port === undefined || field === undefined ? undefined : `${placeOf(port)} ${field}`, useBasis(port), ask);
}

/** How often each value of a field is there. */
export function useTally(at: StreamPort | undefined, field: string): Known<Tally> | undefined {
  const { sample } = useEditor();
  const port = useSamePort(at);
  const ask = useCallback((signal: AbortSignal) => (port === undefined ? nothing : sample.tally(port, field, signal)), [sample, port, field]);
  return useAnswer(port === undefined ? undefined : `${placeOf(port)} ${field}`, useBasis(port), ask);
}

/** How many of the rows at a port each condition holds for. Conditions that say the same need not be the same objects. */
export function useMatches(at: StreamPort | undefined, conditions: readonly StoredExpression[]): Known<Matches> | undefined {
  const { sample } = useEditor();
  const port = useSamePort(at);
  const same = useSame(conditions);
  const ask = useCallback((signal: AbortSignal) => (port === undefined ? nothing : sample.matches(port, same, signal)), [sample, port, same]);
  return useAnswer(port === undefined ? undefined : placeOf(port), useBasis(port), ask);
}

/** Some rows before a node, by one of its inputs, and the same ones after it. */
export function useRowsAround(node: string | undefined, input?: string): Known<RowsAround> | undefined {
  const { sample } = useEditor();
  const ask = useCallback((signal: AbortSignal) => (node === undefined ? nothing : sample.around(node, signal, input)), [sample, node, input]);
  return useAnswer(node, useBasis(node), ask);
}

/** When the rows at a port that share some values were, between two times. */
export function useRowsBeside(at: StreamPort | undefined, asked: Beside | undefined): Known<RowsBeside> | undefined {
  const { sample } = useEditor();
  const port = useSamePort(at);
  const said = asked === undefined ? undefined : JSON.stringify(asked);
  const same = useMemo((): Beside | undefined => (said === undefined ? undefined : JSON.parse(said)), [said]);
  const ask = useCallback((signal: AbortSignal) => (port === undefined || same === undefined ? nothing : sample.beside(port, same, signal)), [sample, port, same]);
  return useAnswer(port === undefined || said === undefined ? undefined : `${placeOf(port)} ${said}`, useBasis(port), ask);
}

/** Why the sample cannot be read, where that is so. */
export function useSampleTrouble(): Words | undefined {
  return useStore(useEditor().sample.trouble, ({ why }) => why);
}

const nothing = Promise.resolve(undefined);

const placeOf = ({ node, port, side }: StreamPort): string => `${side} ${node}.${port}`;

/** A port is made anew with each rendering: what counts is which. */
function useSamePort(at: StreamPort | undefined): StreamPort | undefined {
  const { node, port, side } = at ?? {};
  return useMemo(() => (node === undefined || port === undefined || side === undefined ? undefined : { node, port, side }), [node, port, side]);
}

/** The same conditions for as long as they say the same. */
function useSame(conditions: readonly StoredExpression[]): readonly StoredExpression[] {
  const [kept, keep] = useState(conditions);
  if (kept === conditions || JSON.stringify(kept) === JSON.stringify(conditions)) return kept;
  keep(conditions);
  return conditions;
}

/** The same array for as long as edits do not concern what leads there. */
function useBasis(at: StreamPort | string | undefined): Basis | undefined {
  const compilation = useDocument((state) => state.compilation);
  const given = useStore(useEditor().sample.trouble, (trouble) => trouble.given);
  const found = useMemo(() => {
    const basis = at === undefined ? undefined : basisOf(compilation, at);
    return basis && [given, ...basis];
  }, [compilation, at, given]);
  const [kept, keep] = useState(found);
  if (kept === found || (kept !== undefined && found !== undefined && isSame(kept, found))) return kept;
  keep(found);
  return found;
}

type Basis = readonly unknown[];

const isSame = (one: Basis, other: Basis): boolean => one.length === other.length && one.every((part, at) => part === other[at]);

type Ask<Answer> = (signal: AbortSignal) => Promise<Answer | undefined>;

interface Answered<Answer> {
  readonly place: string;
  readonly basis: Basis;
  readonly ask: Ask<Answer>;
  readonly answer: Answer | undefined;
}

/** Keeps what it knows of a place while it asks again, as the question or what the answer follows from has changed. */
function useAnswer<Answer>(place: string | undefined, basis: Basis | undefined, ask: Ask<Answer>): Known<Answer> | undefined {
  const [last, setLast] = useState<Answered<Answer>>();
  const known = last?.place === place ? last : undefined;
  const isFirst = known === undefined;
  const isCurrent = known !== undefined && known.basis === basis && known.ask === ask;
  useEffect(() => {
    if (place === undefined || basis === undefined || isCurrent) return undefined;
    const stop = new AbortController();
    const begin = async (): Promise<void> => {
      const answer = await ask(stop.signal);
      if (!stop.signal.aborted) setLast({ place, basis, ask, answer });
    };
    const timer = setTimeout(() => void begin(), isFirst ? 0 : settled);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [place, basis, ask, isCurrent, isFirst]);
  if (known?.answer === undefined || basis === undefined) return undefined;
  return { answer: known.answer, stale: !isCurrent };
}
