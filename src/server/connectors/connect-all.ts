import type { SourceView } from '../../api/runs.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { kinds } from '../../kinds/registry.ts';
import type { SourceConfig } from '../../kinds/source/config.ts';
import type { SourceStep } from '../../plan/plan.ts';
import { systemClock } from '../clock.ts';
import type { Connections } from '../connections/connection.ts';
import type { Receipt } from '../runs/deliveries.ts';
import type { Position } from '../runs/entries.ts';
import type { Delivery } from '../runs/contract.ts';
import { chosenConnector } from './registry.ts';
import { supervise } from './supervise.ts';
import type { ConnectorState, Supervised } from './supervise.ts';

/** The connectors of all the sources of a run. */
export interface Connected {
  readonly view: (source: string) => Pick<SourceView, 'connector' | 'state' | 'problem' | 'retryAt' | 'lag'>;
  /** Somewhere there is more to be had right now. */
  readonly isBehind: () => boolean;
  readonly lags: () => ReadonlyMap<string, number>;
  readonly stop: () => Promise<void>;
}

export interface ConnectOptions {
  readonly graph: string;
  readonly document: RuleDocument;
  readonly sources: ReadonlyMap<string, SourceStep>;
  /** What samples name lies here. */
  readonly folder: string;
  readonly connections: Connections;
  readonly now: () => number;
  readonly position: (source: string) => Position | undefined;
  readonly deliver: (delivery: Delivery) => Promise<Receipt>;
  readonly changed: () => void;
}

export function connectAll({ graph, document, sources, folder, connections, now, position, deliver, changed }: ConnectOptions): Connected {
  const clock = systemClock(now);
  const all = new Map<string, { readonly connector: string; readonly at: Supervised | Extract<ConnectorState, { type: 'stopped' }> }>();
  for (const [id, source] of sources) {
    const config = configOf(document, id);
    const { connector } = config?.live ?? webhook;
    const chosen = chosenConnector(config?.live ?? webhook);
    if ('why' in chosen) {
      all.set(id, { connector, at: { type: 'stopped', why: chosen.why } });
      continue;
    }
    const context = {
      graph,
      source,
      connections,
      deliver: (delivery: Omit<Delivery, 'source'>) => deliver({ ...delivery, source: id }),
      ...(config?.sample === undefined ? {} : { sample: { config: config.sample, folder } }),
    };
    all.set(id, { connector, at: supervise({ kind: chosen.kind, settings: chosen.settings, context, position: () => position(id), clock, changed }) });
  }
  const stateOf = (id: string): ConnectorState => {
    const at = all.get(id)?.at;
    return at === undefined ? { type: 'stopped' } : 'state' in at ? at.state() : at;
  };

  return {
    view: (id) => {
      const state = stateOf(id);
      return {
        connector: all.get(id)?.connector ?? webhook.connector,
        state: state.type,
        ...problemOf(state),
        ...(state.type === 'waiting' ? { retryAt: state.again } : {}),
        ...('lag' in state && state.lag !== undefined ? { lag: state.lag } : {}),
      };
    },
    isBehind: () => [...all.keys()].some((id) => stateOf(id).type === 'behind'),
    lags: () => new Map([...all.keys()].flatMap((id) => {
      const state = stateOf(id);
      return 'lag' in state && state.lag !== undefined ? [[id, state.lag.count] as const] : [];
    })),
    stop: async () => {
      await Promise.all([...all.values()].map(async ({ at }) => ('stop' in at ? at.stop() : undefined)));
    },
  };
}

/** Why it does not go on, or what it could not have. */
function problemOf(state: ConnectorState): Pick<SourceView, 'problem'> {
  const problem = 'why' in state ? state.why : 'missed' in state ? state.missed : undefined;
  return problem === undefined ? {} : { problem };
}

/** Where a graph says nothing of it, events are sent here. */
const webhook = { connector: 'webhook', settings: {} };

export const connectorOf = (document: RuleDocument, source: string): string => (configOf(document, source)?.live ?? webhook).connector;

function configOf(document: RuleDocument, source: string): SourceConfig | undefined {
  const node = document.nodes.find(({ id }) => id === source);
  return node?.kind === 'source' ? kinds.source.config.safeParse(node.config).data : undefined;
}
