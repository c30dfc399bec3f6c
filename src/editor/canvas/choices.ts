import type { Lang } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { Family } from '../../kinds/contract.ts';
import { kindNames, kinds } from '../../kinds/registry.ts';
import type { KindName } from '../../kinds/registry.ts';
import { addAt, newNode } from '../commands/add-node.ts';
import type { Editor } from '../state/contract.ts';
import type { Applied } from '../state/contract/document.ts';
import type { PortRef } from '../state/contract/rows.ts';
import { buildingPhrases } from '../words.ts';
import type { Card, Picking } from './canvas-store.ts';
import type { Face, Faces } from './faces.ts';
import type { Point } from './geometry/curve.ts';
import { endOf, fittingPorts } from './refusal.ts';
import type { Side } from './refusal.ts';

/** What can stand at the other end of an edge: a new node of a kind, or one that is there already. */
export interface Choice {
  readonly key: string;
  readonly kind: string;
  readonly family: Family | undefined;
  readonly name: string;
  readonly about: string;
  /** By what else it is found. */
  readonly words: readonly string[];
  readonly existing: boolean;
  /** The port of the node that is there already. */
  readonly port: PortRef | undefined;
}

export function choicesFor(document: RuleDocument, faces: Faces, { from, side, among, inside }: Picking, lang: Lang): readonly Choice[] {
  const there = fittingPorts(document, faces, from, side, inside).map(({ face, port, label }): Choice => ({
    key: endOf(port), kind: face.kind, family: face.family, name: face.name, about: label, words: [face.kindTitle], existing: true, port,
  }));
  if (inside !== undefined) return there;
  const setAside = faces.get(from.node)?.outputs.some(({ id, role }) => id === from.port && role === 'side') === true;
  const fits = (kind: KindName): boolean => {
    if (side === 'inputs') return kinds[kind].family !== 'alert';
    return kinds[kind].family !== 'source' && (!setAside || kind === 'output');
  };
  const fresh = kindNames.filter(fits).map((kind): Choice => {
    const { title, summary, family } = kinds[kind];
    return { key: kind, kind, family, name: title[lang], about: summary[lang], words: [title.en, title.zh, kind], existing: false, port: undefined };
  });
  return among === undefined ? [...fresh, ...there] : [...there, ...fresh];
}

/** From the first output that leads nowhere yet, or out of a collapsed group, or the first input; undefined where there is none. */
export function pickingFrom(card: Card, faces: Faces, side: Side, lang: Lang): Picking | undefined {
  const ports = side === 'outputs' ? outputsOf(card, faces, lang) : inputsOf(card, faces, lang);
  const first = ports.find(({ leads }) => leads === false) ?? ports.find(({ port }) => card.face.outputs.some(({ id }) => id === endOf(port))) ?? ports[0];
  if (first === undefined) return undefined;
  const { x, y, width } = card;
  return { from: first.port, side, at: { x: side === 'outputs' ? x + width + 88 : x - 328, y }, among: ports };
}

interface Start {
  readonly port: PortRef;
  readonly label: string;
  readonly leads?: boolean | undefined;
}

/** Those that the card shows; of a collapsed group, those of every node in it. */
function outputsOf({ face, layout, members }: Card, faces: Faces, lang: Lang): readonly Start[] {
  const isShown = (id: string): boolean => layout.outputs.some((row) => row.id === id);
  return within(face, members, faces).flatMap(({ id: node, name, outputs }) =>
    outputs
      .filter(({ id, role }) => role !== 'outcome' && (members === undefined ? isShown(id) : role !== 'side'))
      .map(({ id, label, leads }) => ({ port: { node, port: id }, label: members === undefined ? label : buildingPhrases.outputOf(name, label, lang), leads })),
  );
}

function inputsOf({ face, members }: Card, faces: Faces, lang: Lang): readonly Start[] {
  return within(face, members, faces).flatMap(({ id: node, name, inputs }) =>
    inputs.map(({ id, label }) => ({ port: { node, port: id }, label: members === undefined ? label : inputs.length === 1 ? name : buildingPhrases.outputOf(name, label, lang) })),
  );
}

const within = (face: Face, members: Card['members'], faces: Faces): readonly Face[] => members?.flatMap((id) => faces.get(id) ?? []) ?? [face];

/** Adds what was chosen and connects it, as one step. */
export function take(editor: Editor, { from, side, at }: Picking, choice: Choice): void {
  const { apply } = editor.document.getState();
  const { tell } = editor.session.getState();
  if (choice.port !== undefined) {
    const [start, end] = side === 'outputs' ? [from, choice.port] : [choice.port, from];
    const applied = apply({ edit: 'connect', args: { from: endOf(start), to: endOf(end) } });
    if (applied.problem !== undefined) tell(applied.problem.message);
    return;
  }
  const kind = kindNames.find((each) => each === choice.kind);
  if (kind === undefined) return;
  const applied = side === 'outputs' ? addAt(editor, kind, [at.x, at.y], from) : addBefore(editor, kind, at, from);
  const [made] = applied.made ?? [];
  if (made !== undefined) editor.view.current?.reveal(made);
}

function addBefore(editor: Editor, kind: KindName, { x, y }: Point, port: PortRef): Applied {
  const { document, compilation, apply } = editor.document.getState();
  const { select, tell } = editor.session.getState();
  const applied = apply({ edit: 'addNode', args: { node: newNode(document, compilation, kind, [x, y]), before: endOf(port) } });
  if (applied.problem === undefined) select({ nodes: new Set(applied.made) });
  else tell(applied.problem.message);
  return applied;
}
