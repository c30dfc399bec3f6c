import type { ReactNode } from 'react';
import { eventWords, nameInWords } from '../../../data/words.ts';
import type { output } from '../../../kinds/output/kind.ts';
import { outcomeTypes, targetTypes } from '../../../kinds/output/kind.ts';
import type { TargetType } from '../../../kinds/output/kind.ts';
import { targetNamed } from '../../../kinds/output/targets/registry.ts';
import { inputOf } from '../../../kinds/shared/streams.ts';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import { FieldBlank } from '../../blanks/field-blank.tsx';
import { StringBlank } from '../../blanks/string-blank.tsx';
import { useWords } from '../../state/context.tsx';
import { outcomeWords, panelPhrases, targetWords } from '../../words.ts';
import { Marked } from '../live-settings/marked.tsx';
import { SettingsForm } from '../live-settings/settings-form.tsx';
import { ExpressionLine } from '../parts/expression-line.tsx';
import { Adds, Items } from '../parts/items.tsx';
import { More } from '../parts/more.tsx';
import { Section } from '../parts/section.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { changedAt, without } from '../panel.ts';
import type { ConfigOf, PanelProps } from '../panel.ts';
import styles from '../panels.module.css';

type Config = ConfigOf<typeof output>;
type Value = NonNullable<Config['outcome']>['values'][number];

const settingOf: Readonly<Record<TargetType, string>> = {
  file: 'path',
  webhook: 'url',
  topic: 'topic',
  list: 'list',
  table: 'table',
};

/** Where rows go, which fields go along, and what follows for whom they are about. */
export function OutputPanel({ node, config, around, readOnly, change }: PanelProps<Config>): ReactNode {
  const { lang, say } = useWords();
  const stream = inputOf(around);
  const { one, measure } = eventWords(stream.event, lang);
  const { target, fields, outcome } = config;
  const setting = settingOf[target.type];
  const about = targetNamed(target.type);
  const place = target.settings[setting];
  const outcomes = [
    ...outcomeTypes,
    ...(outcome === undefined || outcomeTypes.some((type) => type === outcome.type) ? [] : [outcome.type]),
  ];
  const putValues = (values: Value[], coalesce?: string): void => {
    if (outcome !== undefined) change({ ...config, outcome: { ...outcome, values } }, coalesce);
  };
  return (
    <>
      <Section>
        <Sentence
          word="outputSays"
          blanks={{
            event: `${measure}${one}`,
            target: (
              <ChoiceBlank
                label={say('whereTo')}
                value={target.type}
                readOnly={readOnly}
                choices={targetTypes.map((value) => ({ value, label: targetWords[value].to[lang] }))}
                change={(type) =>
                  change({
                    ...config,
                    target: { ...target, type, settings: movedPlace(target, type) },
                  })
                }
              />
            ),
            place: (
              <StringBlank
                label={targetWords[target.type].place[lang]}
                value={typeof place === 'string' ? place : ''}
                placeholder={targetWords[target.type].example}
                readOnly={readOnly}
                code={target.type !== 'list'}
                change={(next, coalesce) =>
                  change(
                    { ...config, target: { ...target, settings: { ...target.settings, [setting]: next } } },
                    coalesce,
                  )
                }
              />
            ),
          }}
        />
        <Sentence
          word={fields === undefined ? 'outputAllFields' : 'outputSomeFields'}
          blanks={{
            fields: (
              <ChoiceBlank
                label={say('whichFields')}
                value={fields === undefined ? 'all' : 'some'}
                readOnly={readOnly}
                choices={[
                  { value: 'all', label: say('allFields') },
                  { value: 'some', label: say('someFields') },
                ]}
                change={(next) =>
                  change(
                    without({
                      ...config,
                      fields:
                        next === 'all'
                          ? undefined
                          : stream.fields
                              .filter((field) => field.roles?.includes('sensitive') !== true)
                              .map(({ name }) => name),
                    }),
                  )
                }
              />
            ),
          }}
        />
        {fields === undefined ? null : (
          <Items
            items={fields}
            change={(next) => change({ ...config, fields: next })}
            nameOf={(name) => nameInWords(name)}
            readOnly={readOnly}
            ordered
            adding={
              <FieldBlank
                label={say('addField')}
                value={undefined}
                readOnly={readOnly}
                fields={stream.fields}
                without={fields}
                trigger={<Adds label={say('addField')} />}
                change={(name) => change({ ...config, fields: [...fields, name] })}
              />
            }
          >
            {(name, index) => (
              <FieldBlank
                label={say('whichField')}
                value={name}
                readOnly={readOnly}
                fields={stream.fields}
                without={fields}
                change={(next) => change({ ...config, fields: fields.with(index, next) })}
              />
            )}
          </Items>
        )}
      </Section>
      {about === undefined ? null : (
        <Section title={say('whenLive')}>
          <p className={styles['hint']}><Marked text={about.summary[lang]} /></p>
          <SettingsForm
            key={about.type}
            about={about}
            settings={target.settings}
            elsewhere={[setting]}
            readOnly={readOnly}
            change={(settings, coalesce) => change({ ...config, target: { ...target, settings } }, coalesce)}
          />
          <More label={say('sentTwice')}><p className={styles['hint']}><Marked text={about.repeats[lang]} /></p></More>
        </Section>
      )}
      <Section title={say('outcome')}>
        <Sentence
          word={outcome === undefined ? 'outcomeNone' : 'outcomeSays'}
          blanks={{
            event: `${measure}${one}`,
            outcome: (
              <ChoiceBlank
                label={say('outcome')}
                value={outcome?.type ?? ''}
                readOnly={readOnly}
                choices={[
                  { value: '', label: say('noOutcome') },
                  ...outcomes.map((value) => ({ value, label: outcomeWords(value, lang) })),
                ]}
                change={(type) =>
                  change(
                    without({
                      ...config,
                      outcome: type === '' ? undefined : { ...outcome, type, values: outcome?.values ?? [] },
                    }),
                  )
                }
              />
            ),
          }}
        />
        {outcome === undefined ? null : (
          <Items
            items={outcome.values}
            change={putValues}
            nameOf={({ name }) => name}
            readOnly={readOnly}
            add={{
              label: say('addOutcomeValue'),
              make: () => ({ name: panelPhrases.valueName(outcome.values.length + 1, lang), to: { logic: '' } }),
            }}
          >
            {(value, index) => (
              <Sentence
                word="outcomeValue"
                inline
                blanks={{
                  name: (
                    <StringBlank
                      label={say('nameOfValue')}
                      value={value.name}
                      readOnly={readOnly}
                      change={(name, coalesce) => putValues(changedAt(outcome.values, index, { name }), coalesce)}
                    />
                  ),
                  value: (
                    <ExpressionLine
                      at={{ node, port: 'in', side: 'in' }}
                      stream={stream}
                      around={around}
                      value={value.to}
                      expected={undefined}
                      forRule
                      label={panelPhrases.valueOf(value.name, lang)}
                      readOnly={readOnly}
                      change={(to, coalesce) => putValues(changedAt(outcome.values, index, { to }), coalesce)}
                    />
                  ),
                }}
              />
            )}
          </Items>
        )}
      </Section>
    </>
  );
}

/**
 * What stood there stays under the name that the new target knows it by: a list called so may become a topic. So does
 * the connection, where both take one of the same type.
 */
function movedPlace({ type: before, settings }: Config['target'], type: TargetType): Config['target']['settings'] {
  if (before === type) return settings;
  const [from, to] = [settingOf[before], settingOf[type]];
  const { [from]: place, connection } = settings;
  const isOtherForm = [from, to].some((each) => each === 'path' || each === 'url');
  return without({
    connection: targetNamed(before)?.connection === targetNamed(type)?.connection ? connection : undefined,
    [to]: place === undefined ? undefined : isOtherForm ? '' : place,
  }) as Config['target']['settings'];
}
