import type { ReactNode } from 'react';
import { eventWords, measureOf } from '../../../data/words.ts';
import type { dedupe } from '../../../kinds/dedupe/kind.ts';
import { findField, inputOf } from '../../../kinds/shared/streams.ts';
import { DurationBlank } from '../../blanks/duration-blank.tsx';
import { useWords } from '../../state/context.tsx';
import { KeyBlank } from '../parts/key-blank.tsx';
import { Section } from '../parts/section.tsx';
import { Sentence } from '../parts/sentence.tsx';
import type { ConfigOf, PanelProps } from '../panel.ts';

export function DedupePanel({ config, around, readOnly, change }: PanelProps<ConfigOf<typeof dedupe>>): ReactNode {
  const { lang, say } = useWords();
  const stream = inputOf(around);
  const { one, measure } = eventWords(stream.event, lang);
  const { key, within } = config;
  return (
    <Section>
      <Sentence
        word="dedupeSays"
        blanks={{
          event: `${measure}${one}`,
          measure: measureOf(findField(stream, key[0] ?? '')),
          key: (
            <KeyBlank
              value={key}
              stream={stream}
              readOnly={readOnly}
              change={(next) => change({ ...config, key: next })}
            />
          ),
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
