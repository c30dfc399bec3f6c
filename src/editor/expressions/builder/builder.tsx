import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { StoredExpression } from '../../../data/schema.ts';
import type { ConditionGroup } from '../../../logic/builder.ts';
import { check } from '../../../logic/check.ts';
import { boolean } from '../../../logic/expr.ts';
import type { ExprProblem } from '../../../logic/scope.ts';
import { readExpression, toStored } from '../../../logic/stored.ts';
import type { FaceProps } from '../face.ts';
import { closed, opened, placeOf } from '../conditions.ts';
import type { Place } from '../conditions.ts';
import { BuilderProvider, placeKey } from './builder-context.ts';
import type { Builder as BuilderValue, Update } from './builder-context.ts';
import styles from './builder.module.css';
import { Group } from './group.tsx';
import { MatchLine } from '../match-line.tsx';
import { useDrag } from './use-drag.ts';
import { useHits } from './use-hits.ts';

interface Props extends FaceProps {
  /** At the end of the first line. */
  readonly end: ReactNode;
}

/** Conditions as rows and groups. */
export function Builder({ at, scope, value, label, forRule, readOnly, change, end }: Props): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const [own, setOwn] = useState<{ readonly root: ConditionGroup; readonly stored: StoredExpression }>();
  const [focus, setFocus] = useState<{ readonly place: Place }>();
  // A group of one row is that row, once it is stored: as long as nothing else changed it, it stays a group on the screen.
  const root = useMemo(() => (own !== undefined && isSame(own.stored, value) ? own.root : rootOf(value)), [own, value]);
  const problems = useMemo(() => {
    const found = new Map<string, ExprProblem[]>();
    for (const problem of value === undefined ? [] : check(closed(root), scope, 'boolean', { forRule }).problems) {
      const key = placeKey(placeOf(root, problem.path));
      found.set(key, [...(found.get(key) ?? []), problem]);
    }
    return found;
  }, [root, value, scope, forRule]);
  const hits = useHits(at, root);
  const fields = useMemo(() => new Map(scope.fields.map((field) => [field.name, field])), [scope]);

  useEffect(() => {
    if (focus !== undefined) focusOn(box.current, focus.place);
  }, [focus]);

  const update = (next: ConditionGroup, { coalesce, focus: place }: Update = {}): void => {
    const kept = next.items.length === 0 ? { ...next, join: 'all', not: false } as const : next;
    const stored = toStored(closed(kept));
    setOwn({ root: kept, stored });
    if (!isSame(stored, value)) change(stored, coalesce);
    if (place !== undefined) setFocus({ place });
  };
  const drag = useDrag(box, root, update);
  const builder: BuilderValue = {
    root,
    drag,
    scope,
    at,
    readOnly,
    forRule,
    fieldNamed: (name) => fields.get(name),
    problemsAt: (place) => problems.get(placeKey(place)) ?? [],
    hitsAt: (place) => hits.at.get(placeKey(place)),
    update,
    mend: ({ fix }) => {
      if (fix !== undefined) change(toStored(fix.expr));
    },
  };
  return (
    <BuilderProvider value={builder}>
      <div ref={box} className={styles['builder']} role="group" aria-label={label}>
        <Group group={root} place={[]} end={end} />
        {drag.line === undefined ? null : <div className={styles['drop']} style={drag.line} />}
        <MatchLine hits={hits.at.get('')} rows={hits.rows} stale={hits.stale} />
      </div>
    </BuilderProvider>
  );
}

const rootOf = (value: StoredExpression | undefined): ConditionGroup => opened(value === undefined ? boolean(true) : readExpression(value).expr);

const isSame = (one: StoredExpression, other: StoredExpression | undefined): boolean => one === other || JSON.stringify(one) === JSON.stringify(other);

/** What is still to fill in there, or else its first blank; in an empty group what adds to it. */
function focusOn(box: HTMLElement | null, place: Place): void {
  const row = box?.querySelector(`[data-place="${placeKey(place)}"]`);
  const blank = row?.querySelector<HTMLElement>('[data-empty] input, input:placeholder-shown') ?? row?.querySelector<HTMLElement>('input, textarea, button');
  blank?.focus();
}
