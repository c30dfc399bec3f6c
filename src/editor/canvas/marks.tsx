import { IconArrowsMove, IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import { ViewportPortal } from '@xyflow/react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import { compile } from '../../compile/compile.ts';
import { splitEnd } from '../../graph/document.ts';
import type { RuleDocument, RuleGroup, RuleNote } from '../../graph/document.ts';
import { KindIcon } from '../looks/kind-icon.tsx';
import { edgeKey } from '../state/contract/session.ts';
import { useWords } from '../state/context.tsx';
import type { Word } from '../words.ts';
import { useCanvas } from './canvas-context.tsx';
import type { Card } from './canvas-store.ts';
import { cardShowing, groupCard } from './collapse.ts';
import { courseBetween } from './course.ts';
import { facesOf } from './faces.ts';
import { layOut, shownOutputs } from './geometry/card.ts';
import { strokePath } from './geometry/curve.ts';
import type { Point, Rect } from './geometry/curve.ts';
import { boxAround } from './geometry/group-box.ts';
import { measureFrom } from './geometry/measure.ts';
import styles from './marks.module.css';

export interface Mark {
  readonly how: 'added' | 'changed' | 'moved';
  /** Where it stood, where it stood elsewhere. */
  readonly from: Point | undefined;
}

/** What became of a note or a group; of one that is no more, all of it as it was. */
export type PaperMark =
  | ({ readonly what: 'note' | 'group'; readonly id: string } & Mark)
  | { readonly what: 'note'; readonly how: 'removed'; readonly note: RuleNote }
  | { readonly what: 'group'; readonly how: 'removed'; readonly group: RuleGroup };

/** What became of a graph, to be shown on the canvas of what it became. */
export interface CanvasMarks {
  readonly before: RuleDocument;
  readonly nodes: ReadonlyMap<string, Mark>;
  /** Nodes that are no more, by the id they had. */
  readonly removed: readonly string[];
  /** Edges that are new, as `edgeKey` writes them, and those that are no more. */
  readonly added: ReadonlySet<string>;
  readonly cut: readonly { readonly from: string; readonly to: string }[];
  readonly papers: readonly PaperMark[];
}

/** Over the cards and edges of a canvas, what became of them; and those that are no more, where they were. */
export function Marks({ marks }: { readonly marks: CanvasMarks }): ReactNode {
  const cards = useCanvas((state) => state.cards);
  const wires = useCanvas((state) => state.wires);
  const { lang } = useWords();
  const gone = useMemo(() => goneCards(marks, lang), [marks, lang]);
  const cut = marks.cut.flatMap((edge) => {
    const path = pathOf(edge, cards, gone);
    return path === undefined ? [] : [{ key: edgeKey(edge), path }];
  });
  const fresh = wires.flatMap((wire) => {
    const curve = marks.added.has(wire.key) ? courseBetween(cards.get(wire.from.node), cards.get(wire.to.node), wire) : undefined;
    return curve === undefined ? [] : [{ key: wire.key, path: strokePath(curve) }];
  });
  return (
    <ViewportPortal>
      <svg className={styles['layer']} width="1" height="1" aria-hidden="true">
        {fresh.map(({ key, path }) => <path key={key} className={styles['fresh']} d={path} />)}
        {cut.map(({ key, path }) => <path key={key} className={styles['cut']} d={path} />)}
      </svg>
      <div className={styles['layer']}>
        {[...gone.values()].map((card) => <Gone key={card.id} card={card} />)}
        {[...marks.nodes].map(([id, mark]) => {
          const card = cards.get(id);
          return card === undefined ? null : <Marked key={id} at={card} mark={mark} />;
        })}
        <Papers marks={marks.papers} gone={gone} />
      </div>
    </ViewportPortal>
  );
}

const tags = { added: [IconPlus, 'markAdded'], changed: [IconPencil, 'markChanged'], moved: [IconArrowsMove, 'markMoved'], removed: [IconMinus, 'markRemoved'] } as const satisfies Record<string, readonly [unknown, Word]>;

function Tag({ how }: { readonly how: keyof typeof tags }): ReactNode {
  const { say } = useWords();
  const [Sign, word] = tags[how];
  return (
    <span className={styles['tag']}>
      <Sign size={12} stroke={2.25} aria-hidden="true" />
      {say(word)}
    </span>
  );
}

function Marked({ at, mark: { how, from }, round }: { readonly at: Rect; readonly mark: Mark; readonly round?: 'group' | undefined }): ReactNode {
  const { width, height } = at;
  return (
    <>
      {from === undefined ? null : (
        <>
          <div className={styles['was']} style={placed({ ...from, width, height })} />
          <svg className={styles['layer']} width="1" height="1" aria-hidden="true">
            <path className={styles['way']} d={`M${from.x + width / 2} ${from.y + height / 2}L${at.x + width / 2} ${at.y + height / 2}`} />
          </svg>
        </>
      )}
      <div className={styles['mark']} data-how={how} data-round={round} style={placed(at)}>
        <Tag how={how} />
      </div>
    </>
  );
}

/** Notes and groups, and those that are no more where they were. */
function Papers({ marks, gone }: { readonly marks: readonly PaperMark[]; readonly gone: ReadonlyMap<string, Card> }): ReactNode {
  const { lang } = useWords();
  const cards = useCanvas((state) => state.cards);
  const notes = useCanvas((state) => state.notes);
  const groups = useCanvas((state) => state.groups);
  const boxOf = (nodes: readonly string[]): Rect | undefined => boxAround(nodes.flatMap((id) => gone.get(id) ?? cardShowing(cards, id) ?? []));
  return marks.map((mark) => {
    if (mark.how === 'removed') {
      const [id, text, box] =
        mark.what === 'note'
          ? [mark.note.id, mark.note.text, { x: mark.note.at[0], y: mark.note.at[1], width: mark.note.size[0], height: mark.note.size[1] }]
          : [mark.group.id, mark.group.name, boxOf(mark.group.nodes)];
      return box === undefined ? null : <GonePaper key={`gone ${mark.what} ${id}`} what={mark.what} text={inLanguage(text, lang)} at={box} />;
    }
    const { what, id } = mark;
    const at = what === 'note' ? notes.get(id) : (cards.get(groupCard(id)) ?? boxOf(groups.find((group) => group.id === id)?.nodes ?? []));
    return at === undefined ? null : <Marked key={`${what} ${id}`} at={at} mark={mark} round={what === 'group' ? what : undefined} />;
  });
}

function GonePaper({ what, text, at }: { readonly what: 'note' | 'group'; readonly text: string; readonly at: Rect }): ReactNode {
  return (
    <div className={styles['gone']} data-how="removed" data-round={what} role="group" aria-label={text} style={placed(at)}>
      <Tag how="removed" />
      <del className={styles['text']}>{text}</del>
    </div>
  );
}

function Gone({ card }: { readonly card: Card }): ReactNode {
  return (
    <div className={styles['gone']} data-how="removed" role="group" aria-label={card.face.name} style={placed(card)}>
      <Tag how="removed" />
      <p className={styles['name']}>
        <KindIcon kind={card.face.kind} />
        <del>{card.layout.name}</del>
      </p>
      <p className={styles['says']}>{card.layout.says.map((line, at) => <span key={at}>{line}</span>)}</p>
    </div>
  );
}

const placed = ({ x, y, width, height }: Rect) => ({ left: x, top: y, width, height });

/** The cards of what is no more, as they were. */
function goneCards({ before, removed }: CanvasMarks, lang: 'en' | 'zh'): ReadonlyMap<string, Card> {
  if (removed.length === 0) return new Map();
  const faces = facesOf(before, compile(before, undefined, { hurried: true }), lang);
  const measure = measureFrom(document.documentElement);
  return new Map(
    before.nodes.flatMap(({ id, at: [x, y] }) => {
      const face = removed.includes(id) ? faces.get(id) : undefined;
      if (face === undefined) return [];
      const layout = layOut(face, shownOutputs(face, () => false), measure);
      return [[id, { id, x, y, width: layout.width, height: layout.height, face, layout }] as const];
    }),
  );
}

/** Where an edge that is no more would run: between what is there, and what was. */
function pathOf(edge: { readonly from: string; readonly to: string }, cards: ReadonlyMap<string, Card>, gone: ReadonlyMap<string, Card>): string | undefined {
  const [from, to] = [splitEnd(edge.from), splitEnd(edge.to)];
  const [before, after] = [gone.get(from.node) ?? cards.get(from.node), gone.get(to.node) ?? cards.get(to.node)];
  const output = from.port ?? before?.face.outputs[0]?.id;
  const input = to.port ?? after?.face.inputs[0]?.id;
  if (output === undefined || input === undefined) return undefined;
  const curve = courseBetween(before, after, { from: { node: from.node, port: output }, to: { node: to.node, port: input } });
  return curve === undefined ? undefined : strokePath(curve);
}
