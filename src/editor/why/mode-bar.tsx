import { IconChevronLeft, IconChevronRight, IconEye, IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { isComposing } from '../commands/keys.ts';
import { useCommand } from '../commands/use-command.ts';
import { momentOf } from '../../lab/explain/phrases.ts';
import controls from '../looks/controls.module.css';
import type { WhyAsked } from '../simulate/studies/explain.ts';
import { isOverPage } from '../shell/is-over.ts';
import type { TestWhyAsked } from '../state/contract/session.ts';
import { useWords } from '../state/context.tsx';
import { useEditor, useRun, useSession, useZone } from '../state/editor-context.tsx';
import type { Word } from '../words.ts';
import { whyPhrases } from '../words.ts';
import styles from './mode-bar.module.css';
import { useNeighbours } from './use-neighbours.ts';
import { useWhy } from './why-context.tsx';

/** Over the canvas while something is explained: what is followed, the alerts beside it, and the way out. */
export function WhyBar(): ReactNode {
  const asked = useSession((session) => session.why);
  return asked === undefined ? null : <Bar asked={asked} />;
}

function Bar({ asked }: { readonly asked: WhyAsked | TestWhyAsked }): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const { session } = useEditor();
  const why = useWhy();
  const first = useRun(({ alerts }) => alerts.first);
  const { previous, next } = useNeighbours(asked);
  const close = useCommand('close-why');
  const [subject] = why?.explanation?.rows ?? [];
  const [head, rest] = whyPhrases.following(subject?.event, asked.type === 'alert' || (why?.explanation?.alerts.length ?? 0) > 0, lang);
  const at = subject?.time ?? (asked.type === 'alert' ? (asked.time ?? first.find(({ id }) => id === asked.id)?.time) : undefined) ?? null;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      // What is open over the page closes first.
      if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event) || isOverPage()) return;
      event.preventDefault();
      session.getState().explain(undefined);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [session]);
  const explain = (other: WhyAsked | undefined): void => {
    if (other !== undefined) session.getState().explain(other);
  };
  return (
    <div className={styles['bar']} role="toolbar" aria-label={say('whyMode')}>
      <p className={styles['what']}>
        <IconEye size={16} stroke={1.75} aria-hidden="true" />
        <span><strong>{head}</strong>{rest}</span>
      </p>
      <div className={styles['moves']}>
        <Move word="previousAlert" to={previous} onMove={explain}><IconChevronLeft size={18} stroke={1.75} aria-hidden="true" /></Move>
        {at === null ? null : <time dateTime={new Date(at).toISOString()}>{momentOf(at, { lang, zone })}</time>}
        <Move word="nextAlert" to={next} onMove={explain}><IconChevronRight size={18} stroke={1.75} aria-hidden="true" /></Move>
      </div>
      <button type="button" className={`${controls['quiet'] ?? ''} ${styles['close'] ?? ''}`} aria-label={say('close')} aria-keyshortcuts="Escape" onClick={close.run}>
        <IconX size={16} stroke={1.75} aria-hidden="true" />
        <span>{say('close')}</span>
        <kbd className={controls['cap']}>Esc</kbd>
      </button>
    </div>
  );
}

interface MoveProps {
  readonly word: Word;
  readonly to: WhyAsked | undefined;
  readonly onMove: (to: WhyAsked | undefined) => void;
  readonly children: ReactNode;
}

function Move({ word, to, onMove, children }: MoveProps): ReactNode {
  const { say } = useWords();
  return (
    <button type="button" className={controls['icon']} aria-label={say(word)} title={say(word)} aria-disabled={to === undefined || undefined} onClick={() => onMove(to)}>
      {children}
    </button>
  );
}
