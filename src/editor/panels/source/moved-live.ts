import type { SourceConfig } from '../../../kinds/source/config.ts';
import { connectorNamed } from '../../../kinds/source/connectors/registry.ts';

type Live = NonNullable<SourceConfig['live']>;

/** The source with another connector: the connection stays where it is of the type that this one takes too. */
export function movedLive(live: Live | undefined, connector: string): Live {
  const [before, after] = [connectorNamed(live?.connector ?? '')?.connection, connectorNamed(connector)?.connection];
  const { connection } = live?.settings ?? {};
  return { ...live, connector, settings: connection !== undefined && before === after ? { connection } : {} };
}
