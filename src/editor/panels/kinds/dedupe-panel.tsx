import type { ReactNode } from 'react';
import { eventWords } from '../../../data/words.ts';
import type { dedupe } from '../../../kinds/dedupe/kind.ts';
import { inputOf } from '../../../kinds/shared/streams.ts';
import { DurationBlank } from '../../blanks/duration-blank.tsx';
import { useWords } from '../../state/context.tsx';
import { Section } from '../parts/section.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { useKey } from '../parts/use-key.tsx';
import type { ConfigOf, PanelProps } from '../panel.ts';

export function DedupePanel({ config, around, readOnly, change }: PanelProps<ConfigOf<typeof dedupe>>): ReactNode {
  const { lang, say } = useWords();
  const stream = inputOf(around);
  const whose = useKey({ config, around, readOnly, change }, 'needed');
  const { one, measure } = eventWords(stream.event, lang);
  const { within } = config;
  return (
    <Section>
      <Sentence
        word="dedupeSays"
        blanks={{
          event: `${measure}${one}`,
          ...whose,
          within: (
            <DurationBlank
              label={say('howLongLeftOut')}
              value={within}
              readOnly={readOnly}
              change={(next, coalesce) => change({ ...config, within: next }, coalesce)}
            />
          ),
        }}
      />
    </Section>
  );
}
