import type { ReactNode } from 'react';
import { inLanguage, pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import type { ComparedRule, Side } from '../../lab/compare/model.ts';
import { count, difference, terms } from '../../lab/report/words.ts';
import type { ComparisonTold } from '../simulate/studies/compare.ts';
import type { Fate } from '../simulate/studies/compared-alerts.ts';
import { useWords } from '../state/context.tsx';
import { comparePhrases } from '../words.ts';
import type { OpenBehind } from './behind.ts';
import styles from './differences.module.css';
import { OpenNumber } from './number.tsx';

interface Props {
  readonly told: ComparisonTold;
  readonly onOpen: OpenBehind;
}

/** By the node that raised them. */
export function RaisedBy({ told: { raisedBy }, onOpen }: Props): ReactNode {
  const { lang } = useWords();
  if (raisedBy.length === 0) return null;
  return (
    <section className={styles['part']}>
      <h3>{terms.byAlert[lang]}</h3>
      <div className={styles['wide']}>
        <table className={styles['table']} aria-label={terms.byAlert[lang]}>
          <Heads of={[terms.alert, terms.before, terms.after, terms.change, terms.onlyBefore, terms.moved, terms.changed, terms.onlyAfter]} />
          <tbody>
            {raisedBy.map(({ name, nodes, alerts, only, moved, changed }) => {
              const called = inLanguage(name, lang);
              const cell = (fate: Fate | Side, value: number): ReactNode => (
                <td><OpenNumber value={value} behind={{ type: 'alerts', fate, nodes, title: comparePhrases.ofNode(terms[fate][lang], called, lang) }} onOpen={onOpen} /></td>
              );
              return (
                <tr key={`${nodes.before ?? ''} ${nodes.after ?? ''}`}>
                  <th scope="row">{called}</th>
                  {cell('before', alerts.before)}
                  {cell('after', alerts.after)}
                  <td><strong>{difference(alerts.before, alerts.after, lang)}</strong></td>
                  {cell('onlyBefore', only.before)}
                  {cell('moved', moved)}
                  {cell('changed', changed)}
                  {cell('onlyAfter', only.after)}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Rules, and the rows that only the one or only the other sends to an output. */
export function Rules({ told: { rules }, onOpen }: Props): ReactNode {
  const { lang } = useWords();
  if (rules.length === 0) return null;
  const cell = (rule: ComparedRule, side: Side): ReactNode => {
    const { nodes, port } = rule;
    const term = side === 'before' ? terms.rowsOnlyBefore : terms.rowsOnlyAfter;
    return (
      <td><OpenNumber value={rule.only?.[side]} behind={{ type: 'rows', rows: { type: 'rule', rule: { nodes, port }, side }, title: comparePhrases.ofNode(term[lang], ruleName(rule, lang), lang) }} onOpen={onOpen} /></td>
    );
  };
  const hitsOf = (rule: ComparedRule, side: Side): ReactNode => {
    const { nodes, port, hits, only } = rule;
    const term = side === 'before' ? terms.hitsBefore : terms.hitsAfter;
    // Of rows that only the other graph accepts there is nothing to show.
    if (side === 'before' && only === undefined) return <td>{told(hits.before, lang)}</td>;
    return <td><OpenNumber value={hits[side]} behind={{ type: 'rows', rows: { type: 'hits', rule: { nodes, port }, side }, title: comparePhrases.ofNode(term[lang], ruleName(rule, lang), lang) }} onOpen={onOpen} /></td>;
  };
  return (
    <section className={styles['part']}>
      <h3>{terms.byRule[lang]}</h3>
      <div className={styles['wide']}>
        <table className={styles['table']} aria-label={terms.byRule[lang]}>
          <Heads of={[terms.rule, terms.hitsBefore, terms.hitsAfter, terms.change, terms.rowsOnlyBefore, terms.rowsOnlyAfter]} />
          <tbody>
            {rules.map((rule) => {
              const { nodes, port, hits } = rule;
              return (
                <tr key={`${nodes.before ?? ''} ${nodes.after ?? ''} ${port}`}>
                  <th scope="row">{ruleName(rule, lang)}</th>
                  {hitsOf(rule, 'before')}
                  {hitsOf(rule, 'after')}
                  <td>{hits.before === undefined || hits.after === undefined ? <span className={styles['none']}>–</span> : <strong>{difference(hits.before, hits.after, lang)}</strong>}</td>
                  {cell(rule, 'before')}
                  {cell(rule, 'after')}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Heads({ of: [first, ...others] }: { readonly of: readonly { readonly en: string; readonly zh: string }[] }): ReactNode {
  const { lang } = useWords();
  return (
    <thead>
      <tr>
        <th scope="col">{first?.[lang]}</th>
        {others.map((other) => <th key={other.en} scope="col">{other[lang]}</th>)}
      </tr>
    </thead>
  );
}

const told = (value: number | undefined, lang: Lang): ReactNode => (value === undefined ? <span className={styles['none']}>–</span> : count(value, lang));

function ruleName({ name, output }: ComparedRule, lang: Lang): string {
  const [called, port] = [inLanguage(name, lang), output === undefined ? '' : inLanguage(output, lang)];
  return port === '' ? called : pick(lang, `${called}: ${port}`, `${called}：${port}`);
}
