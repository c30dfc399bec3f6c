import type { Asked } from '../../lab/measure/measure.ts';
import type { CatcherMeasured, Measured, Measures } from '../../lab/measure/model.ts';

/** The figures of what is looked at closely; those of the whole graph where it is not there, as rules are not by alert. */
export function measuredOf({ graph, alerts, rules }: Measures, about: Asked): Measured | CatcherMeasured {
  return [...alerts, ...rules].find((each) => isAbout(each, about)) ?? graph;
}

const isAbout = ({ node, port }: Pick<CatcherMeasured, 'node' | 'port'>, about: Asked): boolean => node === about.node && port === about.port;

export const aboutOf = ({ node, port }: Pick<CatcherMeasured, 'node' | 'port'>): Asked => (port === undefined ? { node } : { node, port });
