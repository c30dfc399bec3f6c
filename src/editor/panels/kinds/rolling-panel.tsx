import type { ReactNode } from 'react';
import { durationInWords, parseDuration } from '../../../data/duration.ts';
import type { FlowField } from '../../../data/field.ts';
import { eventWords, fieldLabel } from '../../../data/words.ts';
import type { rolling } from '../../../kinds/rolling/kind.ts';
import { findField, inputOf } from '../../../kinds/shared/streams.ts';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import { DurationBlank } from '../../blanks/duration-blank.tsx';
import { useWords } from '../../state/context.tsx';
import { panelPhrases } from '../../words.ts';
import { RollingTimeline } from '../drawings/rolling-timeline.tsx';
import { AggregateDetails, AggregateRow } from '../parts/aggregate-row.tsx';
import { nextAggregate } from '../parts/aggregate.ts';
import { Items } from '../parts/items.tsx';
import { Line } from '../parts/line.tsx';
import { Section } from '../parts/section.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { useKey } from '../parts/use-key.tsx';
import type { ConfigOf, PanelProps } from '../panel.ts';
import { most } from './most.ts';
import styles from '../panels.module.css';

type Config = ConfigOf<typeof rolling>;
type Feature = Config['features'][number];
type Frame = 'through' | 'before';

/** What most features have in common stands in the sentence; those that differ say so in their row. */
export function RollingPanel({
  node,
  config,
  around,
  outputs,
  readOnly,
  change,
  renameField,
}: PanelProps<Config>): ReactNode {
  const { lang, say } = useWords();
  const stream = inputOf(around);
  const whose = useKey({ config, around, readOnly, change });
  const { key, features } = config;
  const within = most(features.map((feature) => feature.within)) ?? '10m';
  const frame = most(features.map(frameOf)) ?? 'through';
  const { one, measure } = eventWords(stream.event, lang);
  const frames = (['through', 'before'] as const).map((value) => ({
    value,
    label: panelPhrases.frame(value, one, measure, lang),
    about: say(value === 'through' ? 'frameThrough' : 'frameBefore'),
  }));
  const put = (next: Feature[], coalesce?: string): void => change({ ...config, features: next }, coalesce);
  const putAt = (index: number, feature: Feature, coalesce?: string): void =>
    put(features.with(index, feature), coalesce);
  const madeBy = ({ name }: Feature): FlowField | undefined =>
    outputs['rows'] === undefined ? undefined : findField(outputs['rows'], name);
  const labelOf = (feature: Feature): string => {
    const made = madeBy(feature);
    return made === undefined ? feature.name : fieldLabel(made, lang);
  };
  const everyOf = (change: (feature: Feature) => Feature): Feature[] => features.map(change);
  return (
    <>
      <Section>
        <Sentence
          word={key.length === 0 ? 'rollingAllSays' : 'rollingSays'}
          blanks={{
            ...whose,
            within: (
              <DurationBlank
                label={say('howFarBack')}
                value={within}
                readOnly={readOnly}
                change={(next, coalesce) =>
                  put(
                    everyOf((feature) => (feature.within === within ? { ...feature, within: next } : feature)),
                    coalesce,
                  )
                }
              />
            ),
            frame: (
              <ChoiceBlank
                label={say('thisRow')}
                value={frame}
                readOnly={readOnly}
                choices={frames}
                change={(next) =>
                  put(everyOf((feature) => (frameOf(feature) === frame ? { ...feature, frame: next } : feature)))
                }
              />
            ),
          }}
        />
        <Items
          items={features}
          change={put}
          nameOf={labelOf}
          readOnly={readOnly}
          details={(feature, index) => (
            <AggregateDetails
              {...{ node, around, readOnly, renameField }}
              value={feature}
              made={madeBy(feature)}
              change={(next, coalesce) => putAt(index, { ...feature, ...next }, coalesce)}
            >
              <Line name={say('howFarBack')}>
                <DurationBlank
                  label={say('howFarBack')}
                  value={feature.within}
                  readOnly={readOnly}
                  change={(next, coalesce) => putAt(index, { ...feature, within: next }, coalesce)}
                />
              </Line>
              <Line name={say('thisRow')}>
                <ChoiceBlank
                  label={say('thisRow')}
                  value={frameOf(feature)}
                  readOnly={readOnly}
                  choices={frames}
                  change={(next) => putAt(index, { ...feature, frame: next })}
                />
              </Line>
            </AggregateDetails>
          )}
          add={{
            label: say('addField'),
            make: () => ({
              ...nextAggregate(
                stream,
                [...stream.fields, ...features].map(({ name }) => name),
                `_${within}`,
              ),
              within,
              ...(frame === 'through' ? {} : { frame }),
            }),
          }}
        >
          {(feature, index) => (
            <AggregateRow
              {...{ node, around, readOnly }}
              value={feature}
              made={madeBy(feature)}
              change={(next, coalesce) => putAt(index, { ...feature, ...next }, coalesce)}
              aside={
                feature.within === within && frameOf(feature) === frame ? null : (
                  <p className={styles['aside']}>
                    {panelPhrases.differs(
                      feature.within === within ? undefined : durationInWords(parseDuration(feature.within) ?? 0, lang),
                      frameOf(feature) === frame ? undefined : panelPhrases.frame(frameOf(feature), one, measure, lang),
                      lang,
                    )}
                  </p>
                )
              }
            />
          )}
        </Items>
      </Section>
      <RollingTimeline node={node} config={config} stream={stream} within={within} />
    </>
  );
}

const frameOf = ({ frame = 'through' }: Feature): Frame => frame;
