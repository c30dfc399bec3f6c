import { ZenEngine } from '@gorules/zen-engine';
import { LogicEngine } from 'json-logic-engine';
import jsonLogic from 'json-logic-js';

/** The other rule engines, each as its makers mean it to be used over many rows. */

export const withJsonLogicJs = (logic) => (row) => jsonLogic.apply(logic, row);

export const withJsonLogicEngine = (logic) => new LogicEngine().build(logic);

/** One call for many rows: the node goes through them itself, so that its price is not that of a call for each row. */
export function withZen(node) {
  const engine = new ZenEngine();
  const decision = engine.createDecision({
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 } },
      { id: 'rule', name: 'rule', position: { x: 0, y: 0 }, ...node, content: { ...node.content, executionMode: 'loop', inputField: 'rows', outputPath: 'rows', passThrough: false } },
      { id: 'out', type: 'outputNode', name: 'out', position: { x: 0, y: 0 } },
    ],
    edges: [
      { id: 'a', type: 'edge', sourceId: 'in', targetId: 'rule' },
      { id: 'b', type: 'edge', sourceId: 'rule', targetId: 'out' },
    ],
  });
  return {
    run: async (rows) => (await decision.evaluate({ rows })).result.rows.map((row) => row?.answer ?? null),
    close: () => engine.dispose(),
  };
}
