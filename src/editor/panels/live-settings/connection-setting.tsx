import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import type { ConnectionType, Described } from '../../../kinds/shared/settings.ts';
import { StringBlank } from '../../blanks/string-blank.tsx';
import { hasServer } from '../../remote/base.ts';
import { useWords } from '../../state/context.tsx';
import styles from '../panels.module.css';
import { Line } from '../parts/line.tsx';
import { More } from '../parts/more.tsx';
import { ConnectionExample } from './connection-example.tsx';

/** Loaded where there is a server to ask. */
const ServerConnection = lazy(() => import('./server-connection.tsx'));

export interface ConnectionProps {
  readonly about: Described;
  readonly type: ConnectionType;
  readonly value: string | undefined;
  readonly readOnly: boolean;
  readonly change: (name: string | undefined, coalesce?: string) => void;
}

/** Which connection of the server's configuration is meant, by its name. */
export function ConnectionSetting(props: ConnectionProps): ReactNode {
  const { say } = useWords();
  if (hasServer) return <Suspense><ServerConnection {...props} /></Suspense>;
  const { about, value, readOnly, change } = props;
  return (
    <>
      <Line name={say('connection')}>
        <StringBlank label={say('connection')} value={value ?? ''} placeholder={say('onlyOfItsType')} readOnly={readOnly} wide code change={(name, coalesce) => change(name === '' ? undefined : name, coalesce)} />
        <p className={styles['hint']}>{say('connectionByName')}</p>
      </Line>
      <More label={say('connectionExample')}><ConnectionExample about={about} name={value} /></More>
    </>
  );
}
