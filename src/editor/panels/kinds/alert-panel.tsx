import type { ReactNode } from 'react';
import { languages } from '../../../data/text.ts';
import { eventWords } from '../../../data/words.ts';
import type { alert } from '../../../kinds/alert/kind.ts';
import { severities, severityWords } from '../../../kinds/shared/severity.ts';
import { inputOf } from '../../../kinds/shared/streams.ts';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import { DurationBlank } from '../../blanks/duration-blank.tsx';
import { ValuesBlank } from '../../blanks/values-blank.tsx';
import { SeverityMark } from '../../looks/severity-mark.tsx';
import { useWords } from '../../state/context.tsx';
import { useDocument, useEditor } from '../../state/editor-context.tsx';
import { languageNames, panelPhrases } from '../../words.ts';
import { AlertPreview } from '../drawings/alert-preview.tsx';
import { Line } from '../parts/line.tsx';
import { Section } from '../parts/section.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { TemplateBlank } from '../parts/template-blank.tsx';
import { useKey } from '../parts/use-key.tsx';
import { without } from '../panel.ts';
import type { ConfigOf, PanelProps } from '../panel.ts';
import { channelsOf } from './channels.ts';

/** Who hears what, how urgent it is, and how often. */
export function AlertPanel({ node, config, around, readOnly, change }: PanelProps<ConfigOf<typeof alert>>): ReactNode {
  const { lang, say } = useWords();
  const stream = inputOf(around);
  const whose = useKey({ config, around, readOnly, change });
  const editor = useEditor();
  const nodes = useDocument(({ document }) => document.nodes);
  const written = useDocument(({ document }) => document.lang) ?? 'en';
  const { one, measure } = eventWords(stream.event, lang);
  const { severity, key, title, message, once, channels } = config;
  return (
    <>
      <Section>
        <Sentence
          word={once === undefined ? 'alertAlwaysSays' : key.length === 0 ? 'alertAllSays' : 'alertSays'}
          blanks={{
            event: `${measure}${one}`,
            severity: (
              <ChoiceBlank
                label={say('severity')}
                value={severity}
                readOnly={readOnly}
                choices={severities
                  .toReversed()
                  .map((value) => ({
                    value,
                    label: severityWords[value][lang],
                    icon: <SeverityMark severity={value} />,
                  }))}
                change={(next) => change({ ...config, severity: next })}
              />
            ),
            often: (
              <ChoiceBlank
                label={say('howOften')}
                value={once === undefined ? 'always' : 'once'}
                readOnly={readOnly}
                choices={[
                  { value: 'once', label: say('atMostOnce'), about: say('atMostOnceAbout') },
                  { value: 'always', label: panelPhrases.everyOne(one, measure, lang) },
                ]}
                change={(next) => change(without({ ...config, once: next === 'once' ? '1h' : undefined }))}
              />
            ),
            ...whose,
            within:
              once === undefined ? null : (
                <DurationBlank
                  label={say('howLongHeld')}
                  value={once}
                  readOnly={readOnly}
                  change={(next, coalesce) => change({ ...config, once: next }, coalesce)}
                />
              ),
          }}
        />
        <Line name={say('titleOfAlert')}>
          <TemplateBlank
            label={say('titleOfAlert')}
            value={title}
            stream={stream}
            readOnly={readOnly}
            change={(next, coalesce) => change({ ...config, title: next }, coalesce)}
          />
        </Line>
        <Line name={say('messageOfAlert')}>
          <TemplateBlank
            label={say('messageOfAlert')}
            value={message}
            stream={stream}
            rows={3}
            readOnly={readOnly}
            change={(next, coalesce) => change({ ...config, message: next }, coalesce)}
          />
        </Line>
        <Line name={say('whoIsTold')}>
          <ValuesBlank
            label={say('whoIsTold')}
            value={channels}
            readOnly={readOnly}
            suggestions={channelsOf(nodes)}
            placeholder={say('channelExample')}
            change={(next) => change({ ...config, channels: [...next] })}
          />
        </Line>
        <Line name={say('alertsIn')}>
          <ChoiceBlank
            label={say('alertsIn')}
            value={written}
            readOnly={readOnly}
            choices={languages.map((value) => ({ value, label: languageNames[value], about: say('alertsInAbout') }))}
            change={(next) => editor.document.getState().apply({ edit: 'setLang', args: { lang: next } })}
          />
        </Line>
      </Section>
      <AlertPreview node={node} config={config} stream={stream} />
    </>
  );
}
