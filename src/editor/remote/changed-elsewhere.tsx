import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { OpenGraph } from '../documents/open-graph.ts';
import controls from '../looks/controls.module.css';
import page from '../shell/editor-page.module.css';
import { useWords } from '../state/context.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { changesBetween } from '../versions/changes.ts';
import styles from './changed-elsewhere.module.css';
import { troubleWords } from './trouble.ts';

/** Somebody else changed what is open here: nothing is written until a person has chosen. */
export default function ChangedElsewhere({ open }: { readonly open: OpenGraph }): ReactNode {
  const { lang, say } = useWords();
  const { document, session } = useEditor();
  const parted = useStore(open.saved, ({ state }) => state === 'parted');
  const [lines, setLines] = useState<readonly string[]>();
  if (!parted) return null;
  const attempt = (task: () => Promise<void>): void => {
    task().then(() => setLines(undefined), (error: unknown) => session.getState().tell(troubleWords(error)));
  };
  const compare = async (): Promise<void> => {
    const theirs = await open.theirs();
    if (theirs !== undefined) setLines(changesBetween(theirs, document.getState().document, lang).lines.map(({ text }) => text));
  };
  return (
    <div className={page['banner']} role="alert">
      <div className={styles['said']}>
        <p>{say('changedElsewhere')}</p>
        {lines === undefined ? null : <ul aria-label={say('differenceTitle')}>{lines.map((text) => <li key={text}>{text}</li>)}</ul>}
      </div>
      <button type="button" className={controls['quiet']} onClick={() => void compare().catch((error: unknown) => session.getState().tell(troubleWords(error)))}>{say('seeDifference')}</button>
      <button type="button" className={controls['button']} onClick={() => attempt(open.takeTheirs)}>{say('takeTheirs')}</button>
      <button type="button" className={controls['button']} onClick={() => attempt(open.keepMine)}>{say('mineAsCopy')}</button>
    </div>
  );
}
