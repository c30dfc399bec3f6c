import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import controls from '../looks/controls.module.css';
import type { RuleTold } from '../simulate/studies/rules.ts';
import type { TimeCuts } from '../simulate/time-bars.ts';
import { useWords } from '../state/context.tsx';
import { resultPhrases } from '../words.ts';
import { nameOfRule } from './rule-words.ts';
import styles from './rules-look.module.css';
import { TimeLine } from './time-line.tsx';
import { stepInWords } from './time-words.ts';
import type { Span } from './time-zoom.ts';

interface Props {
  readonly rule: RuleTold | undefined;
  readonly cuts: TimeCuts | undefined;
  readonly span: Span | undefined;
  readonly whole: Span | undefined;
  readonly onSpan: (span: Span | undefined) => void;
  readonly onClose: () => void;
}

/** When one rule took what it took, as large as there is room. */
export function RuleCourse({ rule, cuts, span, whole, onSpan, onClose }: Props): ReactNode {
  const { lang, say } = useWords();
  const [from, to] = [cuts?.edges[0], cuts?.edges.at(-1)];
  if (rule === undefined || cuts === undefined || from === undefined || to === undefined) return null;
  const name = nameOfRule(rule, lang);
  return (
    <section className={styles['course']} aria-label={resultPhrases.overTimeOf(name, lang)}>
      <TimeLine
        title={`${name} ${stepInWords(cuts.step, lang)}`}
        label={resultPhrases.overTimeOf(name, lang)}
        cuts={cuts}
        series={[{ name: say('ruleHits'), look: undefined, counts: rule.overTime }]}
        span={span}
        whole={whole ?? [from, to]}
        onSpan={onSpan}
      />
      <button type="button" className={`${controls['icon'] ?? ''} ${styles['close'] ?? ''}`} aria-label={say('close')} title={say('close')} onClick={onClose}><IconX size={16} stroke={1.75} aria-hidden="true" /></button>
    </section>
  );
}
