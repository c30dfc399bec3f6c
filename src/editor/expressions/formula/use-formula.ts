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

/**
 * A formula as it is typed. Whatever can be read is in the document at once, with its problems, as all that is typed in
 * a panel is; what can't be read yet stays in the box, and the document keeps the last formula that could.
 */
export function useFormula({ at, scope, value, expected, forRule, label, change }: FaceProps): TypedFormula {
  const editor = useEditor();
  const box = `${at.side} ${at.node}.${at.port} ${label}`;
  const [typed, setTyped] = useState(() => draftOf(editor, box));
  const burst = useRef({ name: useId(), count: 0, last: 0 });
  const printed = useMemo(() => (value === undefined ? '' : print(readExpression(value).expr)), [value]);
  const text = typed !== undefined && isSame(typed.stored, value) ? typed.text : printed;
  const read = useMemo(() => parseFormula(text, scope, { expected, forRule }), [text, scope, expected, forRule]);
  const said = useMemo(() => (read.expr === undefined ? undefined : toStored(read.expr)), [read]);
  useEffect(() => {
    if (typed !== undefined) keepDraft(editor, box, typed);
  }, [editor, box, typed]);
  const isKept = text.trim() === '' ? value === undefined : isSame(said, value);
  return {
    text,
    read,
    kept: isKept || value === undefined ? undefined : printed,
    type(next) {
      const { expr } = parseFormula(next, scope, { expected, forRule });
      const stored = expr === undefined ? undefined : toStored(expr);
      setTyped({ text: next, stored: stored ?? value });
      if (stored === undefined || isSame(stored, value)) return;
      const { current } = burst;
      const now = performance.now();
      if (now - current.last > rest) current.count += 1;
      current.last = now;
      change(stored, `${current.name} ${current.count}`);
    },
    pause() {
      burst.current.last = -Infinity;
    },
    takeBack: () => setTyped({ text: printed, stored: value }),
  };
}

const isSame = (one: StoredExpression | undefined, other: StoredExpression | undefined): boolean => one === other || JSON.stringify(one) === JSON.stringify(other);
