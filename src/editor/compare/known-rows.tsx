import type { ReactNode } from 'react';
import { basisInWords } from '../../lab/measure/words.ts';
import { useKnownBlanks } from '../measure/known-blanks.tsx';
import type { ChangeSettings, MeasureSettings } from '../measure/settings.ts';
import { Sentence } from '../panels/parts/sentence.tsx';
import type { ComparisonTold } from '../simulate/studies/compare.ts';
import type { JoinedLabels } from '../simulate/studies/label-file.ts';
import { useWords } from '../state/context.tsx';
import { measurePhrases } from '../words.ts';
import styles from './known-rows.module.css';

interface Props {
  readonly told: ComparisonTold;
  readonly settings: MeasureSettings;
  readonly change: ChangeSettings;
  readonly labels: JoinedLabels | undefined;
  readonly onLabels: (labels: JoinedLabels | undefined) => void;
}

/** What both are held against, in the words of the page that measures; what is set here is set there. */
export function KnownRows({ told: { basis, label, joined }, settings, change, labels, onLabels }: Props): ReactNode {
  const { lang, say } = useWords();
  const { blanks, dialog } = useKnownBlanks({ basis, label, settings, change, labels, onLabels });
  const said = [...basisInWords(basis), ...(joined === undefined || labels === undefined ? [] : [measurePhrases.joined(labels.file.name, joined.labels, joined.matched)])];
  return (
    <section className={styles['known']} aria-label={say('measuredBy')}>
      <Sentence word="compareKnown" blanks={blanks} />
      <ul>{said.map((line) => <li key={line.en}>{line[lang]}</li>)}</ul>
      {dialog}
    </section>
  );
}
