import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AlertEntry } from '../../api/runs.ts';
import type { Words } from '../../data/text.ts';
import controls from '../looks/controls.module.css';
import { server } from '../remote/this-server.ts';
import { troubleWords } from '../remote/trouble.ts';
import { useWords } from '../state/context.tsx';
import styles from './case-view.module.css';
import { toldIn } from './explanation.ts';
import type { Told } from './explanation.ts';

/** Why an alert was raised, in words, as its run explains it. */
export function WhyAlert({ alert }: { readonly alert: AlertEntry }): ReactNode {
  const { lang, say } = useWords();
  const [open, setOpen] = useState(false);
  const [told, setTold] = useState<Told>();
  const [fault, setFault] = useState<Words>();
  const ask = async (): Promise<void> => {
    setOpen(!open);
    if (open || told !== undefined) return;
    try {
      const { value } = await server.ask('explainAlert', { params: { id: alert.graph, alert: alert.id } });
      setTold(toldIn(value.explanations));
      setFault(undefined);
    } catch (error) {
      setFault(troubleWords(error));
    }
  };
  return (
    <>
      <button type="button" className={`${controls['button'] ?? ''} ${styles['ask'] ?? ''}`} aria-expanded={open} onClick={() => void ask()}>
        {say('whyThisAlert')}
        <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
      </button>
      {open ? (
        <div className={styles['because']} role="status">
          {fault === undefined ? null : <p>{fault[lang]}</p>}
          {told === undefined && fault === undefined ? <p>{say('opening')}</p> : null}
          <ul>{told?.[lang].facts.map((fact) => <li key={fact}>{fact}</li>)}</ul>
          {told?.[lang].unless.map((fact) => <p key={fact}>{fact}</p>)}
        </div>
      ) : null}
    </>
  );
}
