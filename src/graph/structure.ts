import type { Problem } from '../data/problem.ts';
import type { RuleDocument } from './document.ts';
import { splitEnd } from './document.ts';
import { error, nameOf, problem, shorten } from './problems.ts';
import { topology } from './topology.ts';

/** What is wrong with the graph as a graph. A document with such problems still opens, so that they can be mended. */
export function checkStructure(document: RuleDocument): readonly Problem[] {
  return [
    ...duplicateIds(document),
    ...lostEdges(document),
    ...lostMembers(document),
    ...lostTests(document),
    ...cyclesInWords(document),
  ];
}

const idLists = [
  { key: 'nodes', en: 'nodes', zh: '节点' },
  { key: 'groups', en: 'groups', zh: '分组' },
  { key: 'notes', en: 'notes', zh: '便签' },
  { key: 'sets', en: 'value sets', zh: '值集合' },
  { key: 'tables', en: 'tables', zh: '参考表' },
] as const;

function* duplicateIds(document: RuleDocument): Generator<Problem> {
  for (const { key, en, zh } of idLists) {
    const seen = new Set<string>();
    const told = new Set<string>();
    for (const { id } of document[key]) {
      if (seen.has(id) && !told.has(id)) {
        told.add(id);
        yield error(
          'duplicate-id',
          `Two ${en} have the id “${id}”. Give one of them another id`,
          `有两个${zh}的 id 都是“${id}”，请给其中一个换一个 id`,
          key === 'nodes' ? { node: id } : {},
        );
      }
      seen.add(id);
    }
  }
}

function* lostEdges({ nodes, edges }: RuleDocument): Generator<Problem> {
  const ids = new Set(nodes.map((node) => node.id));
  const seen = new Set<string>();
  for (const edge of edges) {
    const from = splitEnd(edge.from).node;
    const to = splitEnd(edge.to).node;
    const lost = ids.has(from) ? to : from;
    const key = `${edge.from} ${edge.to}`;
    if (!ids.has(from) || !ids.has(to)) {
      yield error(
        'lost-edge',
        `The edge from “${edge.from}” to “${edge.to}” leads ${lost === from ? 'from' : 'to'} a node that is not there. Remove the edge, or put “${lost}” back`,
        `从“${edge.from}”到“${edge.to}”的连线指向不存在的节点“${lost}”，请删去连线或补上该节点`,
        ids.has(from) ? { node: from } : ids.has(to) ? { node: to } : {},
      );
    } else if (seen.has(key)) {
      yield problem(
        'warning',
        'duplicate-edge',
        `The edge from “${edge.from}” to “${edge.to}” stands twice. Remove one`,
        `从“${edge.from}”到“${edge.to}”的连线有两条，请删去一条`,
        { node: from },
      );
    }
    seen.add(key);
  }
}

function* lostMembers({ nodes, groups }: RuleDocument): Generator<Problem> {
  const ids = new Set(nodes.map((node) => node.id));
  const owner = new Map<string, string>();
  for (const group of groups) {
    const name = nameOf(group);
    for (const id of group.nodes) {
      if (!ids.has(id)) {
        yield problem(
          'warning',
          'lost-member',
          `The group “${name.en}” names the node “${id}”, which is not there. Take it out of the group`,
          `分组“${name.zh}”包含不存在的节点“${id}”，请将其移出分组`,
        );
      } else if (owner.has(id)) {
        yield problem(
          'warning',
          'two-groups',
          `The node “${id}” stands in two groups. Take it out of “${name.en}”`,
          `节点“${id}”同时属于两个分组，请将其移出“${name.zh}”`,
          { node: id },
        );
      }
      owner.set(id, group.id);
    }
  }
}

function* lostTests({ nodes, tests }: RuleDocument): Generator<Problem> {
  const ids = new Set(nodes.map((node) => node.id));
  for (const test of tests) {
    const name = nameOf(test);
    for (const id of new Set([...Object.keys(test.given), ...test.expect.map(({ alert }) => alert)])) {
      if (ids.has(id)) continue;
      yield error(
        'lost-test-node',
        `The test “${name.en}” names the node “${shorten(id)}”, which is not there. Change the test`,
        `测试“${name.zh}”引用了不存在的节点“${shorten(id)}”，请修改测试`,
      );
    }
  }
}

function* cyclesInWords(document: RuleDocument): Generator<Problem> {
  const names = new Map(document.nodes.map((node) => [node.id, nameOf(node)]));
  for (const cycle of topology(document).cycles) {
    const shown = cycle.slice(0, 8).flatMap((id) => names.get(id) ?? []);
    const more = cycle.length > shown.length ? '…' : '';
    yield error(
      'cycle',
      `Rows would go round in a circle: ${shown.map(({ en }) => `“${en}”`).join(', ')}${more}. Remove one of the edges between them`,
      `这些节点连成了环：${shown.map(({ zh }) => `“${zh}”`).join('、')}${more}，请删去其中一条连线`,
      { node: cycle[0] },
    );
  }
}
