import type { ReactNode } from 'react';
import type { filter } from '../../../kinds/filter/kind.ts';
import { useWords } from '../../state/context.tsx';
import { ConditionBody } from '../parts/condition-body.tsx';
import { Section } from '../parts/section.tsx';
import type { ConfigOf, PanelProps } from '../panel.ts';

export function FilterPanel({ node, config, around, readOnly, change }: PanelProps<ConfigOf<typeof filter>>): ReactNode {
  const { say } = useWords();
  return (
    <Section>
      <ConditionBody
        {...{ node, around, readOnly }}
        says="filterSays"
        label={say('whichRowsStay')}
        value={config.when}
        change={(when, coalesce) => change({ ...config, when }, coalesce)}
      />
    </Section>
  );
}
