import type { ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import type { condition } from '../../../kinds/condition/kind.ts';
import { inputOf } from '../../../kinds/shared/streams.ts';
import { useWords } from '../../state/context.tsx';
import { ConditionBody } from '../parts/condition-body.tsx';
import { Reason } from '../parts/reason.tsx';
import { Section } from '../parts/section.tsx';
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
  return (
    <Section>
      <ConditionBody
        {...{ node, around, readOnly }}
        says="conditionSays"
        label={say('whenItMatches')}
        value={config.when}
        change={(when, coalesce) => change({ ...config, when }, coalesce)}
      />
      <Reason
        value={config.reason}
        usual={inLanguage(around.name, lang)}
        stream={inputOf(around)}
        readOnly={readOnly}
        change={(reason, coalesce) => change(without({ ...config, reason }), coalesce)}
      />
    </Section>
  );
}
