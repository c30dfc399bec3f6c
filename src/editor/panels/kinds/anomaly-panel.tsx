import type { ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import { usualSamples } from '../../../kinds/anomaly/kind.ts';
import type { anomaly } from '../../../kinds/anomaly/kind.ts';
import { freeName } from '../../../kinds/shared/fields.ts';
import { inputOf } from '../../../kinds/shared/streams.ts';
import { CheckBlank } from '../../blanks/check-blank.tsx';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import { DurationBlank } from '../../blanks/duration-blank.tsx';
import { FieldBlank } from '../../blanks/field-blank.tsx';
import { NumberBlank } from '../../blanks/number-blank.tsx';
import { useWords } from '../../state/context.tsx';
import { HowFar } from '../drawings/how-far.tsx';
import { Line } from '../parts/line.tsx';
import { More } from '../parts/more.tsx';
import { NameBlank } from '../parts/name-blank.tsx';
import { Reason } from '../parts/reason.tsx';
import { Section } from '../parts/section.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { Shares } from '../parts/shares.tsx';
import { useKey } from '../parts/use-key.tsx';
import { without } from '../panel.ts';
import type { ConfigOf, PanelProps } from '../panel.ts';

type Config = ConfigOf<typeof anomaly>;

/** Which number is watched, against whose habit, and how far is too far. */
export function AnomalyPanel({
  node,
  config,
  around,
  ports,
  outputs,
  readOnly,
  change,
  renameField,
}: PanelProps<Config>): ReactNode {
  const { lang, say } = useWords();
  const stream = inputOf(around);
  const whose = useKey({ config, around, readOnly, change });
  const { key, of, within, method, direction, threshold, min = usualSamples, score, usual } = config;
  const taken = new Set([...stream.fields.map(({ name }) => name), score]);
  return (
    <Section>
      <Sentence
        word={key.length === 0 ? 'anomalyAllSays' : 'anomalySays'}
        blanks={{
          of: (
            <FieldBlank
              label={say('watchedNumber')}
              value={of}
              readOnly={readOnly}
              fields={stream.fields}
              types={['number']}
              forRule
              change={(name) => change({ ...config, of: name })}
            />
          ),
          ...whose,
          within: (
            <DurationBlank
              label={say('howFarBack')}
              value={within}
              readOnly={readOnly}
              change={(next, coalesce) => change({ ...config, within: next }, coalesce)}
            />
          ),
          direction: (
            <ChoiceBlank
              label={say('whichSide')}
              value={direction}
              readOnly={readOnly}
              choices={[
                { value: 'above', label: say('sideAbove') },
                { value: 'below', label: say('sideBelow') },
                { value: 'both', label: say('sideBoth') },
              ]}
              change={(next) => change({ ...config, direction: next })}
            />
          ),
          threshold: (
            <NumberBlank
              label={say('howFar')}
              value={threshold}
              readOnly={readOnly}
              min={method === 'ratio' ? 1 : 0}
              max={1_000_000}
              change={(next, coalesce) => change({ ...config, threshold: next }, coalesce)}
            />
          ),
          method: (
            <ChoiceBlank
              label={say('measuredIn')}
              value={method}
              readOnly={readOnly}
              choices={[
                { value: 'z', label: say('inDeviations'), about: say('inDeviationsAbout') },
                { value: 'ratio', label: say('inTimes'), about: say('inTimesAbout') },
              ]}
              change={(next) => change({ ...config, method: next })}
            />
          ),
        }}
      />
      <HowFar
        node={node}
        config={config}
        stream={outputs['match'] ?? stream}
        readOnly={readOnly}
        pick={(next) => change({ ...config, threshold: next }, 'threshold by pointing')}
      />
      <Shares node={node} ports={ports} />
      <Reason
        value={config.reason}
        usual={inLanguage(around.name, lang)}
        stream={outputs['match'] ?? stream}
        readOnly={readOnly}
        change={(reason, coalesce) => change(without({ ...config, reason }), coalesce)}
      />
      <More label={say('details')}>
        <Line name={say('fewestValues')}>
          <NumberBlank
            label={say('fewestValues')}
            value={min}
            readOnly={readOnly}
            min={2}
            max={1_000_000}
            decimals={0}
            change={(next, coalesce) => change({ ...config, min: next }, coalesce)}
          />
        </Line>
        <Line name={say('scoreName')}>
          <NameBlank name={score} readOnly={readOnly} rename={renameField} />
        </Line>
        <CheckBlank
          label={say('keepUsual')}
          value={usual !== undefined}
          readOnly={readOnly}
          change={(wanted) =>
            change(without({ ...config, usual: wanted ? freeName(`usual_${of}`, taken) : undefined }))
          }
        />
        {usual === undefined ? null : (
          <Line name={say('nameInFormulas')}>
            <NameBlank name={usual} readOnly={readOnly} rename={renameField} />
          </Line>
        )}
      </More>
    </Section>
  );
}
