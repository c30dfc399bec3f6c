import { IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { capitalised } from '../../data/words.ts';
import type { Truth } from '../../lab/explain/truth.ts';
import { useWords } from '../state/context.tsx';
import styles from './truth-tree.module.css';

/** A condition as a tree: what held and what did not, each with the value it looked at. */
export function TruthTree({ truth }: { readonly truth: Truth }): ReactNode {
  return (
    <ul className={styles['tree']}>
      <Branch truth={truth} />
    </ul>
  );
}

function Branch({ truth }: { readonly truth: Truth }): ReactNode {
  const { lang, say } = useWords();
  const { holds, kind, text, compared, parts, because } = truth;
  const below = [...parts, ...(because === undefined ? [] : [because])];
  return (
    <li className={styles['branch']}>
      <div className={styles['line']} data-holds={holds}>
        <span className={styles['mark']}>{holds ? <IconCheck size={12} stroke={3} aria-hidden="true" /> : <IconX size={11} stroke={2.5} aria-hidden="true" />}</span>
        <span className="unseen">{say(holds ? 'whyTrue' : 'whyFalse')}</span>
        <span className={styles['text']} data-group={kind === 'test' ? undefined : ''}>{kind === 'test' ? text[lang] : capitalised(text[lang])}</span>
        {kind !== 'test' ? null : compared.map((each) => (
          <span key={each.text.en} className={styles['value']} title={each.text[lang]}>{each.shown[lang]}</span>
        ))}
      </div>
      {below.length === 0 ? null : <ul>{below.map((part, at) => <Branch key={at} truth={part} />)}</ul>}
    </li>
  );
}
