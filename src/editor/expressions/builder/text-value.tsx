import { Autocomplete } from '@base-ui/react/autocomplete';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { BlankProps } from '../../blanks/blank.ts';
import blanks from '../../blanks/blanks.module.css';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';

interface Props extends BlankProps<string | undefined> {
  /** What the data has, the most frequent first. */
  readonly suggestions: readonly Suggestion[];
}

export interface Suggestion {
  readonly value: string;
  /** How often the sample has it, as it is shown. */
  readonly count?: string | undefined;
}

/** A text, typed or taken from those that the data has. An emptied blank asks for a text again; a text of no letters is chosen. */
export function TextValue({ label, value, readOnly, change, suggestions }: Props): ReactNode {
  const { say } = useWords();
  const coalesce = useId();
  // What an input method still works on is no text yet.
  const [composed, setComposed] = useState<string>();
  // Until one types, all of them are offered, and not just what is there already.
  const [typing, setTyping] = useState(false);
  const text = composed ?? value ?? '';
  const put = (typed: string): void => change(typed === '' ? undefined : typed, coalesce);
  const placeholder = value === undefined ? say('fillIn') : '“”';
  return (
    <Autocomplete.Root<Suggestion>
      items={suggestions}
      itemToStringValue={(item) => item.value}
      value={text}
      readOnly={readOnly}
      openOnInputClick
      filter={typing ? undefined : null}
      onOpenChange={(open) => {
        if (!open) setTyping(false);
      }}
      onValueChange={(next, { reason, event }) => {
        setTyping(reason !== 'item-press');
        if (reason === 'item-press') change(next);
        else if ('isComposing' in event && event.isComposing === true) setComposed(next);
        else put(next);
      }}
    >
      <label className={blanks['blank']} data-empty={value === undefined || undefined} data-read-only={readOnly || undefined}>
        <Autocomplete.Input
          className={blanks['input']}
          size={Math.max(3, Array.from(text === '' ? placeholder : text).length)}
          placeholder={placeholder}
          aria-label={label}
          spellCheck={false}
          onCompositionEnd={(event) => {
            setComposed(undefined);
            put(event.currentTarget.value);
          }}
        />
      </label>
      <Autocomplete.Portal>
        <Autocomplete.Positioner className={blanks['float']} sideOffset={4} align="start">
          <Autocomplete.Popup className={`${controls['popup'] ?? ''} ${blanks['popup'] ?? ''}`} aria-label={label} hidden={suggestions.length === 0}>
            <Autocomplete.List className={blanks['list']}>
              {(item: Suggestion) => (
                <Autocomplete.Item key={item.value} value={item} className={blanks['item']}>
                  <span className={blanks['says']}>{item.value === '' ? '“”' : item.value}</span>
                  {item.count === undefined ? null : <span className={blanks['unit']}>{item.count}</span>}
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
}
