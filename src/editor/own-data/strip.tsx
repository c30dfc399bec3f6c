import { IconTable } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { zh } from '../../data/words.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import controls from '../looks/controls.module.css';
import { Icon } from '../looks/icon.tsx';
import { tookInWords } from '../shell/figures.ts';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import { draftFields, hasOpenTimes } from './draft.ts';
import type { DraftStore } from './draft-store.ts';
import { FieldList } from './field-list.tsx';
import { FirstRows } from './first-rows.tsx';
import { StarterList } from './starter-list.tsx';
import styles from './strip.module.css';

interface Props {
  readonly store: StoreApi<DraftStore>;
  /** The one main action: what it says of so many rules, and what it does. */
  readonly goOn: { readonly says: (rules: number) => string; readonly run: () => void };
  /** A file that cannot be used gives way to another. */
  readonly again: () => void;
  /** What could not be done just now. */
  readonly fault?: string | undefined;
  /** Other ways to go on, below the starter rules. */
  readonly ways?: ReactNode | undefined;
}

/** A file as it was understood, and what can be done with it at once. */
export function Strip({ store, goOn, again, fault, ways }: Props): ReactNode {
  const { say } = useWords();
  const { stage, draft, whole, starters, joined, zone, change, callRows, toggle, setRule, setZone, fault: broken } = useStore(store);
  const fields = draft === undefined ? [] : draftFields(draft);
  const used = fields.filter(({ as }) => as !== 'none').map(({ field }) => field);
  const chosen = starters?.filter(({ added }) => added).length ?? 0;
  const ready = stage === 'ready' && whole !== undefined;
  if (stage === 'failed') return <Broken name={joined?.file.name} why={broken} sheets={<Sheets store={store} />} again={again} />;
  return (
    <div className={styles['strip']}>
      <header className={styles['file']}>
        <span className={styles['tile']}><IconTable size={18} stroke={1.5} aria-hidden="true" /></span>
        <div className={styles['about']}>
          <h2>{joined?.file.name ?? say('joiningFiles')}</h2>
          <About store={store} />
        </div>
        <Sheets store={store} />
        <button type="button" className={`${controls['quiet'] ?? ''} ${styles['again'] ?? ''}`} onClick={again}>{say('anotherFile')}</button>
        <button type="button" className={controls['primary']} aria-disabled={!ready} onClick={() => { if (ready) goOn.run(); }}>{goOn.says(chosen)}</button>
      </header>
      {fault === undefined ? null : <p className={styles['fault']} role="alert"><Icon name="error" />{fault}</p>}
      <div className={styles['both']}>
        {draft === undefined ? null : (
          <div className={styles['left']}>
            <FieldList fields={fields} event={draft.event} facts={whole?.facts} zone={hasOpenTimes(draft) ? { name: zone, set: setZone } : undefined} change={change} callRows={callRows} />
            {whole === undefined ? null : <FirstRows fields={used} rows={whole.first} zone={whole.facts.fields.find((each) => each.zone !== undefined)?.zone} clocks={new Set(whole.facts.fields.flatMap(({ name, hours }) => (hours === undefined ? [] : [name])))} />}
          </div>
        )}
        {draft === undefined ? null : <StarterList {...{ starters, toggle, setRule, ways }} facts={whole?.facts} fields={used} event={draft.event} />}
      </div>
    </div>
  );
}

/** Which sheet of a workbook is meant, where it has several. */
function Sheets({ store }: { readonly store: StoreApi<DraftStore> }): ReactNode {
  const { say } = useWords();
  const { sheets = [], sheet = '', chooseSheet } = useStore(store);
  if (sheets.length < 2) return null;
  return (
    <span className={styles['sheet']}>
      {say('sheet')}
      <ChoiceBlank label={say('sheet')} value={sheet} readOnly={false} choices={sheets.map((name) => ({ value: name, label: name }))} change={chooseSheet} />
    </span>
  );
}

/** How much was read, in how long, of which files, and how they were understood. */
function About({ store }: { readonly store: StoreApi<DraftStore> }): ReactNode {
  const { lang, say } = useWords();
  const { stage, progress, whole, joined, draft } = useStore(store);
  if (stage === 'reading' && (whole === undefined || progress !== undefined)) {
    return (
      <p role="status">
        {progress === undefined ? say('readingFile') : phrases.rowsSoFar(progress.rows, lang)}
        <progress className={styles['progress']} max={1} value={progress?.share ?? 0} aria-label={say('readingFile')} />
      </p>
    );
  }
  if (whole === undefined || draft === undefined) return <p role="status">{say(joined === undefined ? 'joiningFiles' : 'looking')}</p>;
  const { facts, milliseconds } = whole;
  const figures = phrases.rowsAndFields(facts.rows + facts.rejected, facts.fields.length, tookInWords(milliseconds, lang), lang);
  const notes = [
    ...(joined !== undefined && joined.files > 1 ? [phrases.madeOfFiles(joined.files, lang)] : []),
    ...(joined !== undefined && joined.leftOut.length > 0 ? [phrases.filesLeftOut(joined.leftOut, lang)] : []),
    ...(joined !== undefined && joined.copies.length > 0 ? [phrases.filesTwice(joined.copies, lang)] : []),
    ...draft.look.why.map((why) => why[lang]),
  ];
  return (
    <>
      <p>{lang === 'zh' ? zh`${figures}，${say('stayedHere')}` : `${figures}. ${say('stayedHere')}`}</p>
      {notes.length === 0 ? null : <p className={styles['notes']}>{notes.join(lang === 'zh' ? '；' : '; ')}</p>}
    </>
  );
}

interface BrokenProps {
  readonly name: string | undefined;
  readonly why: DraftStore['fault'];
  readonly sheets: ReactNode;
  readonly again: () => void;
}

function Broken({ name, why, sheets, again }: BrokenProps): ReactNode {
  const { lang, say } = useWords();
  return (
    <div className={styles['broken']} role="alert">
      <Icon name="error" size={24} />
      <p>{name === undefined ? why?.[lang] : phrases.notATable(name, why?.[lang] ?? '', lang)}</p>
      <p className={styles['advice']}>{say('brokenAbout')}</p>
      {sheets}
      <button type="button" className={controls['primary']} onClick={again}>{say('tryAgain')}</button>
    </div>
  );
}
