import { Menu } from '@base-ui/react/menu';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Disposition } from '../../api/cases.ts';
import controls from '../looks/controls.module.css';
import { server } from '../remote/this-server.ts';
import { useWords } from '../state/context.tsx';
import { casePhrases } from '../words.ts';
import type { CaseDesk } from './case-desk.ts';
import styles from './case-list.module.css';

/** What can be done with several cases at once. */
export function BulkBar({ desk }: { readonly desk: CaseDesk }): ReactNode {
  const { lang, say } = useWords();
  const { marked } = useStore(desk.store);
  const [verdicts, setVerdicts] = useState<readonly Disposition[]>([]);
  // Rules may have words of their own: those of the first one are offered, and the server says where they do not fit.
  const ask = (): void => {
    const [first] = marked;
    if (first !== undefined) server.ask('case', { params: { case: String(first) } }).then(({ value }) => setVerdicts(value.dispositions), () => undefined);
  };
  return (
    <div className={styles['bulk']} role="toolbar" aria-label={say('markedCases')}>
      <strong>{casePhrases.marked(marked.size, lang)}</strong>
      <button type="button" className={controls['button']} onClick={() => void desk.changeMarked({ type: 'take' })}>{say('takeCase')}</button>
      <Menu.Root onOpenChange={(isOpen) => (isOpen ? ask() : undefined)}>
        <Menu.Trigger className={controls['button']}>{say('closeMarked')}</Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner sideOffset={4} className={styles['over-all']}>
            <Menu.Popup className={controls['popup']}>
              {verdicts.map(({ id, name }) => <Menu.Item key={id} className={controls['item']} onClick={() => void desk.changeMarked({ type: 'close', disposition: id, reason: '' })}>{name[lang]}</Menu.Item>)}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <button type="button" className={controls['quiet']} onClick={() => desk.mark([...marked], false)}>{say('dropMarks')}</button>
    </div>
  );
}
