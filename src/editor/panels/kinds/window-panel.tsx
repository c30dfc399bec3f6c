import type { ReactNode } from 'react';
import type { FlowField } from '../../../data/field.ts';
import { eventWords, fieldLabel } from '../../../data/words.ts';
import { findField, inputOf } from '../../../kinds/shared/streams.ts';
import type { window } from '../../../kinds/window/kind.ts';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import { DurationBlank } from '../../blanks/duration-blank.tsx';
import { useWords } from '../../state/context.tsx';
import { panelPhrases } from '../../words.ts';
import type { Word } from '../../words.ts';
import { WindowTimeline } from '../drawings/window-timeline.tsx';
import { AggregateDetails, AggregateRow } from '../parts/aggregate-row.tsx';
import { nextAggregate } from '../parts/aggregate.ts';
import { Items } from '../parts/items.tsx';
import { Line } from '../parts/line.tsx';
import { More } from '../parts/more.tsx';
import { NameBlank } from '../parts/name-blank.tsx';
import { Section } from '../parts/section.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { ZoneBlank } from '../parts/zone-blank.tsx';
import { useKey } from '../parts/use-key.tsx';
import type { ConfigOf, PanelProps } from '../panel.ts';
import { shapeAs } from './window-shape.ts';

type Config = ConfigOf<typeof window>;
type Aggregate = Config['aggregates'][number];
type ShapeName = Config['shape']['type'];

const shapes: readonly { readonly value: ShapeName; readonly name: Word; readonly about: Word }[] = [
  { value: 'tumbling', name: 'shapeTumbling', about: 'shapeTumblingAbout' },
  { value: 'hopping', name: 'shapeHopping', about: 'shapeHoppingAbout' },
  { value: 'session', name: 'shapeSession', about: 'shapeSessionAbout' },
];

const sentences: Readonly<Record<ShapeName, Word>> = {
  tumbling: 'windowTumblingSays',
  hopping: 'windowHoppingSays',
  session: 'windowSessionSays',
};

/** One row for each key and window: where windows begin and end, and what their rows add up to. */
export function WindowPanel({
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
  const { key, shape, aggregates, start = 'window_start', end = 'window_end', zone = 'UTC' } = config;
  const { many } = eventWords(stream.event, lang);
  const put = (next: Aggregate[], coalesce?: string): void => change({ ...config, aggregates: next }, coalesce);
  const made = (name: string): FlowField | undefined =>
    outputs['rows'] === undefined ? undefined : findField(outputs['rows'], name);
  const labelOf = (name: string): string => {
    const field = made(name);
    return field === undefined ? name : fieldLabel(field, lang);
  };
  const length = (of: 'size' | 'hop' | 'gap', label: Word): ReactNode => {
    const value = Reflect.get(shape, of);
    return typeof value === 'string' ? (
      <DurationBlank
        label={say(label)}
        value={value}
        readOnly={readOnly}
        change={(next, coalesce) => change({ ...config, shape: { ...shape, [of]: next } }, coalesce)}
      />
    ) : null;
  };
  return (
    <>
      <Section>
        <Sentence
          word={sentences[shape.type]}
          blanks={{
            events: many,
            each:
              config.key.length === 0 ? say('forAll') : panelPhrases.forEach(whose.measure, lang),
            ...whose,
            shape: (
              <ChoiceBlank
                label={say('kindOfWindow')}
                value={shape.type}
                readOnly={readOnly}
                choices={shapes.map(({ value, name, about }) => ({ value, label: say(name), about: say(about) }))}
                change={(type) => change({ ...config, shape: shapeAs(shape, type) })}
              />
            ),
            size: length('size', 'lengthOfWindow'),
            hop: length('hop', 'howOftenAnew'),
            gap: length('gap', 'howLongQuiet'),
          }}
        />
        <Items
          items={aggregates}
          change={put}
          nameOf={({ name }) => labelOf(name)}
          readOnly={readOnly}
          details={(aggregate, index) => (
            <AggregateDetails
              {...{ node, around, readOnly, renameField }}
              value={aggregate}
              made={made(aggregate.name)}
              change={(next, coalesce) => put(aggregates.with(index, next), coalesce)}
            />
          )}
          add={{
            label: say('addField'),
            make: () => nextAggregate(stream, [...key, start, end, ...aggregates.map(({ name }) => name)]),
          }}
        >
          {(aggregate, index) => (
            <AggregateRow
              {...{ node, around, readOnly }}
              value={aggregate}
              made={made(aggregate.name)}
              leaveOut={['sincePrevious']}
              change={(next, coalesce) => put(aggregates.with(index, next), coalesce)}
            />
          )}
        </Items>
        <More label={say('zoneAndNames')}>
          {shape.type === 'session' ? null : (
            <Line name={say('timeZone')}>
              <ZoneBlank
                label={say('timeZone')}
                value={zone}
                readOnly={readOnly}
                change={(next) => change({ ...config, zone: next })}
              />
            </Line>
          )}
          {[start, end].map((name, index) => (
            <Line key={index} name={labelOf(name)}>
              <NameBlank name={name} readOnly={readOnly} rename={renameField} />
            </Line>
          ))}
        </More>
      </Section>
      <WindowTimeline node={node} config={config} stream={stream} />
    </>
  );
}
