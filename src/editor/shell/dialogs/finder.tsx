import { IconSearch } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { isComposing } from '../../commands/keys.ts';
import styles from './dialogs.module.css';

interface Props<Item> {
  readonly label: string;
  /** What to say where nothing answers. */
  readonly none: string;
  readonly find: (typed: string) => readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly onChoose: (item: Item) => void;
  readonly children: (item: Item) => ReactNode;
}

/** A list that is typed into, gone through with the arrows, and chosen from with Enter. */
export function Finder<Item>({ label, none, find, keyOf, onChoose, children }: Props<Item>): ReactNode {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = find(typed);
  const lit = found[Math.min(at, found.length - 1)];
  const press = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Enter') {
      if (lit !== undefined) onChoose(lit);
    } else if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <label className={styles['search']}>
        <IconSearch size={17} stroke={1.75} aria-hidden="true" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={lit === undefined ? undefined : `${id}-${keyOf(lit)}`}
          aria-label={label}
          placeholder={label}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
      </label>
      <ul className={styles['found']} role="listbox" id={id} aria-label={label}>
        {found.map((item, index) => (
          <li
            key={keyOf(item)}
            id={`${id}-${keyOf(item)}`}
            role="option"
            aria-selected={item === lit}
            ref={item === lit ? scrollIntoView : undefined}
            onPointerMove={() => setAt(index)}
            onClick={() => onChoose(item)}
          >
            {children(item)}
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className={styles['none']} role="status">{none}</p> : null}
    </>
  );
}

const scrollIntoView = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });
