import type { ReactNode } from 'react';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import { useAbout, useServer } from '../../remote/this-server.ts';
import { useWords } from '../../state/context.tsx';
import { connectionPhrases } from '../../words.ts';
import styles from '../panels.module.css';
import { Line } from '../parts/line.tsx';
import { More } from '../parts/more.tsx';
import { ConnectionExample } from './connection-example.tsx';
import type { ConnectionProps } from './connection-setting.tsx';

/** Chosen from what the server is connected to; where there is nothing of this type, what to write into its configuration. */
export default function ServerConnection({ about, type, value, readOnly, change }: ConnectionProps): ReactNode {
  const { lang, say } = useWords();
  useAbout();
  const known = useServer((state) => state.about?.connections);
  if (known === undefined) return null;
  const names = known.filter((each) => each.type === type).map(({ name }) => name);
  const [only] = names;
  const lacks = value === undefined ? names.length === 0 : !names.includes(value);
  return (
    <>
      <Line name={say('connection')}>
        <ChoiceBlank
          label={say('connection')}
          value={value ?? ''}
          readOnly={readOnly}
          choices={[
            { value: '', label: names.length === 1 && only !== undefined ? connectionPhrases.onlyOne(only, lang) : say(names.length === 0 ? 'noConnection' : 'chooseConnection') },
            ...names.map((name) => ({ value: name, label: name })),
          ]}
          change={(name) => change(name === '' ? undefined : name)}
        />
        {lacks ? <p className={styles['trouble']}>{connectionPhrases.lacks(value, type, lang)}</p> : null}
        {!lacks && value === undefined && names.length > 1 ? <p className={styles['trouble']}>{connectionPhrases.several(type, lang)}</p> : null}
      </Line>
      {lacks ? <More key={value ?? ''} label={say('connectionExample')} open><ConnectionExample about={about} name={value} /></More> : null}
    </>
  );
}
