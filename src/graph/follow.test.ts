import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import type { RuleDocument } from './document.ts';
import { edit } from './edits/edits.ts';
import type { NamedField, PortFields } from './meaning.ts';
import { fakeMeaning, sketch } from './testing-meaning.ts';
import { topology } from './topology.ts';

type Nodes = Parameters<typeof sketch>[0];

const [filter, make, lookup, join, union] = [0, 1, 2, 3, 4] as const;

/** Graphs in which every reference finds its field, grown node by node from what arrives there. */
const sound = (steps: readonly number[]) => fc.array(fc.tuple(fc.constantFrom(...steps), fc.nat(), fc.nat(), fc.nat()), { minLength: 3, maxLength: 14 }).map((throws) => {
  let nodes: Nodes = { s0: { kind: 'source', fields: ['amount', 'card'] }, s1: { kind: 'source', fields: ['amount', 'x'] } };
  let edges: string[] = [];
  throws.forEach(([choice, first, second, third], index) => {
    const ids = Object.keys(nodes);
    const left = ids[first % ids.length] ?? 's0';
    const right = ids[second % ids.length] ?? 's1';
    const id = `n${index}`;
    const leads = choice === join ? [`${left} > ${id}`, `${right} > ${id}.right`] : choice === union ? [`${left} > ${id}`, `${right} > ${id}`] : [`${left} > ${id}`];
    const kind = ['filter', 'make', 'lookup', 'join', 'filter'][choice] ?? 'filter';
    const grown = [...edges, ...leads];
    const into = arriving(sketch({ ...nodes, [id]: { kind } }, grown)).get(id) ?? {};
    const name = (port: string, by: number): string => {
      const fields = into[port] ?? [];
      return fields[by % Math.max(1, fields.length)]?.name ?? 'none';
    };
    const configs = [{ when: name('in', third) }, { name: `m${third % 3}`, of: name('in', third) }, { on: name('in', third) }, { on: name('left', third), with: name('right', third) }, { when: name('in', third) }];
    nodes = { ...nodes, [id]: { kind, ...configs[choice] } };
    edges = grown;
  });
  return sketch(nodes, edges);
});

function arriving(document: RuleDocument): Map<string, PortFields> {
  const walk = fakeMeaning.walk(document);
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  return new Map(
    topology(document).sorted.flatMap((id) => {
      const node = nodes.get(id);
      if (node === undefined) return [];
      const into = walk.into(id);
      walk.pass(node);
      return [[id, into] as const];
    }),
  );
}

/** What each reference of each node means: the field it finds. */
function meant(document: RuleDocument): Map<string, NamedField | undefined> {
  const into = arriving(document);
  return new Map(
    document.nodes.flatMap((node) =>
      fakeMeaning.references(node).flatMap((reference) =>
        reference.to === 'field'
          ? [[`${node.id} ${reference.at.join('.')}`, into.get(node.id)?.[reference.input]?.find(({ name }) => name === reference.name)] as const]
          : [],
      ),
    ),
  );
}

// Where streams unite before a join, the names that the join makes up cannot be traced: each by itself.
test.each([
  ['unions', [filter, make, lookup, union]],
  ['joins', [filter, make, lookup, join]],
])('after a rename every reference finds the field it meant: %s', (_, steps) => {
  let renamed = 0;
  fc.assert(
    fc.property(sound(steps), fc.nat(), (document, pick) => {
      const makers = document.nodes.filter(({ kind }) => kind === 'source' || kind === 'make');
      const node = makers[pick % makers.length];
      const from = node?.kind === 'make' ? String(node.config['name']) : 'amount';
      const outcome = edit(document, 'renameField', { node: node?.id ?? '', from, to: 'fresh' }, fakeMeaning);
      const after = meant(outcome.document ?? document);
      renamed += [...after.values()].filter((field) => field?.name === 'fresh').length;
      const lost = [...meant(document)].filter(([key, field]) => {
        if (field === undefined) return false;
        const now = after.get(key);
        const origins = new Set(field.origins.map((each) => (each.node === node?.id && each.field === from ? `${each.node} fresh` : `${each.node} ${each.field}`)));
        const madeUp = field.name.startsWith('right_');
        return now === undefined || !(madeUp || now.origins.some((each) => origins.has(`${each.node} ${each.field}`)));
      });
      expect([outcome.problem, lost]).toEqual([undefined, []]);
    }),
    runs(500),
  );
  expect(renamed).toBeGreaterThan(300);
});
