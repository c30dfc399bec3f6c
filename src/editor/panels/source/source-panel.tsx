import type { ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import { plural } from '../../../data/words.ts';
import type { SourceConfig } from '../../../kinds/source/config.ts';
import { contractFields } from '../../../kinds/source/fields.ts';
import { DurationBlank } from '../../blanks/duration-blank.tsx';
import { FieldBlank } from '../../blanks/field-blank.tsx';
import { StringBlank } from '../../blanks/string-blank.tsx';
import { TextBlank } from '../../blanks/text-blank.tsx';
import { useWords } from '../../state/context.tsx';
import { Section } from '../parts/section.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { without } from '../panel.ts';
import type { PanelProps } from '../panel.ts';
import { withNamed } from './contract.ts';
import { SourceFields } from './source-fields.tsx';
import { SourceLive } from './source-live.tsx';
import { SourceSample } from './source-sample.tsx';

/** What one row is, when it happened, what its fields mean, and where sample rows come from. */
export function SourcePanel(props: PanelProps<SourceConfig>): ReactNode {
  const { config, readOnly, change } = props;
  const { lang, say } = useWords();
  const { event, fields, lateness = '0s', idle } = config;
  const { time, id } = contractFields(config);
  const one = inLanguage(event.one, lang);
  return (
    <>
      <Section>
        <Sentence
          word="sourceSays"
          blanks={{
            one: (
              <TextBlank
                label={say('nameOfEvent')}
                value={event.one}
                readOnly={readOnly}
                placeholder={say('anEvent')}
                change={(next, coalesce) => change({ ...config, event: { ...event, one: next } }, coalesce)}
              />
            ),
            many: (
              <TextBlank
                label={say('nameOfEvents')}
                value={event.many ?? ''}
                readOnly={readOnly}
                placeholder={plural(one)}
                change={(next, coalesce) =>
                  change({ ...config, event: without({ ...event, many: next === '' ? undefined : next }) }, coalesce)
                }
              />
            ),
            measure: (
              <StringBlank
                label={say('measureWord')}
                value={event.measure ?? ''}
                readOnly={readOnly}
                placeholder="条"
                change={(next, coalesce) =>
                  change({ ...config, event: without({ ...event, measure: next === '' ? undefined : next }) }, coalesce)
                }
              />
            ),
          }}
        />
        <Sentence
          word={time === undefined ? 'sourceNoTime' : 'sourceTime'}
          blanks={{
            time: (
              <FieldBlank
                label={say('timeField')}
                value={time ?? config.time}
                readOnly={readOnly}
                fields={fields}
                types={['time']}
                none={{ label: say('noTimeField'), choose: () => change(withNamed(config, 'time', undefined)) }}
                change={(name) => change(withNamed(config, 'time', name))}
              />
            ),
            id: (
              <FieldBlank
                label={say('idField')}
                value={id ?? config.id}
                readOnly={readOnly}
                fields={fields}
                types={['text', 'number']}
                none={{ label: say('noIdField'), choose: () => change(withNamed(config, 'id', undefined)) }}
                change={(name) => change(withNamed(config, 'id', name))}
              />
            ),
            lateness: (
              <DurationBlank
                label={say('lateness')}
                value={lateness}
                least={0}
                readOnly={readOnly}
                change={(next, coalesce) => change({ ...config, lateness: next }, coalesce)}
              />
            ),
          }}
        />
        {idle === undefined ? null : (
          <Sentence
            word="sourceIdle"
            blanks={{
              idle: (
                <DurationBlank
                  label={say('idle')}
                  value={idle}
                  readOnly={readOnly}
                  change={(next, coalesce) => change({ ...config, idle: next }, coalesce)}
                />
              ),
            }}
          />
        )}
      </Section>
      <SourceFields {...props} />
      <SourceSample {...props} />
      <SourceLive {...props} />
    </>
  );
}
