import { IconFileImport } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Imported, ListView } from '../../../api/lists.ts';
import controls from '../../looks/controls.module.css';
import { server } from '../../remote/this-server.ts';
import { useWords } from '../../state/context.tsx';
import { managedPhrases } from '../../words.ts';
import { useAct } from './act.ts';
import { ManagedSheet, SheetLine } from './managed-sheet.tsx';
import styles from './managed.module.css';

interface Props {
  readonly list: ListView;
  readonly close: (changed: boolean) => void;
}

/** After the last key: what is typed on meanwhile is not asked about. */
const pause = 300;

/** Rows from a sheet or a file; what they change is said before it is done. */
export function ImportSheet({ list, close }: Props): ReactNode {
  const { lang, say } = useWords();
  const [csv, setCsv] = useState('');
  const [mode, setMode] = useState<'add' | 'replace'>('add');
  const [why, setWhy] = useState('');
  const [told, setTold] = useState<{ readonly of: string; readonly counts: Imported }>();
  const file = useRef<HTMLInputElement>(null);
  const { busy, trouble, doing } = useAct();
  const of = JSON.stringify([csv, mode]);
  const counts = told?.of === of ? told.counts : undefined;
  const body = { csv, mode, why };

  useEffect(() => {
    if (csv.trim() === '') return undefined;
    let left = false;
    const timer = setTimeout(() => {
      server.ask('importList', { params: { list: list.name }, body: { csv, mode, dry: true } }).then(({ value }) => {
        if (!left) setTold({ of, counts: value });
      }, () => undefined);
    }, pause);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [of, csv, mode, list.name]);

  const write = (): Promise<void> =>
    doing(async () => {
      await server.ask('importList', { params: { list: list.name }, body });
      close(true);
    });
  const nothing = counts === undefined || counts.added + counts.changed + counts.removed === 0;
  return (
    <ManagedSheet title={say('managedImport')} close={() => close(false)} trouble={trouble} act={{ label: say('managedImportIt'), off: busy || nothing, now: write }}>
      <p className={styles['hint']}>{managedPhrases.importHint(list.columns.map(({ name }) => name), lang)}</p>
      <textarea className={styles['text']} aria-label={say('managedRows')} spellCheck={false} value={csv} onChange={(event) => setCsv(event.currentTarget.value)} />
      <div>
        <button type="button" className={controls['quiet']} onClick={() => file.current?.click()}>
          <IconFileImport size={16} stroke={1.75} aria-hidden="true" />
          {say('listFromFile')}
        </button>
        <input ref={file} type="file" hidden accept=".csv,.tsv,.txt,text/csv" onChange={(event) => void event.currentTarget.files?.[0]?.text().then(setCsv)} />
      </div>
      <fieldset className={styles['modes']}>
        <legend className="unseen">{say('managedMode')}</legend>
        {(['add', 'replace'] as const).map((each) => (
          <label key={each}>
            <input type="radio" name="mode" checked={mode === each} onChange={() => setMode(each)} />
            {say(each === 'add' ? 'addToList' : 'replaceList')}
          </label>
        ))}
      </fieldset>
      <SheetLine label={say('managedWhy')} value={why} change={setWhy} />
      <div role="status" className={styles['counts']}>
        {counts === undefined ? null : (
          <>
            <strong>{managedPhrases.willChange(counts, lang)}</strong>
            {counts.rejected === 0 ? null : (
              <ul>
                {counts.faults.map(({ line, why: fault }) => <li key={`${line} ${fault.en}`}>{managedPhrases.lineFault(line, fault[lang], lang)}</li>)}
              </ul>
            )}
          </>
        )}
      </div>
    </ManagedSheet>
  );
}
