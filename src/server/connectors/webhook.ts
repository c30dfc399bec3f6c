import { webhook as about } from '../../kinds/source/connectors/webhook.ts';
import type { ConnectorKind } from './connector.ts';

/** Others send events here; the server's own route takes them, so nothing is to be done but to be there. */
export const webhook: ConnectorKind<Record<string, never>> = {
  ...about,

  run: (_, { report, signal }) => {
    report({ state: 'current' });
    return new Promise((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
  },
};
