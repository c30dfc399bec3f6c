import type { ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import { eventWords } from '../../../data/words.ts';
import type { condition } from '../../../kinds/condition/kind.ts';
import { inputOf } from '../../../kinds/shared/streams.ts';
import { useWords } from '../../state/context.tsx';
import { ExpressionBox } from '../parts/expression-box.tsx';
import { Reason } from '../parts/reason.tsx';
import { Section } from '../parts/section.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { without } from '../panel.ts';
import type { ConfigOf, PanelProps } from '../panel.ts';

export function ConditionPanel({
  node,
  config,
  around,
  readOnly,
  change,
}: PanelProps<ConfigOf<typeof condition>>): ReactNode {
  const { lang, say } = useWords();
  const stream = inputOf(around);
  const { one, measure } = eventWords(stream.event, lang);
  return (
    <Section>
      <Sentence word="conditionSays" blanks={{ event: `${measure}${one}` }} />
      <ExpressionBox
        at={{ node, port: 'in', side: 'in' }}
        stream={stream}
        around={around}
        value={config.when}
        expected="boolean"
        forRule
        label={say('whenItMatches')}
        readOnly={readOnly}
        change={(when, coalesce) => change({ ...config, when }, coalesce)}
      />
      <Reason
        value={config.reason}
        usual={inLanguage(around.name, lang)}
        stream={stream}
        readOnly={readOnly}
        change={(reason, coalesce) => change(without({ ...config, reason }), coalesce)}
      />
    </Section>
  );
}
