import type { ReactNode } from 'react';
import { numberInWords } from '../../data/words.ts';
import type { Asked } from '../../lab/measure/measure.ts';
import type { CatcherMeasured, Measured, Share } from '../../lab/measure/model.ts';
import { amountInWords, nameOfCatcher, none, rateInWords, shareInFull, shareInWords } from '../../lab/measure/words.ts';
import type { Measuring } from '../simulate/studies/measure.ts';
import { useWords } from '../state/context.tsx';
import type { Word } from '../words.ts';
import { aboutOf, measuredOf } from './about.ts';
import styles from './catchers.module.css';

interface Props {
  readonly measuring: Measuring;
  readonly about: Asked;
  readonly onAbout: (about: Asked) => void;
}

/** The same measures for each alert and each rule. A click on one has everything else on the page tell of it. */
export function Catchers({ measuring, about, onAbout }: Props): ReactNode {
  const { lang, say } = useWords();
  const { measures: { graph, alerts, rules, basis } } = measuring;
  const looked = measuredOf(measuring.measures, about);
  const heads: readonly Word[] = [
    ...(basis.days === undefined ? [] : (['perDay'] as const)),
    ...(basis.labelled ? (['precision', 'recall', 'f1', 'falsePerTrue'] as const) : []),
    ...(graph.amountCaught === undefined ? [] : (['amountCaught', 'amountMissed'] as const)),
    ...(graph.cost === undefined ? [] : (['costsMeasured'] as const)),
  ];
  const row = (own: Measured | CatcherMeasured): ReactNode => {
    const of = 'node' in own ? aboutOf(own) : {};
    const name = 'node' in own ? nameOfCatcher(own, lang) : say('theWholeGraph');
    const chosen = own === looked;
    return (
      <tr key={`${of.node ?? ''} ${of.port ?? ''}`} data-chosen={chosen || undefined}>
        <th scope="row"><button type="button" aria-pressed={chosen} title={name} onClick={() => onAbout(of)}>{name}</button></th>
        <td>{numberInWords(own.alerts, undefined, lang)}</td>
        {basis.days === undefined ? null : <td>{rateInWords(own.alertsADay, lang)}</td>}
        {basis.labelled ? (
          <>
            <td title={shareInFull(own.precision, lang)}><Part share={own.precision} /></td>
            <td title={shareInFull(own.recall, lang)}><Part share={own.recall} /></td>
            <td>{own.f1 === undefined ? none : own.f1.toFixed(2)}</td>
            <td>{rateInWords(own.falsePositiveRatio, lang)}</td>
          </>
        ) : null}
        {graph.amountCaught === undefined ? null : (
          <>
            <td>{amountInWords(own.amountCaught, basis, lang)}</td>
            <td>{amountInWords(own.amountMissed, basis, lang)}</td>
          </>
        )}
        {graph.cost === undefined ? null : <td>{amountInWords(own.cost, basis, lang)}</td>}
      </tr>
    );
  };
  return (
    <section className={styles['catchers']}>
      <h3>{say('perRule')}</h3>
      <div className={styles['scroll']}>
        <table aria-label={say('perRule')}>
          <thead>
            <tr>
              <th scope="col"><span className="unseen">{say('rule')}</span></th>
              <th scope="col">{say('ruleHits')}</th>
              {heads.map((word) => <th key={word} scope="col">{say(word)}</th>)}
            </tr>
          </thead>
          <tbody>{row(graph)}</tbody>
          <Group word="familyAlerts" rows={alerts.map(row)} columns={heads.length + 2} />
          <Group word="familyRules" rows={rules.map(row)} columns={heads.length + 2} />
        </table>
      </div>
    </section>
  );
}

function Group({ word, rows, columns }: { readonly word: Word; readonly rows: readonly ReactNode[]; readonly columns: number }): ReactNode {
  const { say } = useWords();
  if (rows.length === 0) return null;
  return (
    <tbody>
      <tr className={styles['group']}><th scope="rowgroup" colSpan={columns}>{say(word)}</th></tr>
      {rows}
    </tbody>
  );
}

function Part({ share }: { readonly share: Share | undefined }): ReactNode {
  return (
    <>
      {shareInWords(share)}
      <span className={styles['bar']} aria-hidden="true"><span style={{ width: `${(share?.share ?? 0) * 100}%` }} /></span>
    </>
  );
}
