import type { ReactNode } from 'react';
import type { StoredExpression } from '../../../data/schema.ts';
import { inLanguage } from '../../../data/text.ts';
import { eventWords } from '../../../data/words.ts';
import { freshId } from '../../../graph/edits/ids.ts';
import type { sequence } from '../../../kinds/sequence/kind.ts';
import { likelyKey } from '../../../kinds/shared/keys.ts';
import { inputOf } from '../../../kinds/shared/streams.ts';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import { DurationBlank } from '../../blanks/duration-blank.tsx';
import { FieldsBlank } from '../../blanks/fields-blank.tsx';
import { TextBlank } from '../../blanks/text-blank.tsx';
import { useWords } from '../../state/context.tsx';
import { panelPhrases } from '../../words.ts';
import { SequenceTimeline } from '../drawings/sequence-timeline.tsx';
import { ConditionLine } from '../parts/condition-line.tsx';
import { Items } from '../parts/items.tsx';
import { KeyBlank } from '../parts/key-blank.tsx';
import { Line } from '../parts/line.tsx';
import { NameBlank } from '../parts/name-blank.tsx';
import { Section } from '../parts/section.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { changedAt, without } from '../panel.ts';
import type { ConfigOf, PanelProps } from '../panel.ts';
import styles from '../panels.module.css';

type Config = ConfigOf<typeof sequence>;
type Step = Config['steps'][number];

/** The steps on a line, each with the events it takes and whose they are. */
export function SequencePanel({ node, config, around, readOnly, change, renameField }: PanelProps<Config>): ReactNode {
  const { lang, say } = useWords();
  const { steps, within, absent = false, time = 'missed_at' } = config;
  const put = (next: Step[], coalesce?: string): void => change({ ...config, steps: next }, coalesce);
  const putAt = (index: number, next: Partial<Step>, coalesce?: string): void =>
    put(changedAt(steps, index, next), coalesce);
  const nameOf = ({ name, id }: Step): string => inLanguage(name, lang) || id;
  const addStep = (): Step => {
    const name = panelPhrases.stepName(steps.length + 1, lang);
    const id = freshId(
      steps.map((step) => step.id),
      `step ${steps.length + 1}`,
      'step',
    );
    return { id, name, key: steps[0]?.key ?? likelyKey(inputOf(around, id)) };
  };
  return (
    <>
      <Section>
        <Sentence
          word="sequenceSays"
          blanks={{
            within: (
              <DurationBlank
                label={say('howLongInAll')}
                value={within}
                readOnly={readOnly}
                change={(next, coalesce) => change({ ...config, within: next }, coalesce)}
              />
            ),
          }}
        />
        <div className={styles['steps']}>
          <Items
            items={steps}
            change={put}
            nameOf={nameOf}
            readOnly={readOnly}
            ordered
            least={2}
            details={(step, index) => (
              <Line name={say('fieldsKept')}>
                <FieldsBlank
                  label={say('fieldsKept')}
                  value={step.keep ?? []}
                  readOnly={readOnly}
                  fields={inputOf(around, step.id).fields}
                  none={say('allFields')}
                  change={(keep) => putAt(index, { keep: keep.length === 0 ? undefined : [...keep] })}
                />
              </Line>
            )}
            add={{ label: say('addStep'), make: addStep }}
          >
            {(step, index) => {
              const stream = inputOf(around, step.id);
              const last = index === steps.length - 1;
              return (
                <div className={styles['step']} data-absent={(last && absent) || undefined}>
                  <Sentence
                    word={index === 0 ? 'stepFirst' : last && steps.length > 1 ? 'stepLast' : 'stepThen'}
                    inline
                    blanks={{
                      name: (
                        <TextBlank
                          label={say('nameOfStep')}
                          value={step.name}
                          readOnly={readOnly}
                          change={(name, coalesce) => putAt(index, { name }, coalesce)}
                        />
                      ),
                      comes: (
                        <ChoiceBlank
                          label={say('thenOrNot')}
                          value={absent ? 'absent' : 'then'}
                          readOnly={readOnly}
                          choices={[
                            { value: 'then', label: say('comesThen'), about: say('comesThenAbout') },
                            { value: 'absent', label: say('comesNot'), about: say('comesNotAbout') },
                          ]}
                          change={(next) =>
                            change(without({ ...config, absent: next === 'absent' ? true : undefined }))
                          }
                        />
                      ),
                    }}
                  />
                  <Sentence
                    word="stepTakes"
                    inline
                    blanks={{
                      events: eventWords(stream.event, lang).many,
                      key: (
                        <KeyBlank
                          value={step.key}
                          stream={stream}
                          readOnly={readOnly}
                          change={(key) => putAt(index, { key })}
                        />
                      ),
                      condition: (
                        <ConditionLine
                          at={{ node, port: step.id, side: 'in' }}
                          stream={stream}
                          around={around}
                          value={step.when}
                          none={say('whicheverOne')}
                          label={panelPhrases.onlyRowsOf(nameOf(step), lang)}
                          readOnly={readOnly}
                          change={(when: StoredExpression | undefined, coalesce) => putAt(index, { when }, coalesce)}
                        />
                      ),
                    }}
                  />
                </div>
              );
            }}
          </Items>
        </div>
        {absent ? (
          <Line name={say('timeMissed')}>
            <NameBlank name={time} readOnly={readOnly} rename={renameField} />
          </Line>
        ) : null}
      </Section>
      <SequenceTimeline node={node} config={config} />
    </>
  );
}
