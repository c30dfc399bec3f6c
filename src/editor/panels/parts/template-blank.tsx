import { IconBraces } from '@tabler/icons-react';
import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { inLanguage, languages } from '../../../data/text.ts';
import type { Text } from '../../../data/text.ts';
import { fieldLabel } from '../../../data/words.ts';
import type { Stream } from '../../../kinds/contract.ts';
import { inOneLanguage, withLanguage } from '../../blanks/author-text.ts';
import type { BlankProps } from '../../blanks/blank.ts';
import blanks from '../../blanks/blanks.module.css';
import { useTyping } from '../../blanks/use-typing.ts';
import { isComposing } from '../../commands/keys.ts';
import { TypeMark } from '../../rows/type-mark.tsx';
import { useWords } from '../../state/context.tsx';
import { languageNames, languageShort } from '../../words.ts';
import styles from '../panels.module.css';
import { fieldsFor, openBrace, withField } from './template-text.ts';

interface Props extends BlankProps<Text> {
  readonly stream: Stream;
  readonly placeholder?: string | undefined;
  readonly rows?: number | undefined;
}

/** Words with fields in them. A `{` offers the fields, by name or label; the row of a sample shows what comes of it. */
export function TemplateBlank({
  label,
  value,
  readOnly,
  change,
  stream,
  placeholder = '',
  rows = 1,
}: Props): ReactNode {
  const { lang, say } = useWords();
  const [other, setOther] = useState(false);
  const [caret, setCaret] = useState<number>();
  const [chosen, setChosen] = useState(0);
  const box = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const shown = other ? (languages.find((each) => each !== lang) ?? lang) : lang;
  const next = languages.find((each) => each !== shown) ?? shown;
  const text = other ? inOneLanguage(value, shown) : inLanguage(value, shown);
  const typing = useTyping({
    value: text,
    print: (each) => each,
    read: (typed) => ({ value: typed }),
    change: (typed, coalesce) => change(withLanguage(value, typed, shown, other), coalesce),
    lines: true,
  });
  const now = typing.box.value;
  const open = caret === undefined || readOnly ? undefined : openBrace(now, caret);
  const offered = open === undefined ? [] : fieldsFor(stream.fields, open.typed);
  const at = Math.min(chosen, offered.length - 1);

  const put = (name: string, from: number, to: number): void => {
    const done = withField(now, name, from, to);
    change(withLanguage(value, done.text, shown, other));
    typing.reset();
    setCaret(undefined);
    setChosen(0);
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(done.caret, done.caret);
    });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (isComposing(event.nativeEvent) || open === undefined || offered.length === 0)
      return typing.box.onKeyDown(event);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setChosen((at + step + offered.length) % offered.length);
    else if (event.key === 'Enter' || event.key === 'Tab') put(offered[at]?.name ?? '', open.from, caret ?? 0);
    else if (event.key === 'Escape') setCaret(undefined);
    else return typing.box.onKeyDown(event);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles['template']}>
      <span className={blanks['blank']} data-wide="" data-lines="" data-plain="" data-read-only={readOnly || undefined}>
        <textarea
          {...typing.box}
          ref={box}
          className={blanks['input']}
          rows={rows}
          placeholder={placeholder}
          readOnly={readOnly}
          spellCheck={false}
          aria-label={other ? `${label} (${languageNames[shown]})` : label}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={list}
          aria-activedescendant={offered.length > 0 ? `${list}-${at}` : undefined}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
          onBlur={() => {
            typing.box.onBlur();
            setCaret(undefined);
          }}
        />
        {readOnly ? null : (
          <button
            type="button"
            className={blanks['small']}
            aria-label={`${label}: ${say('insertField')}`}
            title={say('insertField')}
            onClick={() => {
              const end = box.current?.selectionStart ?? now.length;
              change(withLanguage(value, `${now.slice(0, end)}{${now.slice(end)}`, shown, other));
              typing.reset();
              requestAnimationFrame(() => {
                box.current?.focus();
                box.current?.setSelectionRange(end + 1, end + 1);
                setCaret(end + 1);
              });
            }}
          >
            <IconBraces size={14} stroke={1.75} aria-hidden="true" />
          </button>
        )}
        <button
          type="button"
          className={blanks['language']}
          aria-label={`${label}: ${languageNames[next]}`}
          title={languageNames[next]}
          onClick={() => setOther(!other)}
        >
          {languageShort[shown]}
        </button>
      </span>
      <div
        role="listbox"
        id={list}
        className={styles['offered']}
        aria-label={say('insertField')}
        hidden={offered.length === 0}
      >
        {offered.map((field, index) => (
          <div
            key={field.name}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === at}
            className={styles['option']}
            title={field.name}
            // The box keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onPointerEnter={() => setChosen(index)}
            onClick={() => put(field.name, open?.from ?? 0, caret ?? 0)}
          >
            <TypeMark type={field.type} />
            {fieldLabel(field, lang)}
          </div>
        ))}
      </div>
    </div>
  );
}
