import type { Lang } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { buildingPhrases } from '../words.ts';
import type { Card, Group, Wire } from './canvas-store.ts';
import type { Face } from './faces.ts';
import { layOut } from './geometry/card.ts';
import type { Measure } from './geometry/measure.ts';

/** A collapsed group is one card. It has the outputs that lead out of it, each with its own rows, and one input for all that leads in. */

export interface Drawn {
  readonly cards: ReadonlyMap<string, Card>;
  readonly wires: readonly Wire[];
}

/** The id under which a collapsed group stands among the cards. */
export const groupCard = (id: string): string => `group:${id}`;

export const isGroupCard = (card: string): boolean => card.startsWith('group:');

const into = 'in';

/** The same drawing with collapsed groups as one card each. */
export function collapse({ cards, wires }: Drawn, groups: readonly Group[], lang: Lang, measure: Measure): Drawn {
  const standIns = new Map<string, string>();
  for (const group of groups) if (group.collapsed) for (const id of group.nodes) standIns.set(id, groupCard(group.id));
  if (standIns.size === 0) return { cards, wires };

  const led = new Map<string, Wire>();
  for (const wire of wires) {
    const [before, after] = [standIns.get(wire.from.node), standIns.get(wire.to.node)];
    if (before !== undefined && before === after) continue;
    const from = before === undefined ? wire.from : { node: before, port: `${wire.from.node}.${wire.from.port}` };
    const to = after === undefined ? wire.to : { node: after, port: into };
    const key = `${from.node} ${from.port} ${to.node} ${to.port}`;
    const known = led.get(key);
    if (known !== undefined) led.set(key, { ...known, keys: [...known.keys, ...wire.keys] });
    else led.set(key, { ...wire, from, to });
  }
  const shown = [...led.values()];
  const drawn = new Map<string, Card>();
  for (const [id, card] of cards) if (!standIns.has(id)) drawn.set(id, card);
  for (const group of groups) {
    const members = group.collapsed ? group.nodes.flatMap((id) => cards.get(id) ?? []) : [];
    if (members.length > 0) drawn.set(groupCard(group.id), cardOf(group, members, shown, lang, measure));
  }
  return { cards: drawn, wires: shown };
}

function cardOf({ id, name }: Group, members: readonly Card[], wires: readonly Wire[], lang: Lang, measure: Measure): Card {
  const own = groupCard(id);
  const broken = members.find(({ face }) => face.badge === 'error') ?? members.find(({ face }) => face.badge !== undefined);
  const several = new Set(wires.flatMap(({ from, of }) => (from.node === own ? [of.node] : []))).size > 1;
  const outputs = members.flatMap(({ face }) =>
    face.outputs.flatMap((output): Face['outputs'] => {
      const port = `${face.id}.${output.id}`;
      if (!wires.some(({ from }) => from.node === own && from.port === port)) return [];
      return [{ ...output, id: port, label: several ? buildingPhrases.outputOf(face.name, output.label, lang) : output.label, of: { node: face.id, port: output.id } }];
    }),
  );
  const face: Face = {
    id: own,
    kind: 'group',
    kindTitle: '',
    family: undefined,
    name,
    says: buildingPhrases.inGroup(members.map((member) => member.face.name), lang),
    severity: undefined,
    badge: broken?.face.badge,
    problem: broken === undefined ? '' : buildingPhrases.problemOf(broken.face.name, broken.face.problem, lang),
    asks: '',
    inputs: wires.some(({ to }) => to.node === own) ? [{ id: into, label: '' }] : [],
    outputs,
  };
  const layout = layOut(face, outputs, measure);
  const [x, y] = [Math.min(...members.map((card) => card.x)), Math.min(...members.map((card) => card.y))];
  return { id: own, x, y, width: layout.width, height: layout.height, face, layout, members: members.map((card) => card.id) };
}

/** Where the nodes of a collapsed group go when its card goes somewhere. */
export function membersMoved({ nodes }: RuleDocument, members: readonly string[], [x, y]: readonly [number, number]): Record<string, [number, number]> {
  const own = nodes.filter(({ id }) => members.includes(id));
  const [left, top] = [Math.min(...own.map(({ at }) => at[0])), Math.min(...own.map(({ at }) => at[1]))];
  return Object.fromEntries(own.map(({ id, at }) => [id, [at[0] + x - left, at[1] + y - top]]));
}

/** The card that shows a node: its own, or that of the collapsed group it is in. */
export function cardShowing(cards: ReadonlyMap<string, Card>, node: string): Card | undefined {
  return cards.get(node) ?? [...cards.values()].find(({ members }) => members?.includes(node));
}
