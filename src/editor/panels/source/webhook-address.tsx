import { lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import type { SourceConfig } from '../../../kinds/source/config.ts';
import { CodeBlock } from '../../examples/code-block.tsx';
import { hasServer } from '../../remote/base.ts';
import { useWords } from '../../state/context.tsx';
import { useDocument } from '../../state/editor-context.tsx';
import styles from '../panels.module.css';
import { curlLine, exampleEvent } from './example-event.ts';

const OnServer = lazy(() => import('./webhook-on-server.tsx'));

export interface WebhookProps {
  readonly node: string;
  readonly config: SourceConfig;
}

/** Where `ruleloom serve` listens if it is not told otherwise. */
const usualBase = 'http://127.0.0.1:4173';

/** The address that events are sent to, and a line that sends one. */
export function WebhookAddress(props: WebhookProps): ReactNode {
  const { say } = useWords();
  if (hasServer) return <Suspense><OnServer {...props} /></Suspense>;
  return (
    <>
      <Addressed {...props} base={usualBase} asksToken={false} />
      <p className={styles['hint']}>{say('addressOnceServed')}</p>
    </>
  );
}

export function Addressed({ node, config, base, asksToken }: WebhookProps & { readonly base: string; readonly asksToken: boolean }): ReactNode {
  const { say } = useWords();
  const graph = useDocument(({ document }) => document.id);
  const [now] = useState(() => Date.now());
  const address = `${base}/api/ingest/${graph}/${node}`;
  return (
    <>
      <CodeBlock title={say('address')} label={say('address')} value={address} mark="address" />
      <CodeBlock title="curl" label={say('curlLine')} value={curlLine(address, exampleEvent(config, now), asksToken)} mark="curl" />
    </>
  );
}
