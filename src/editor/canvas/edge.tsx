import { memo, useMemo } from 'react';
import type { CSSProperties, KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { useWords } from '../state/context.tsx';
import { useEditor, useRun, useSession } from '../state/editor-context.tsx';
import { canvasPhrases, coveragePhrases } from '../words.ts';
import type { Card, Wire } from './canvas-store.ts';
import { useCanvas } from './canvas-context.tsx';
import { courseBetween } from './course.ts';
import { countOf } from './counts.ts';
import { stateOf, useCovered } from './covered.ts';
import styles from './edges.module.css';
import { compact, exact, share } from './figures.ts';
import { bundlePath, bundleWidth, pointAt, strokePath, threadsOf } from './geometry/curve.ts';
import type { Curve } from './geometry/curve.ts';
import { litBy, strongest, useTold } from './told.ts';

/** An edge as a bundle of threads, one for each power of ten of its rows. */
export const Edge = memo(function Edge({ wire }: { readonly wire: Wire }): ReactNode {
  const before = useCanvas((state) => state.cards.get(wire.from.node));
  const after = useCanvas((state) => state.cards.get(wire.to.node));
  const curve = useMemo(() => courseBetween(before, after, wire), [before, after, wire]);
  return curve === undefined || before === undefined || after === undefined ? null : <Bundle wire={wire} curve={curve} before={before} after={after} />;
});

interface Props {
  readonly wire: Wire;
  readonly curve: Curve;
  readonly before: Card;
  readonly after: Card;
}

function Bundle({ wire, curve, before, after }: Props): ReactNode {
  const { lang } = useWords();
  const editor = useEditor();
  const full = useCanvas((state) => state.level === 'full');
  const aimedAt = useCanvas((state) => state.target === wire.key);
  const selected = useSession((state) => state.selection.edges.has(wire.key));
  const told = useTold();
  const moment = told?.moment;
  const lit = moment === undefined || !wire.keys.some((key) => told?.edges.get(key) === 'led') ? undefined : litBy(moment, [wire.of.node]);
  const reached = told === undefined || moment !== undefined ? undefined : strongest(wire.keys.map((key) => told.edges.get(key) ?? 'unreached'));
  const covered = useCovered();
  const count = useRun((state) => countOf(wire.stream, covered?.counts ?? moment?.counts ?? state.counts, covered !== undefined ? stateOf(covered) : moment === undefined ? state.state : 'done'));
  const never = covered !== undefined && count === 0;
  const threads = reached === undefined ? threadsOf(count ?? 1) : reached === 'led' ? 2 : 1;
  const path = useMemo(() => (full ? bundlePath(curve, threads) : strokePath(curve)), [full, curve, threads]);
  const select = (event: MouseEvent | KeyboardEvent): void => {
    const { selection, select: choose } = editor.session.getState();
    if (event.shiftKey || event.ctrlKey || event.metaKey) choose({ edges: wire.keys.reduce(toggled, selection.edges) }, 'keep');
    else choose({ edges: new Set(wire.keys) });
  };
  const output = before.face.outputs.find(({ id }) => id === wire.from.port)?.label ?? '';
  const label = canvasPhrases.edge({ from: before.face.name, output, to: after.face.name, count: count === undefined || never || reached !== undefined ? undefined : exact(count, lang) }, lang);
  return (
    <g
      className={`${styles['edge']} nopan`}
      data-selected={selected || undefined}
      data-target={aimedAt || undefined}
      data-edge={wire.key}
      data-told={reached}
      data-lit={lit?.turn}
      data-never={never || undefined}
      style={lit?.style}
      role="button"
      tabIndex={0}
      aria-pressed={selected}
      aria-label={never ? coveragePhrases.edge(label, lang) : label}
      onClick={select}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        event.stopPropagation();
        select(event);
      }}
    >
      <path className={styles['reach']} d={full ? strokePath(curve) : path} />
      <path
        className={count === 0 && reached === undefined ? styles['rest'] : full ? styles['threads'] : styles['stroke']}
        style={full ? undefined : widthOf(threads)}
        d={path}
      />
      {full && count !== undefined && reached === undefined ? <Label wire={wire} curve={curve} count={count} before={before} /> : null}
    </g>
  );
}

function Label({ wire, curve, count, before }: Omit<Props, 'after'> & { readonly count: number }): ReactNode {
  const { lang } = useWords();
  const editor = useEditor();
  const whole = useRun((state) => wholeOf(before, state.counts));
  const { x, y } = useMemo(() => pointAt(curve, wire.label), [curve, wire.label]);
  return (
    <g
      className={styles['label']}
      transform={`translate(${Math.round(x)} ${Math.round(y)})`}
      onClick={(event) => {
        event.stopPropagation();
        editor.session.getState().showRows(wire.of);
      }}
    >
      <title>{canvasPhrases.countOf(exact(count, lang), whole === undefined ? undefined : share(count, whole, lang), lang)}</title>
      <text aria-hidden="true">{compact(count, lang)}</text>
    </g>
  );
}

/** What all branches of a node have together, where it has several. */
function wholeOf({ face }: Card, counts: ReadonlyMap<string, number>): number | undefined {
  const branches = face.outputs.filter(({ role, stream }) => (role === 'main' || role === 'rest') && stream !== undefined);
  if (branches.length < 2) return undefined;
  return branches.reduce((sum, { stream }) => sum + (stream === undefined ? 0 : (counts.get(stream) ?? 0)), 0);
}

export function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** How wide a bundle is when it is drawn as one stroke. */
export const widthOf = (threads: number): CSSProperties => ({ '--width': bundleWidth(Math.max(1, threads)) }) as CSSProperties;
