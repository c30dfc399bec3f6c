import type { ReactNode } from 'react';
import { aboutConnectors, connectorNamed } from '../../../kinds/source/connectors/registry.ts';
import type { SourceConfig } from '../../../kinds/source/config.ts';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import { useWords } from '../../state/context.tsx';
import { connectionPhrases } from '../../words.ts';
import { Marked } from '../live-settings/marked.tsx';
import { SettingsForm } from '../live-settings/settings-form.tsx';
import { without } from '../panel.ts';
import type { PanelProps } from '../panel.ts';
import styles from '../panels.module.css';
import { More } from '../parts/more.tsx';
import { Section } from '../parts/section.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { movedLive } from './moved-live.ts';
import { WebhookAddress } from './webhook-address.tsx';

const unsaid = '';

/** Where events come from when the graph runs live. */
export function SourceLive({ node, config, readOnly, change }: PanelProps<SourceConfig>): ReactNode {
  const { lang, say } = useWords();
  const { live } = config;
  // A source that says nothing is sent its events.
  const about = connectorNamed(live?.connector ?? 'webhook');
  return (
    <Section title={say('whenLive')}>
      <Sentence
        word="liveComesFrom"
        blanks={{
          connector: (
            <ChoiceBlank
              label={say('connector')}
              value={live?.connector ?? unsaid}
              readOnly={readOnly}
              choices={[
                { value: unsaid, label: say('connectorUnsaid') },
                ...Object.values(aboutConnectors).map(({ type, title }) => ({ value: type, label: title[lang] })),
              ]}
              change={(connector) => change(without({ ...config, live: connector === unsaid ? undefined : movedLive(live, connector) }))}
            />
          ),
        }}
      />
      {about === undefined ? (
        <p className={styles['trouble']}>{connectionPhrases.unknown(live?.connector ?? '', lang)}</p>
      ) : (
        <>
          <p className={styles['hint']}><Marked text={about.summary[lang]} /></p>
          {about.type === 'webhook' ? <WebhookAddress node={node} config={config} /> : null}
          {live === undefined ? null : (
            <SettingsForm
              key={about.type}
              about={about}
              settings={live.settings}
              readOnly={readOnly}
              change={(settings, coalesce) => change({ ...config, live: { ...live, settings } }, coalesce)}
            />
          )}
          <More label={say('hadAgain')}><p className={styles['hint']}><Marked text={about.rewinds[lang]} /></p></More>
        </>
      )}
    </Section>
  );
}
