import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { StoredExpression } from '../../../data/schema.ts';
import { parseFormula } from '../../../logic/formula/checked.ts';
import type { CheckedFormula } from '../../../logic/formula/checked.ts';
import { print } from '../../../logic/formula/print.ts';
import { readExpression, toStored } from '../../../logic/stored.ts';
import { useEditor } from '../../state/editor-context.tsx';
import type { FaceProps } from '../face.ts';
import { draftOf, keepDraft } from './drafts.ts';

export interface TypedFormula {
  readonly text: string;
  readonly read: CheckedFormula;
  /** The formula that the document has, where it is not the one that is typed. */
  readonly kept: string | undefined;
  readonly type: (text: string) => void;
  /** The next letters are a step of their own to undo. */
  readonly pause: () => void;
  readonly takeBack: () => void;
}

/** After so long a rest, in milliseconds, what is typed is another step to undo. */
const rest = 2000;

/** So long, in milliseconds, nobody may have typed before a formula with a mistake is taken: half a name is none. */
const calm = 700;

/**
 * A formula as it is typed. A sound one is in the document at once; one with a mistake when one stops typing, with its
 * problem, so that a graph can be left as it is and nothing is lost. What can't be read yet has no tree to be stored as:
 * it stays in the box, and the document keeps the last formula that could be read.
 */
export function useFormula({ at, scope, value, expected, forRule, label, change }: FaceProps): TypedFormula {
  const editor = useEditor();
  const box = `${at.side} ${at.node}.${at.port} ${label}`;
  const [typed, setTyped] = useState(() => draftOf(editor, box));
  const burst = useRef({ name: useId(), count: 0, last: 0 });
  const waiting = useRef<{ readonly timer: ReturnType<typeof setTimeout>; readonly take: () => void } | undefined>(undefined);
  const printed = useMemo(() => (value === undefined ? '' : print(readExpression(value).expr)), [value]);
  const text = typed !== undefined && isSame(typed.stored, value) ? typed.text : printed;
  const read = useMemo(() => parseFormula(text, scope, { expected, forRule }), [text, scope, expected, forRule]);
  const said = useMemo(() => (read.expr === undefined ? undefined : toStored(read.expr)), [read]);
  useEffect(() => {
    if (typed !== undefined) keepDraft(editor, box, typed);
  }, [editor, box, typed]);
  const isKept = text.trim() === '' ? value === undefined : isSame(said, value);
  // What is taken later is taken into the document of then.
  const put = useRef(change);
  useEffect(() => {
    put.current = change;
  }, [change]);
  useEffect(() => () => clearTimeout(waiting.current?.timer), []);
  const take = (next: string, stored: StoredExpression): void => {
    const { current } = burst;
    const now = performance.now();
    if (now - current.last > rest) current.count += 1;
    current.last = now;
    setTyped({ text: next, stored });
    put.current(stored, `${current.name} ${current.count}`);
  };
  return {
    text,
    read,
    kept: isKept || value === undefined ? undefined : printed,
    type(next) {
      clearTimeout(waiting.current?.timer);
      waiting.current = undefined;
      const { expr, problems } = parseFormula(next, scope, { expected, forRule });
      const stored = expr === undefined ? undefined : toStored(expr);
      setTyped({ text: next, stored: value });
      if (stored === undefined || isSame(stored, value)) return;
      if (problems.every(({ severity }) => severity !== 'error')) return take(next, stored);
      const later = (): void => {
        waiting.current = undefined;
        take(next, stored);
      };
      waiting.current = { timer: setTimeout(later, calm), take: later };
    },
    pause() {
      burst.current.last = -Infinity;
      if (waiting.current === undefined) return;
      clearTimeout(waiting.current.timer);
      waiting.current.take();
    },
    takeBack: () => setTyped({ text: printed, stored: value }),
  };
}

const isSame = (one: StoredExpression | undefined, other: StoredExpression | undefined): boolean => one === other || JSON.stringify(one) === JSON.stringify(other);
