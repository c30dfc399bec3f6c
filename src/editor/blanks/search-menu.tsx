import { Combobox } from '@base-ui/react/combobox';
import { useRef, useState } from 'react';
import type { ComponentProps, KeyboardEvent, ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { isComposing } from '../commands/keys.ts';
import styles from './blanks.module.css';
import { OfferedList } from './offered-list.tsx';

interface Props {
  readonly label: string;
  readonly value: string | null;
  readonly readOnly: boolean;
  readonly items: readonly string[];
  readonly filter: (item: string, typed: string) => boolean;
  readonly labelOf?: ((item: string) => string) | undefined;
  /** So many are listed at most. */
  readonly limit?: number | undefined;
  readonly choose: (item: string) => void;
  /** The button that opens the list, and what stands in it. */
  readonly trigger: Pick<ComponentProps<typeof Combobox.Trigger>, 'className' | 'title' | 'children' | 'aria-label'> &
    Readonly<Record<`data-${string}`, string | true | undefined>>;
  /** What the search box asks for. */
  readonly find: string;
  /** Said where nothing is listed. */
  readonly none: string;
  readonly children: (item: string) => ReactNode;
}

/**
 * One of many, found by typing. What is typed goes into the search from the first letter, also before its box has the
 * focus: nothing is chosen by letters alone.
 */
export function SearchMenu({
  label,
  value,
  readOnly,
  items,
  filter,
  labelOf,
  limit,
  choose,
  trigger,
  find,
  none,
  children,
}: Props): ReactNode {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const onKeyDown = (event: ButtonKey): void => {
    if (readOnly || !isTyping(event, open)) return;
    event.preventBaseUIHandler?.();
    flushSync(() => setOpen(true));
    // The box that has the focus by then is where the browser, or an input method, puts what this key types.
    search.current?.focus();
  };
  const wanted = typed.trim().toLowerCase();
  const begins = (item: string): boolean => (labelOf?.(item) ?? item).toLowerCase().startsWith(wanted);
  return (
    <Combobox.Root<string>
      items={wanted === '' ? items : [...items.filter(begins), ...items.filter((item) => !begins(item))]}
      value={value}
      readOnly={readOnly}
      limit={limit}
      autoHighlight
      open={open}
      onOpenChange={setOpen}
      inputValue={typed}
      onInputValueChange={setTyped}
      itemToStringLabel={labelOf}
      filter={filter}
      onValueChange={(next) => {
        if (next !== null && next !== value) choose(next);
      }}
    >
      <Combobox.Trigger {...trigger} onKeyDown={onKeyDown} />
      <OfferedList
        label={label}
        none={none}
        head={<Combobox.Input ref={search} className={styles['find']} placeholder={find} aria-label={find} />}
      >
        {children}
      </OfferedList>
    </Combobox.Root>
  );
}

type ButtonKey = KeyboardEvent<HTMLButtonElement> & { readonly preventBaseUIHandler?: () => void };

/** A letter, digit or sign, or the first key of an input method; a blank space only opens the list. */
const isTyping = (event: ButtonKey, open: boolean): boolean =>
  !(event.ctrlKey || event.metaKey || event.altKey) &&
  (isComposing(event.nativeEvent) || (Array.from(event.key).length === 1 && (event.key !== ' ' || open)));
