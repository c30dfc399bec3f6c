import { Collapsible } from '@base-ui/react/collapsible';
import { IconChevronDown, IconGripVertical, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import { panelPhrases } from '../../words.ts';
import styles from '../panels.module.css';
import { moved } from './order.ts';
import { useReorder } from './use-reorder.ts';

interface Props<Item> {
  readonly items: readonly Item[];
  readonly change: (items: Item[]) => void;
  /** What an item is called, for those who can't see which one a button stands at. */
  readonly nameOf: (item: Item, index: number) => string;
  readonly children: (item: Item, index: number) => ReactNode;
  /** What few need of an item, one click further. */
  readonly details?: ((item: Item, index: number) => ReactNode | undefined) | undefined;
  readonly readOnly: boolean;
  /** True where their order counts: they are then moved by their grip. */
  readonly ordered?: boolean | undefined;
  readonly add?: { readonly label: string; readonly make: () => Item } | undefined;
  /** In place of the button that adds: what offers a choice first. */
  readonly adding?: ReactNode | undefined;
  /** So many stay. */
  readonly least?: number | undefined;
}

/** Things of one sort below each other: added, removed, and put in order. */
export function Items<Item>({
  items,
  change,
  nameOf,
  children,
  details,
  readOnly,
  ordered = false,
  add,
  adding,
  least = 0,
}: Props<Item>): ReactNode {
  const { lang, say } = useWords();
  // Items have nothing that tells them apart but their place: when places change, what was open closes.
  const [places, setPlaces] = useState(0);
  const rearranged = (next: Item[]): void => {
    setPlaces(places + 1);
    change(next);
  };
  const { list, gripOf, isDragged, markAt } = useReorder(items, (from, to) => rearranged(moved(items, from, to)));
  const movable = ordered && !readOnly && items.length > 1;
  const row = (item: Item, index: number): ReactNode => {
    const inside = details?.(item, index);
    return (
      <Collapsible.Root
        key={`${places} ${index}`}
        render={<li />}
        className={styles['item']}
        data-dragged={isDragged(index) || undefined}
        data-mark={markAt(index)}
      >
        {movable ? (
          <button
            type="button"
            data-grip=""
            className={styles['grip']}
            aria-label={panelPhrases.moveOf(nameOf(item, index), index + 1, items.length, lang)}
            title={say('moveByKeys')}
            {...gripOf(index)}
          >
            <IconGripVertical size={14} stroke={1.75} aria-hidden="true" />
          </button>
        ) : null}
        <div className={styles['content']}>
          {children(item, index)}
          {inside === undefined ? null : <Collapsible.Panel className={styles['inside']}>{inside}</Collapsible.Panel>}
        </div>
        {inside === undefined ? null : (
          <Collapsible.Trigger
            className={styles['opener']}
            aria-label={panelPhrases.detailsOf(nameOf(item, index), lang)}
            title={say('details')}
          >
            <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
          </Collapsible.Trigger>
        )}
        {readOnly || items.length <= least ? null : (
          <button
            type="button"
            className={styles['remove']}
            aria-label={panelPhrases.removeOf(nameOf(item, index), lang)}
            title={say('remove')}
            onClick={() => rearranged(items.filter((_, at) => at !== index))}
          >
            <IconX size={14} stroke={1.75} aria-hidden="true" />
          </button>
        )}
      </Collapsible.Root>
    );
  };
  return (
    <div className={styles['items']}>
      {items.length === 0 ? null : (
        <ul ref={list} className={styles['list']}>
          {items.map(row)}
        </ul>
      )}
      {readOnly ? null : adding}
      {add === undefined || readOnly ? null : (
        <button
          type="button"
          className={`${controls['quiet'] ?? ''} ${styles['add'] ?? ''}`}
          onClick={() => change([...items, add.make()])}
        >
          <Adds label={add.label} />
        </button>
      )}
    </div>
  );
}

/** What stands in a button that adds something. */
export const Adds = ({ label }: { readonly label: string }): ReactNode => (
  <span className={styles['adds']}>
    <IconPlus size={16} stroke={1.75} aria-hidden="true" />
    {label}
  </span>
);
