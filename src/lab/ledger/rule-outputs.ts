import type { Compilation } from '../../compile/compile.ts';
import type { Text } from '../../data/text.ts';
import type { Port } from '../../kinds/contract.ts';
import { kindNamed } from '../../kinds/registry.ts';
import type { StreamRef } from '../../plan/plan.ts';

/** An output whose rows are hits of a rule. */
export interface RuleOutput {
  readonly node: string;
  readonly port: string;
  readonly name: Text;
  /** Which of the node's outputs, where several count. */
  readonly output: Text | undefined;
  readonly stream: StreamRef;
}

/** The outputs of rules that set rows apart, and whatever else an alert reads: in the order of the plan. */
export function ruleOutputs({ analysis, streams }: Compilation): readonly RuleOutput[] {
  const found = new Map<StreamRef, RuleOutput>();
  const put = (id: string, port: string): void => {
    const node = analysis.nodes.get(id);
    const stream = streams.get(id)?.[port];
    if (node === undefined || stream === undefined) return;
    const hits = node.ports.outputs.filter(isHit);
    const output = hits.length > 1 ? hits.find((each) => each.id === port)?.label : undefined;
    found.set(stream, { node: id, port, name: node.node.name, output, stream });
  };
  for (const id of streams.keys()) {
    const node = analysis.nodes.get(id);
    if (node === undefined) continue;
    const { outputs } = node.ports;
    if (kindNamed(node.node.kind)?.family === 'rule' && outputs.length > 1) {
      for (const port of outputs) if (isHit(port)) put(id, port.id);
    }
    if (node.node.kind === 'alert') for (const from of Object.values(node.edges).flat()) put(from.node, from.port);
  }
  return [...found.values()];
}

const isHit = ({ role }: Port): boolean => role === 'main';
