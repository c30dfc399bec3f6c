import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Explanation, Visit } from '../../lab/explain/model.ts';
import { withSign } from '../../lab/explain/phrases.ts';
import { useWords } from '../state/context.tsx';
import { whyPhrases } from '../words.ts';
import { TruthTree } from './truth-tree.tsx';
import styles from './why-panel.module.css';

/** What the rules asked, those first that led to it. Of an alert only these; of a row that raised none all that it met. */
export function Conditions({ explanation }: { readonly explanation: Explanation }): ReactNode {
  const { lang } = useWords();
  const { rows, nodes, about } = explanation;
  const [subject] = rows;
  const asking = useMemo(() => {
    const led = new Set(nodes.filter(({ state }) => state === 'led').map(({ node }) => node));
    const visits = (subject?.visits ?? []).filter(({ branches, items }) => branches.length > 0 || items !== undefined);
    const own = visits.filter(({ node }) => led.has(node));
    return about.type === 'alert' && own.length > 0 ? own : visits;
  }, [nodes, subject, about]);
  if (subject === undefined) return null;
  return asking.map((visit, at) => (
    <section key={visit.node}>
      <h3 className={styles['title']}>
        {visit.name[lang]}
        {at === 0 ? <span>{whyPhrases.comparedWith(subject.event, lang)}</span> : null}
      </h3>
      {visit.items === undefined ? <Branches visit={visit} /> : <Points visit={visit} />}
    </section>
  ));
}

function Branches({ visit: { branches } }: { readonly visit: Visit }): ReactNode {
  const { lang } = useWords();
  // Of many ways out, those that were asked before the one that was taken say why it was that one.
  const taken = branches.findIndex((branch) => branch.taken);
  const asked = taken < 0 ? branches : branches.slice(0, taken + 1);
  return asked.map(({ port, label, truth }) => (
    <div key={port} className={styles['way']}>
      {branches.length === 1 ? null : <h4>{label[lang]}</h4>}
      <TruthTree truth={truth} />
    </div>
  ));
}

/** What gave points, the most first, and what they add up to. */
function Points({ visit: { items } }: { readonly visit: Visit }): ReactNode {
  const { lang, say } = useWords();
  if (items === undefined) return null;
  const given = items.items.filter(({ truth }) => truth.holds).toSorted((one, other) => Math.abs(other.points) - Math.abs(one.points));
  return (
    <dl className={styles['points']}>
      {items.start === 0 ? null : <div><dt>{say('startingPoints')}</dt><dd>{withSign(items.start)}</dd></div>}
      {given.map(({ label, points }) => (
        <div key={label.en}><dt>{label[lang]}</dt><dd>{withSign(points)}</dd></div>
      ))}
      <div data-sum=""><dt>{items.band.shown[lang]}</dt><dd>{items.score.shown[lang]}</dd></div>
    </dl>
  );
}
