import { useStore } from '@xyflow/react';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { KindIcon } from '../looks/kind-icon.tsx';
import { useWords } from '../state/context.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { canvasPhrases } from '../words.ts';
import type { Picking } from './canvas-store.ts';
import { useCanvas, useCanvasStore } from './canvas-context.tsx';
import { choicesFor, take } from './choices.ts';
import type { Choice } from './choices.ts';
import styles from './picker.module.css';
import { endOf } from './refusal.ts';

/** Asks what to put where an edge was dropped, or after a port: only what fits. */
export function Picker(): ReactNode {
  const picking = useCanvas((state) => state.picking);
  return picking === undefined ? null : <Open key={`${picking.at.x} ${picking.at.y}`} picking={picking} />;
}

function Open({ picking }: { readonly picking: Picking }): ReactNode {
  const { lang, say } = useWords();
  const editor = useEditor();
  const store = useCanvasStore();
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const [before] = useState(() => document.activeElement);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const style = usePlace(picking);
  const all = useMemo(() => choicesFor(editor.document.getState().document, store.getState().faces, picking, lang), [editor, store, picking, lang]);
  const shown = useMemo(() => all.filter((choice) => matches(choice, text)), [all, text]);
  const chosen = Math.min(at, shown.length - 1);
  const close = useCallback((): void => store.setState({ picking: undefined }), [store]);

  useEffect(() => {
    const own = box.current;
    const leave = (event: PointerEvent): void => {
      if (event.target instanceof Node && own?.contains(event.target) !== true) close();
    };
    addEventListener('pointerdown', leave, true);
    return () => {
      removeEventListener('pointerdown', leave, true);
      if (before instanceof HTMLElement && (document.activeElement === document.body || own?.contains(document.activeElement) === true)) before.focus();
    };
  }, [close, before]);
  useEffect(() => {
    box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, text]);

  const pick = (choice: Choice | undefined): void => {
    if (choice === undefined) return;
    close();
    take(editor, picking, choice);
  };
  const among = picking.among ?? [];
  const pickPort = (from: Picking['from'] | undefined): void => {
    if (from === undefined) return;
    setAt(0);
    store.setState({ picking: { ...picking, from } });
  };
  const isFrom = (port: Picking['from']): boolean => endOf(port) === endOf(picking.from);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.stopPropagation();
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    const turn = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (turn !== undefined && text === '' && among.length > 1) pickPort(among[(among.findIndex(({ port }) => isFrom(port)) + turn + among.length) % among.length]?.port);
    else if (step !== undefined) setAt((chosen + step + shown.length) % Math.max(1, shown.length));
    else if (event.key === 'Enter') pick(shown[chosen]);
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
  };
  return (
    <div ref={box} className={styles['picker']} style={style} role="dialog" aria-label={say('pick')} onKeyDown={onKeyDown}>
      <input
        className={styles['find']}
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={chosen >= 0 ? `${list}-${chosen}` : undefined}
        aria-label={say('pick')}
        placeholder={say('pick')}
        value={text}
        autoFocus
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
      />
      {among.length > 1 ? (
        <div className={styles['ports']} role="radiogroup" aria-label={say(picking.side === 'outputs' ? 'pickOutput' : 'pickInput')}>
          {among.map(({ port, label }) => (
            <button key={endOf(port)} type="button" role="radio" tabIndex={-1} aria-checked={isFrom(port)} onClick={() => pickPort(port)}>{label}</button>
          ))}
        </div>
      ) : null}
      <div className={styles['list']} role="listbox" id={list} aria-label={say('pick')}>
        {shown.map((choice, index) => (
          <div
            key={choice.key}
            id={`${list}-${index}`}
            className={styles['choice']}
            role="option"
            aria-selected={index === chosen}
            data-family={choice.family}
            data-first={(shown[index - 1] ?? choice).existing !== choice.existing || undefined}
            onPointerEnter={() => setAt(index)}
            onClick={() => pick(choice)}
          >
            <KindIcon kind={choice.kind} />
            <span className={styles['name']}>{choice.existing ? canvasPhrases.leadTo(choice.name, picking.side, lang) : choice.name}</span>
            <span className={styles['about']}>{choice.about}</span>
          </div>
        ))}
        {shown.length === 0 ? <p className={styles['none']}>{say('pickNone')}</p> : null}
      </div>
    </div>
  );
}

const size = { width: 272, height: 320 };
const margin = 8;

/** Beside the place in the graph, and always within the canvas. */
function usePlace({ at }: Picking): { readonly left: number; readonly top: number } {
  const [x, y, zoom] = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const inside = (value: number, most: number): number => Math.max(margin, Math.min(value, most - margin));
  return { left: inside(x + at.x * zoom, width - size.width), top: inside(y + at.y * zoom, height - size.height) };
}

const matches = ({ name, about, words }: Choice, text: string): boolean =>
  text.trim() === '' || [name, about, ...words].some((each) => each.toLowerCase().includes(text.trim().toLowerCase()));

