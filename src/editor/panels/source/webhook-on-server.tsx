import type { ReactNode } from 'react';
import { useAbout, useServer } from '../../remote/this-server.ts';
import { Addressed } from './webhook-address.tsx';
import type { WebhookProps } from './webhook-address.tsx';

/** The same on the server that the page came from. */
export default function OnServer(props: WebhookProps): ReactNode {
  useAbout();
  const asksToken = useServer(({ about }) => about?.login === true);
  return <Addressed {...props} base={location.origin} asksToken={asksToken} />;
}
