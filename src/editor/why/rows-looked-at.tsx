import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { FlowField } from '../../data/field.ts';
import type { Explanation } from '../../lab/explain/model.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useZone } from '../state/editor-context.tsx';
import { whyPhrases } from '../words.ts';
import { lookedAt } from './looked-at.ts';
import { momentsAlike } from './moments.ts';
import { WindowLine } from './window-line.tsx';
import styles from './why-panel.module.css';

/** So many rows are listed; the latest are what it came down to. */
const mostListed = 12;

/** The rows behind the feature that a rule asked for: on a line of time, and one by one. */
export function RowsLookedAt({ explanation }: { readonly explanation: Explanation }): ReactNode {
  const { lang } = useWords();
  const zone = useZone();
  const analysis = useDocument(({ compilation }) => compilation.analysis);
  const looked = useMemo(() => {
    const fieldsOf = (node: string): readonly FlowField[] => Object.values(analysis.nodes.get(node)?.outputs ?? {})[0]?.fields ?? [];
    return lookedAt(explanation, fieldsOf, lang)[0];
  }, [explanation, analysis, lang]);
  const [subject] = explanation.rows;
  if (looked === undefined || subject === undefined) return null;
  const counted = looked.rows.filter(({ is }) => is !== 'outside');
  const listed = counted.slice(-mostListed);
  const clock = momentsAlike(listed.map(({ time }) => time), zone, lang);
  return (
    <section>
      <h3 className={styles['title']}>
        {whyPhrases.lookedAt(subject.event, lang)}
        <span>{whyPhrases.counted(looked.count, looked.rows.length - counted.length, lang)}</span>
      </h3>
      <WindowLine looked={looked} event={subject.event} />
      <table className={styles['rows']}>
        <caption className="unseen">{looked.name}</caption>
        <thead className="unseen">
          <tr>
            <th scope="col">{whyPhrases.time(lang)}</th>
            {looked.columns.map(({ label }) => <th key={label} scope="col">{label}</th>)}
          </tr>
        </thead>
        <tbody>
          {listed.map(({ id, time, is, cells }) => (
            <tr key={id} data-own={is === 'row' || undefined}>
              <td>{clock(time)}</td>
              {cells.map((cell, at) => <td key={looked.columns[at]?.label} data-type={looked.columns[at]?.type}>{cell}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
      {looked.count > listed.length ? <p className={styles['after']}>{whyPhrases.earlier(looked.count - listed.length, subject.event, lang)}</p> : null}
    </section>
  );
}
