/** Graphs to open: a source with nothing after it, and one of a thousand nodes and fifteen hundred edges in a grid. */

const rows = 25;

export function graphOf(nodes, edges) {
  const fields = [
    { name: 'time', type: 'time', roles: ['time'], required: true },
    { name: 'value', type: 'number', required: true },
  ];
  const source = { id: 'n0', kind: 'source', version: 1, name: 'Payments', at: [0, 0], config: { event: { one: 'payment' }, fields, data: { rows: [] } } };
  const all = [source];
  for (let at = 1; at < nodes; at += 1) {
    all.push({ id: `n${at}`, kind: 'filter', version: 1, name: `Filter ${at}`, at: [260 * Math.floor(at / rows), 180 * (at % rows)], config: { when: { logic: { '>': [{ var: 'value' }, at] } } } });
  }
  const wires = [];
  // Each leads on to the node in the next column, and every other one also to the one below that.
  for (let at = 1; at < nodes && wires.length < edges; at += 1) wires.push({ from: `n${Math.max(0, at - rows)}`, to: `n${at}` });
  for (let at = 1; at + rows + 1 < nodes && wires.length < edges; at += 1) wires.push({ from: `n${at}`, to: `n${at + rows + 1}` });
  return { format: 'ruleloom/graph', version: 1, id: 'bench', name: `Bench ${nodes}`, nodes: all, edges: wires, groups: [], notes: [], sets: [], tables: [], tests: [] };
}
