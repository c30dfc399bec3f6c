import type { ReactNode } from 'react';
import type { StoredExpression } from '../../../data/schema.ts';
import { eventWords } from '../../../data/words.ts';
import { inputOf } from '../../../kinds/shared/streams.ts';
import { useWords } from '../../state/context.tsx';
import type { Word } from '../../words.ts';
import type { PanelProps } from '../panel.ts';
import { ExpressionBox } from './expression-box.tsx';
import { Sentence } from './sentence.tsx';

interface Props extends Pick<PanelProps<unknown>, 'node' | 'around' | 'readOnly'> {
  readonly says: Word;
  readonly label: string;
  readonly value: StoredExpression | undefined;
  readonly change: (next: StoredExpression, coalesce?: string) => void;
}

/** A sentence that ends in a condition on the rows that come in. */
export function ConditionBody({ node, around, readOnly, says, label, value, change }: Props): ReactNode {
  const { lang } = useWords();
  const stream = inputOf(around);
  const { one, many, measure } = eventWords(stream.event, lang);
  return (
    <>
      <Sentence word={says} blanks={{ event: `${measure}${one}`, events: many }} />
      <ExpressionBox
        at={{ node, port: 'in', side: 'in' }}
        stream={stream}
        around={around}
        value={value}
        expected="boolean"
        forRule
        label={label}
        readOnly={readOnly}
        change={change}
      />
    </>
  );
}
