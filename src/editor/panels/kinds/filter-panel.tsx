import type { ReactNode } from 'react';
import { eventWords } from '../../../data/words.ts';
import type { filter } from '../../../kinds/filter/kind.ts';
import { inputOf } from '../../../kinds/shared/streams.ts';
import { useWords } from '../../state/context.tsx';
import { ExpressionBox } from '../parts/expression-box.tsx';
import { Section } from '../parts/section.tsx';
import { Sentence } from '../parts/sentence.tsx';
import type { ConfigOf, PanelProps } from '../panel.ts';

export function FilterPanel({ node, config, around, readOnly, change }: PanelProps<ConfigOf<typeof filter>>): ReactNode {
  const { lang, say } = useWords();
  const stream = inputOf(around);
  const { many } = eventWords(stream.event, lang);
  return (
    <Section>
      <Sentence word="filterSays" blanks={{ events: many }} />
      <ExpressionBox
        at={{ node, port: 'in', side: 'in' }}
        stream={stream}
        around={around}
        value={config.when}
        expected="boolean"
        forRule
        label={say('whichRowsStay')}
        readOnly={readOnly}
        change={(when, coalesce) => change({ ...config, when }, coalesce)}
      />
    </Section>
  );
}
