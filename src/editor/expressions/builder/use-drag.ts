import { useEffect, useRef, useState } from 'react';
import type { PointerEvent, RefObject } from 'react';
import type { ConditionGroup } from '../../../logic/builder.ts';
import { moveTo } from '../conditions.ts';
import type { Place } from '../conditions.ts';
import type { Update } from './builder-context.ts';
import { dropAt } from './drop-place.ts';
import type { Drop, Target } from './drop-place.ts';

export interface Drag {
  readonly start: (event: PointerEvent, place: Place) => void;
  readonly from: Place | undefined;
  /** Where the line is that says where it would come to stand, in the box. */
  readonly line: { readonly top: number; readonly left: number } | undefined;
}

/** Rows follow the pointer by their grip; Escape leaves them where they are. */
export function useDrag(box: RefObject<HTMLElement | null>, root: ConditionGroup, update: (next: ConditionGroup, how?: Update) => void): Drag {
  const [from, setFrom] = useState<Place>();
  const [drop, setDrop] = useState<Drop & { readonly left: number; readonly top: number }>();
  const now = useRef({ root, update, drop });
  useEffect(() => {
    now.current = { root, update, drop };
  });
  useEffect(() => {
    const own = box.current;
    if (from === undefined || own === null) return undefined;
    const stop = (): void => {
      setFrom(undefined);
      setDrop(undefined);
    };
    const move = (event: globalThis.PointerEvent): void => {
      const found = dropAt(now.current.root, from, targetsIn(own), event.clientY);
      const { top } = own.getBoundingClientRect();
      const element = found === undefined ? null : own.querySelector(selectorOf(found.target));
      const left = element === null ? 0 : element.getBoundingClientRect().left - own.getBoundingClientRect().left;
      setDrop(found === undefined ? undefined : { ...found, top: found.y - top, left });
    };
    const end = (): void => {
      const { root: current, update: put, drop: found } = now.current;
      if (found !== undefined) {
        const moved = moveTo(current, from, found.group, found.index);
        put(moved.root, { focus: moved.place });
      }
      stop();
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      stop();
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', end);
    addEventListener('pointercancel', stop);
    addEventListener('keydown', escape, true);
    return () => {
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', end);
      removeEventListener('pointercancel', stop);
      removeEventListener('keydown', escape, true);
    };
  }, [box, from]);
  return {
    start(event, place) {
      if (event.button !== 0) return;
      event.preventDefault();
      setFrom(place);
    },
    from,
    line: drop === undefined ? undefined : { top: drop.top, left: drop.left },
  };
}

const selectorOf = ({ kind, place }: Target): string => `[data-${kind === 'row' ? 'place' : 'end'}="${place.join('.')}"]`;

function targetsIn(box: HTMLElement): readonly Target[] {
  const found = [...box.querySelectorAll<HTMLElement>('[data-place]:not([data-group]), [data-end]')];
  return found.map((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const { place, end } = element.dataset;
    const text = place ?? end ?? '';
    return { kind: end === undefined ? 'row' : 'end', place: text === '' ? [] : text.split('.').map(Number), top, bottom };
  });
}
