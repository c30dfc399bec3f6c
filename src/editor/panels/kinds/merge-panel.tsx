import type { ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import { fieldLabel } from '../../../data/words.ts';
import type { merge } from '../../../kinds/merge/kind.ts';
import { freeName } from '../../../kinds/shared/fields.ts';
import { findField } from '../../../kinds/shared/streams.ts';
import { CheckBlank } from '../../blanks/check-blank.tsx';
import { useWords } from '../../state/context.tsx';
import { phrases } from '../../words.ts';
import { Line } from '../parts/line.tsx';
import { NameBlank } from '../parts/name-blank.tsx';
import { Section } from '../parts/section.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { without } from '../panel.ts';
import type { ConfigOf, PanelProps } from '../panel.ts';
import styles from '../panels.module.css';

/** What comes together, and whether each row says where it came from. */
export function MergePanel({
  config,
  around,
  outputs,
  readOnly,
  change,
  renameField,
}: PanelProps<ConfigOf<typeof merge>>): ReactNode {
  const { lang, say } = useWords();
  const arriving = around.from['in'] ?? [];
  const out = outputs['rows'];
  const time = out?.time === undefined ? undefined : findField(out, out.time);
  const ownTime = time?.origins.some(({ node }) => node === around.node) === true ? time : undefined;
  const { source } = config;
  const taken = new Set(out?.fields.map(({ name }) => name));
  return (
    <Section>
      <Sentence word={arriving.length === 0 ? 'mergeNothing' : 'mergeSays'} blanks={{}} />
      <ul className={styles['streams']}>
        {arriving.map(({ node, port, name, stream }) => (
          <li key={`${node} ${port}`}>
            <span>{inLanguage(name, lang)}</span>
            <span>{phrases.fieldCount(stream.fields.length, 0, lang)}</span>
          </li>
        ))}
      </ul>
      <CheckBlank
        label={say('mergeSource')}
        value={source !== undefined}
        readOnly={readOnly}
        change={(wanted) => change(without({ ...config, source: wanted ? freeName('source', taken) : undefined }))}
      />
      {source === undefined ? null : (
        <Line name={say('nameInFormulas')}>
          <NameBlank name={source} readOnly={readOnly} rename={renameField} />
        </Line>
      )}
      {ownTime === undefined ? null : (
        <Line name={fieldLabel(ownTime, lang)}>
          <NameBlank name={ownTime.name} readOnly={readOnly} rename={renameField} />
        </Line>
      )}
    </Section>
  );
}
