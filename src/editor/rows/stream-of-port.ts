import type { Compilation } from '../../compile/compile.ts';
import type { StreamRef } from '../../plan/plan.ts';
import type { PortRef } from '../state/contract/rows.ts';

/** What alerts and outputs have done has streams of its own, which lead nowhere. */
export const streamOfPort = ({ streams }: Pick<Compilation, 'streams'>, { node, port }: PortRef): StreamRef => streams.get(node)?.[port] ?? `${node}.${port}`;
