import { useState } from 'react';
import type { ReactNode } from 'react';
import type { RejectedRow, RunView } from '../../api/runs.ts';
import type { Words } from '../../data/text.ts';
import { momentText } from '../live/standing-lines.ts';
import controls from '../looks/controls.module.css';
import { server, useMay } from '../remote/this-server.ts';
import { troubleWords } from '../remote/trouble.ts';
import { useWords } from '../state/context.tsx';
import { useZone } from '../state/editor-context.tsx';
import { MendDialog } from './mend-dialog.tsx';
import styles from './run-dock.module.css';
import type { Rejected } from './use-rejected.ts';

interface Props {
  readonly run: RunView;
  readonly rejected: Rejected;
  readonly tell: (trouble: Words | undefined) => void;
}

/** Rows that broke the contract of their source, each with why: to be mended and sent anew, or dismissed. */
export function RejectedRows({ run, rejected, tell }: Props): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const operates = useMay('operator');
  const [mending, setMending] = useState<RejectedRow>();
  const dismiss = async ({ seq }: RejectedRow): Promise<void> => {
    try {
      await server.ask('dismiss', { params: { id: run.id, seq: String(seq) } });
      tell(undefined);
    } catch (error) {
      tell(troubleWords(error));
    }
    rejected.refresh();
  };
  const nameOf = (source: string): string => run.sources.find(({ id }) => id === source)?.name ?? source;
  return (
    <div className={styles['scroll']}>
      {rejected.rows.length === 0 ? <p className={styles['none']}>{say('noRejectedRows')}</p> : null}
      <ul className={styles['list']} aria-label={say('rejectedRows')}>
        {rejected.rows.map((row) => (
          <li key={row.seq}>
            <time dateTime={new Date(row.at).toISOString()}>{momentText(row.at, zone, lang)}</time>
            <span className={styles['what']}>
              <strong>{nameOf(row.source)}{lang === 'zh' ? '：' : ': '}{row.reasons.map((reason) => reason[lang]).join(lang === 'zh' ? '；' : '; ')}</strong>
              <code>{row.text}</code>
            </span>
            {operates ? (
              <>
                <button type="button" className={controls['button']} onClick={() => setMending(row)}>{say('mendRow')}</button>
                <button type="button" className={controls['quiet']} onClick={() => void dismiss(row)}>{say('dismissRow')}</button>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      {mending === undefined ? null : (
        <MendDialog
          run={run.id}
          row={mending}
          close={(sent) => {
            setMending(undefined);
            if (sent) rejected.refresh();
          }}
        />
      )}
    </div>
  );
}
