import { z } from '../../data/zod.ts';
import { severities } from '../../kinds/shared/severity.ts';
import type { AlertSeverity } from '../../plan/plan.ts';
import { endOf, hoursSchema } from './hours.ts';

/** Which channels an alert goes to: what its graph calls a channel is a name that stands for people, not an address. */

const names = z.array(z.string().min(1)).min(1);

export const routeSchema = z.strictObject({
  channels: names.optional().describe('What graphs call the channel; any where left out.'),
  graphs: names.optional().describe('Ids of graphs.'),
  rules: names.optional().describe('Alert steps, by id or by name.'),
  severities: z.array(z.enum(severities)).min(1).optional().describe('How bad it is.'),
  keys: names.optional().describe('The alert’s key; `*` stands for anything, as in `VIP-*`.'),
  hours: hoursSchema.optional().describe('Only then.'),
  to: z.array(z.string().min(1)).describe('The channels of this configuration.'),
  goOn: z.boolean().default(false).describe('Whether routes after this one are looked at too.'),
});

export const routingSchema = z.strictObject({
  routes: z.array(routeSchema).default([]).describe('Read from the top: the first that fits is taken.'),
  fallback: z.array(z.string().min(1)).default([]).describe('Where it goes when no route fits, and when a channel has given up.'),
});
export type Routing = z.infer<typeof routingSchema>;
type Route = Routing['routes'][number];

export interface RoutedAlert {
  readonly graph: string;
  readonly node: string;
  /** What people call the node. */
  readonly names: readonly string[];
  readonly severity: AlertSeverity;
  readonly key: string | undefined;
  /** As the graph calls them. */
  readonly channels: readonly string[];
}

/** The channels that are told of an alert, each once. One that names no channel tells nobody. */
export function channelsFor(alert: RoutedAlert, { routes, fallback }: Routing, known: ReadonlySet<string>, now: number): readonly string[] {
  const told = new Set<string>();
  for (const channel of alert.channels) {
    const found: string[] = [];
    let fits = false;
    for (const route of routes) {
      if (!fitsRoute(route, alert, channel, now)) continue;
      fits = true;
      found.push(...route.to);
      if (!route.goOn) break;
    }
    // Who calls a channel by its own name means that one.
    for (const name of fits ? found : known.has(channel) ? [channel] : fallback) told.add(name);
  }
  return [...told];
}

function fitsRoute(route: Route, { graph, node, names: called, severity, key }: RoutedAlert, channel: string, now: number): boolean {
  const { channels, graphs, rules, severities: levels, keys, hours } = route;
  return (
    (channels?.includes(channel) ?? true) &&
    (graphs?.includes(graph) ?? true) &&
    (rules?.some((rule) => rule === node || called.includes(rule)) ?? true) &&
    (levels?.includes(severity) ?? true) &&
    (keys === undefined || (key !== undefined && keys.some((pattern) => matches(pattern, key)))) &&
    (hours === undefined || endOf(hours, now) !== undefined)
  );
}

/** Each part between stars, in order; no expression that could take for ever. */
function matches(pattern: string, key: string): boolean {
  const parts = pattern.split('*');
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (parts.length === 1) return pattern === key;
  if (key.length < first.length + last.length || !key.startsWith(first) || !key.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = key.indexOf(part, at);
    if (found < 0 || found + part.length > key.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}
