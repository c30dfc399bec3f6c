import { Dialog } from '@base-ui/react/dialog';
import { IconFileDownload, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { inLanguage, languages } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import controls from '../looks/controls.module.css';
import { download } from '../rows/rows-out.ts';
import dialogs from '../shell/dialogs/dialogs.module.css';
import type { ComparedWith } from '../simulate/studies/compare.ts';
import { useWords } from '../state/context.tsx';
import { useEditor, useRun } from '../state/editor-context.tsx';
import { changesBetween } from '../versions/changes.ts';
import { glossary, languageNames, languageTags } from '../words.ts';
import type { Opponent } from './compared-to.ts';
import styles from './report-button.module.css';
import { reportName } from './report-name.ts';

interface Props {
  readonly asked: ComparedWith;
  readonly opponent: Opponent;
}

/** A comparison to print or to send on. */
export function ReportButton(props: Props): ReactNode {
  const { say } = useWords();
  return (
    <Dialog.Root>
      <Dialog.Trigger className={controls['button']}>
        <IconFileDownload size={16} stroke={1.75} aria-hidden="true" />
        {say('compareReport')}
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogs['backdrop']} />
        <Dialog.Popup className={`${dialogs['sheet'] ?? ''} ${styles['dialog'] ?? ''}`}>
          <header>
            <Dialog.Title>{say('compareReportTitle')}</Dialog.Title>
            <Dialog.Close className={controls['icon']} aria-label={say('close')} title={say('close')}>
              <IconX size={18} stroke={1.75} aria-hidden="true" />
            </Dialog.Close>
          </header>
          <ReportForm {...props} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** So many alerts of each kind, where somebody chose to have some. */
const someAlerts = 20;

function ReportForm({ asked, opponent }: Props): ReactNode {
  const { lang, say } = useWords();
  const { studies, session } = useEditor();
  const ran = useRun((run) => run.ran);
  const [written, setWritten] = useState<Lang>(lang);
  const [withAlerts, setWithAlerts] = useState(false);
  const [fault, setFault] = useState(false);
  if (ran === undefined) return null;
  const graph = inLanguage(ran.name, written);
  const name = reportName(graph, opponent.name, written);
  const save = async (): Promise<void> => {
    setFault(false);
    try {
      const report = await studies.ask('comparisonReport', {
        ...asked,
        lang: written,
        names: { before: opponent.name, after: glossary.asItIsNow[written] },
        changes: changesBetween(opponent.document, ran, written).lines.flatMap(({ text, layout }) => (layout ? [] : [text])),
        capacity: session.getState().comparing.capacity,
        alerts: withAlerts ? someAlerts : 0,
        made: Date.now(),
      });
      if (report !== undefined) download(new Blob([report.html], { type: 'text/html;charset=utf-8' }), name);
    } catch {
      setFault(true);
    }
  };
  return (
    <div className={styles['form']}>
      <p>{say('compareReportAbout')}</p>
      <fieldset>
        <legend>{say('reportLanguage')}</legend>
        {languages.map((each) => (
          <label key={each} lang={languageTags[each]}>
            <input type="radio" name="report-language" checked={each === written} onChange={() => setWritten(each)} />
            {languageNames[each]}
          </label>
        ))}
      </fieldset>
      <label>
        <input type="checkbox" checked={withAlerts} onChange={(event) => setWithAlerts(event.currentTarget.checked)} />
        {say('reportAlerts')}
      </label>
      <footer>
        <span className={styles['name']}>{name}</span>
        <button type="button" className={controls['primary']} onClick={() => void save()}>{say('save')}</button>
      </footer>
      {fault ? <p className={styles['fault']} role="alert">{say('exportFailed')}</p> : null}
    </div>
  );
}
