import { Popover } from '@base-ui/react/popover';
import { IconChevronDown, IconChevronLeft, IconChevronRight, IconCircleDashedCheck, IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { isComposing } from '../commands/keys.ts';
import { useCommand } from '../commands/use-command.ts';
import { coverageInWords } from '../../lab/coverage/words.ts';
import controls from '../looks/controls.module.css';
import { isOverPage } from '../shell/is-over.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor, useRun } from '../state/editor-context.tsx';
import { coveragePhrases } from '../words.ts';
import type { Word } from '../words.ts';
import styles from './coverage-bar.module.css';
import { useCovering } from './coverage-context.tsx';
import type { Covering } from './coverage-context.tsx';
import { EntryList } from './entry-list.tsx';

/** Over the canvas while it shows what no row came to: how much, each of it, what ran, and the way out. */
export function CoverageBar(): ReactNode {
  const covering = useCovering();
  return covering === undefined ? null : <Bar covering={covering} />;
}

function Bar({ covering }: { readonly covering: Covering }): ReactNode {
  const { say } = useWords();
  const { session } = useEditor();
  const command = useCommand('coverage');
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      // What is open over the page closes first; a sheet has closed by now.
      const inSheet = event.target instanceof Element && event.target.closest('[data-sheet]') !== null;
      if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event) || isOverPage() || inSheet) return;
      event.preventDefault();
      session.getState().cover(undefined);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [session]);
  return (
    <div className={styles['bar']} role="toolbar" aria-label={say('coverageMode')}>
      <Said covering={covering} />
      <Moves covering={covering} />
      <Runs covering={covering} />
      <button type="button" className={`${controls['quiet'] ?? ''} ${styles['close'] ?? ''}`} aria-keyshortcuts="Escape" aria-label={say('close')} title={command.label} onClick={() => session.getState().cover(undefined)}>
        <IconX size={16} stroke={1.75} aria-hidden="true" />
        <kbd className={controls['cap']}>Esc</kbd>
      </button>
    </div>
  );
}

/** The sentence; it opens the list of what it counts. */
function Said({ covering: { of, coverage, entries, at, open, setOpen, go, failure, part, stale } }: { readonly covering: Covering }): ReactNode {
  const { lang, say } = useWords();
  const run = useCommand('run');
  const hasRun = useRun(({ summary }) => summary !== undefined);
  if (of === 'sample' && !hasRun) {
    return (
      <>
        <p className={styles['what']} role="status"><Mark />{say('coverageRunFirst')}</p>
        <button type="button" className={controls['button']} title={run.hint} aria-disabled={!run.enabled} onClick={run.run}>{say('run')}</button>
      </>
    );
  }
  if (coverage === undefined) return <p className={styles['what']} role="status"><Mark />{failure === undefined ? coveragePhrases.looking(part, lang) : failure[lang]}</p>;
  const said = coverageInWords(coverage)[lang];
  const sentence = <span className={styles['sentence']} title={said}>{stale ? coveragePhrases.before(said, lang) : said}</span>;
  return (
    <>
      <p className="unseen" role="status">{said}</p>
      {entries.length === 0 ? <p className={styles['what']} data-all=""><Mark />{sentence}</p> : (
        <Popover.Root open={open} onOpenChange={setOpen}>
          <Popover.Trigger className={styles['said']}>
            <Mark />
            {sentence}
            <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Positioner className={styles['float']} sideOffset={6} align="start">
              <Popover.Popup className={`${controls['popup'] ?? ''} ${styles['list'] ?? ''}`} aria-label={say('coverageList')}>
                <EntryList entries={entries} at={at} onGo={go} />
                <p className={styles['about']}>{say(of === 'sample' ? 'coverageAbout' : 'coverageAboutTests')}</p>
              </Popover.Popup>
            </Popover.Positioner>
          </Popover.Portal>
        </Popover.Root>
      )}
    </>
  );
}

const Mark = (): ReactNode => <IconCircleDashedCheck size={16} stroke={1.75} aria-hidden="true" />;

function Moves({ covering: { entries, at, go } }: { readonly covering: Covering }): ReactNode {
  const { lang } = useWords();
  const count = entries.length;
  if (count === 0) return null;
  const move = (by: 1 | -1): void => go(at === undefined ? (by > 0 ? 0 : count - 1) : (at + by + count) % count);
  return (
    <div className={styles['moves']}>
      <Move word="previousMissed" onMove={() => move(-1)}><IconChevronLeft size={18} stroke={1.75} aria-hidden="true" /></Move>
      <span>{coveragePhrases.place(at, count, lang)}</span>
      <Move word="nextMissed" onMove={() => move(1)}><IconChevronRight size={18} stroke={1.75} aria-hidden="true" /></Move>
    </div>
  );
}

function Move({ word, onMove, children }: { readonly word: Word; readonly onMove: () => void; readonly children: ReactNode }): ReactNode {
  const { say } = useWords();
  return <button type="button" className={controls['icon']} aria-label={say(word)} title={say(word)} onClick={onMove}>{children}</button>;
}

/** Whose rows: those of the sample or those of the saved tests, where there are some. */
function Runs({ covering: { of } }: { readonly covering: Covering }): ReactNode {
  const { say } = useWords();
  const { session } = useEditor();
  const tests = useDocument(({ document }) => document.tests.length > 0);
  if (!tests && of === 'sample') return null;
  return (
    <div className={styles['of']} role="group" aria-label={say('coverageOf')}>
      {(['sample', 'tests'] as const).map((each) => (
        <button key={each} type="button" aria-pressed={each === of} onClick={() => session.getState().cover(each)}>{say(each === 'sample' ? 'coverageSample' : 'coverageTests')}</button>
      ))}
    </div>
  );
}
