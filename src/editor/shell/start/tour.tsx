import { Popover } from '@base-ui/react/popover';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { thisBrowser } from '../../state/preferences.ts';
import { useWords } from '../../state/context.tsx';
import { useRun } from '../../state/editor-context.tsx';
import controls from '../../looks/controls.module.css';
import { phrases } from '../../words.ts';
import type { Word } from '../../words.ts';
import styles from './tour.module.css';

const kept = 'ruleloom.tour';

/** Whether somebody saw it to its end, or put it away. */
export const tourIsOver = (): boolean => thisBrowser().read(kept) === 'over';

const steps = [
  { at: '[data-canvas] [data-family="rule"]', title: 'tourCard', about: 'tourCardAbout', side: 'bottom' },
  { at: '[data-tour="run"]', title: 'tourRun', about: 'tourRunAbout', side: 'bottom' },
  { at: '[data-canvas] [data-tour="count"]', title: 'tourCount', about: 'tourCountAbout', side: 'right' },
] as const satisfies readonly { readonly at: string; readonly title: Word; readonly about: Word; readonly side: string }[];

/** Three things that a graph can do, each shown where it is. It goes for good when it is put away. */
export function Tour(): ReactNode {
  const { lang, say } = useWords();
  const [at, setAt] = useState(0);
  const [over, setOver] = useState(tourIsOver);
  const hasRun = useRun(({ state }) => state === 'done');
  const now = hasRun && at === 1 ? 2 : at;
  const step = steps[now];
  const anchor = useElement(over ? undefined : step?.at);
  const end = (): void => {
    thisBrowser().write(kept, 'over');
    setOver(true);
  };
  if (over || step === undefined || anchor === undefined) return null;
  return (
    <Popover.Root
      open
      onOpenChange={(_, { reason }) => {
        if (reason === 'escape-key') end();
      }}
    >
      <Popover.Portal>
        <Popover.Positioner className={styles['place']} anchor={anchor} side={step.side} sideOffset={12} collisionPadding={12}>
          <Popover.Popup className={styles['step']} initialFocus={false} finalFocus={false}>
            <Popover.Arrow className={styles['arrow']} />
            <Popover.Title className={styles['title']}>{say(step.title)}</Popover.Title>
            <Popover.Description className={styles['about']}>{say(step.about)}</Popover.Description>
            <button type="button" className={`${controls['icon'] ?? ''} ${styles['close'] ?? ''}`} aria-label={say('tourEnd')} title={say('tourEnd')} onClick={end}>
              <IconX size={16} stroke={1.75} aria-hidden="true" />
            </button>
            <footer>
              <span>{phrases.stepOf(now + 1, steps.length, lang)}</span>
              <button type="button" className={controls['button']} onClick={() => (now + 1 < steps.length ? setAt(now + 1) : end())}>{say(now + 1 < steps.length ? 'tourNext' : 'tourDone')}</button>
            </footer>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** The first element of this kind, as soon as there is one. */
function useElement(selector: string | undefined): Element | undefined {
  const [found, setFound] = useState<{ readonly selector: string; readonly element: Element }>();
  useEffect(() => {
    if (selector === undefined) return undefined;
    const look = (): void => {
      const element = document.querySelector(selector);
      setFound((before) => (element === null ? undefined : before?.element === element && before.selector === selector ? before : { selector, element }));
    };
    const frame = requestAnimationFrame(look);
    const timer = setInterval(look, 250);
    return () => {
      cancelAnimationFrame(frame);
      clearInterval(timer);
    };
  }, [selector]);
  return found?.selector === selector ? found?.element : undefined;
}
