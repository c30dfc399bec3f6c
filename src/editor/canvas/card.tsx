import { IconClock } from '@tabler/icons-react';
import { Handle, Position } from '@xyflow/react';
import { memo, useMemo } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Lang } from '../../data/text.ts';
import { iconImage } from '../looks/icon.tsx';
import { kindImage } from '../looks/kind-icon.tsx';
import { SeverityMark } from '../looks/severity-mark.tsx';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor, useRun } from '../state/editor-context.tsx';
import { CoverageSeal } from '../coverage/coverage-seal.tsx';
import { TestSeal } from '../tests/test-seal.tsx';
import { canvasPhrases, coveragePhrases } from '../words.ts';
import type { Card as CardModel } from './canvas-store.ts';
import { useCanvas, useCanvasStore } from './canvas-context.tsx';
import styles from './card.module.css';
import { isGroupCard } from './collapse.ts';
import { shownCount } from './counts.ts';
import { coveredOn, stateOf, useCovered } from './covered.ts';
import { isQuiet } from './faces.ts';
import type { FaceOutput } from './faces.ts';
import { exact } from './figures.ts';
import { stripOf } from './geometry/card.ts';
import type { CardLayout, Row } from './geometry/card.ts';
import { litBy, strongest, useTold } from './told.ts';
import type { Lit, Reached, ToldNode } from './told.ts';
import { ToldRows, heightTold } from './told-rows.tsx';

interface Props {
  readonly card: Pick<CardModel, 'id' | 'face' | 'layout' | 'members'>;
}

/** A node as a card: what it does in a sentence, and a row with its count for each output. */
export const Card = memo(function Card({ card: { id, face, layout, members } }: Props): ReactNode {
  const level = useCanvas((state) => state.level);
  const impossible = useCanvas((state) => state.pull !== undefined && state.pull.start.node !== id && state.pull.impossible.has(id));
  const told = useTold();
  const moment = told?.moment;
  const own = told === undefined || moment !== undefined || members !== undefined ? undefined : told.nodes.get(id);
  const lit = moment === undefined ? undefined : litBy(moment, members ?? [id]);
  const state = told === undefined || moment !== undefined ? undefined : strongest((members ?? [id]).map((member) => told.nodes.get(member)?.state ?? 'unreached'));
  const dimmed = impossible || state === 'unreached';
  const covered = useCovered();
  const unreached = covered === undefined ? undefined : coveredOn(covered, members ?? [id]);
  if (level === 'tint') return <Tint face={face} dimmed={dimmed} />;
  return <Readable face={face} layout={layout} members={members} level={level} dimmed={dimmed} state={state} told={own} lit={lit} never={unreached?.came === false} covering={covered !== undefined} />;
});

interface ReadableProps extends Shown {
  readonly level: 'full' | 'name';
  readonly dimmed: boolean;
  /** While one row is followed: whether it came here, and what is told of it. */
  readonly state: Reached | undefined;
  readonly told: ToldNode | undefined;
  readonly lit: Lit | undefined;
  readonly members: readonly string[] | undefined;
  /** While it is looked at what no row came to: none came here. */
  readonly never: boolean;
  /** Whether that is looked at. */
  readonly covering: boolean;
}

function Readable({ face, layout, members, level, dimmed, state, told, lit, never, covering }: ReadableProps): ReactNode {
  return (
    <div className={styles['card']} style={lit?.style ?? heightTold(told, layout)} data-told={state} data-lit={lit?.turn} data-family={face.family} data-level={level} data-group={isGroupCard(face.id) || undefined} data-badge={face.badge} data-dimmed={dimmed || undefined} data-never={never || undefined}>
      {level === 'full' ? <Full face={face} layout={layout} state={state} told={told} /> : <Small face={face} height={layout.height} />}
      <Eyelets face={face} layout={layout} />
      {state === undefined && !covering ? <TestSeal nodes={members ?? [face.id]} /> : null}
      <CoverageSeal name={face.name} nodes={members ?? [face.id]} />
    </div>
  );
}

/** A card so small that only its family and kind can be told: one element, as there may be a thousand of them. */
function Tint({ face, dimmed }: { readonly face: Shown['face']; readonly dimmed: boolean }): ReactNode {
  const { kind, badge } = usePictures(face);
  return (
    <div className={styles['tint']} style={{ '--icon': kind } as CSSProperties} data-family={face.family} data-badge={face.badge} data-dimmed={dimmed || undefined}>
      {badge === undefined ? null : <span className={styles['mark']} style={{ backgroundImage: badge }} />}
    </div>
  );
}

/** Icons as images: drawings in the page cost more with every step of the canvas than the rest of a card. */
function usePictures({ kind, family, badge }: Shown['face']): { readonly kind: string; readonly badge: string | undefined } {
  const colours = useCanvas((state) => state.colours);
  return useMemo(
    () => ({ kind: kindImage(kind, colours[family ?? 'none']), badge: badge === undefined ? undefined : iconImage(badge, colours[badge]) }),
    [kind, family, badge, colours],
  );
}

type Shown = Pick<CardModel, 'face' | 'layout'>;

function Full({ face, layout, state, told }: Omit<ReadableProps, 'level' | 'dimmed' | 'lit' | 'members' | 'never' | 'covering'>): ReactNode {
  const pictures = usePictures(face);
  return (
    <>
      <div className={styles['head']}>
        <span className={styles['icon']} style={{ backgroundImage: pictures.kind }} />
        <span className={styles['name']} title={layout.name === face.name ? undefined : face.name}>{layout.name}</span>
        <Badge picture={pictures.badge} />
      </div>
      <p className={styles['says']} title={layout.says.at(-1)?.endsWith('…') === true ? face.says : undefined}>
        {face.severity === undefined ? null : (
          <span className={styles['mark']}>
            <SeverityMark severity={face.severity} />
          </span>
        )}
        <Lines lines={layout.says} />
      </p>
      {layout.strip.length === 0 ? null : (
        <p className={styles['strip']} data-asks={face.badge !== 'error' || undefined} title={layout.strip.at(-1)?.endsWith('…') === true ? stripOf(face) : undefined}>
          <Lines lines={layout.strip} />
        </p>
      )}
      {state === undefined ? <Rows face={face} layout={layout} /> : <ToldRows face={face} layout={layout} told={told} />}
    </>
  );
}

const Lines = ({ lines }: { readonly lines: readonly string[] }): ReactNode => lines.map((line, at) => <span key={at}>{line}</span>);

function Badge({ picture }: { readonly picture: string | undefined }): ReactNode {
  return picture === undefined ? null : <span className={styles['badge']} style={{ backgroundImage: picture }} />;
}

function Small({ face, height }: { readonly face: Shown['face']; readonly height: number }): ReactNode {
  const pictures = usePictures(face);
  return (
    <div className={styles['small']} style={{ '--height': height } as CSSProperties} data-badge={face.badge}>
      <span className={styles['icon']} style={{ backgroundImage: pictures.kind }} />
      <span className={styles['name']}>{face.name}</span>
      <Badge picture={pictures.badge} />
    </div>
  );
}

function Rows({ face, layout }: Shown): ReactNode {
  const rows = layout.outputs.flatMap((row) => {
    const output = face.outputs.find(({ id }) => id === row.id);
    return output === undefined ? [] : [{ row, output }];
  });
  const moment = useTold()?.moment;
  const ran = useRun((run) => run.state);
  const covered = useCovered();
  const state = covered !== undefined ? stateOf(covered) : moment === undefined ? ran : 'done';
  const counts = useRun(useShallow((run) => rows.map(({ output }) => shownCount(output.stream, covered?.counts ?? moment?.counts ?? run.counts, state))));
  const notRun = state === 'done' && rows.length > 0 && rows.every(({ output }) => output.stream === undefined);
  return rows.map(({ row, output }, at) => (
    <PortRow key={row.id} node={face.id} row={row} output={output} stale={state === 'stale'} count={counts[at]} notRun={notRun && at === 0} />
  ));
}

interface RowProps {
  readonly node: string;
  readonly row: Row;
  readonly output: FaceOutput;
  readonly stale: boolean;
  readonly count: number | undefined;
  readonly notRun: boolean;
}

function PortRow({ node, row, output, stale, count, notRun }: RowProps): ReactNode {
  const { lang, say } = useWords();
  const editor = useEditor();
  const quiet = isQuiet(output);
  const at = output.of ?? { node, port: output.id };
  const never = useCovered()?.nodes.get(at.node)?.never.has(at.port) === true;
  return (
    <div className={styles['row']} style={{ top: row.top }}>
      <span className={styles['label']} title={row.label === output.label ? undefined : output.label}>{row.label}</span>
      {notRun ? <span className={styles['notRun']}>{say('notRun')}</span> : null}
      {count === undefined ? null : (
        <button
          type="button"
          className={`${styles['count']} nodrag nopan nokey`}
          data-quiet={(quiet && !never) || undefined}
          data-never={never || undefined}
          data-stale={stale || undefined}
          data-tour="count"
          aria-label={never ? coveragePhrases.neverLeft(output.label, lang) : countLabel(output.label, count, stale, lang)}
          onClick={(event) => {
            event.stopPropagation();
            editor.session.getState().showRows(at);
          }}
        >
          {stale ? <IconClock size={12} stroke={1.75} aria-hidden /> : null}
          {never ? say('neverLeft') : exact(count, lang)}
        </button>
      )}
    </div>
  );
}

const countLabel = (label: string, count: number, stale: boolean, lang: Lang): string =>
  canvasPhrases.showRows(label, exact(count, lang), stale, lang);

function Eyelets({ face, layout }: Shown): ReactNode {
  const editable = useDocument((state) => state.editable);
  // All that leads into a collapsed group ends at its one input, so nothing begins there.
  const backwards = editable && !isGroupCard(face.id);
  return (
    <>
      {layout.inputs.map(({ id, y }) => (
        <Eyelet key={id} id={id} y={y} side="inputs" editable={backwards} height={eyeletHeight(layout)} label={face.inputs.find((each) => each.id === id)?.label ?? id} />
      ))}
      {layout.outputs.map(({ id, y, eyelet }) => {
        const output = face.outputs.find((each) => each.id === id);
        if (!eyelet || output === undefined) return null;
        return (
          <Eyelet key={id} id={id} y={y} side="outputs" editable={editable} leads={output.leads} label={output.label}>
            {editable ? <Plus node={face.id} output={output} y={y} /> : null}
          </Eyelet>
        );
      })}
    </>
  );
}

/** Inputs stand closer than the pointer's area is high. */
const eyeletHeight = ({ inputs }: CardLayout): number => (inputs.length > 1 ? 18 : 24);

interface EyeletProps {
  readonly id: string;
  readonly y: number;
  readonly side: 'inputs' | 'outputs';
  readonly editable: boolean;
  readonly label: string;
  readonly leads?: boolean | undefined;
  readonly height?: number | undefined;
  readonly children?: ReactNode | undefined;
}

function Eyelet({ id, y, side, editable, label, leads = true, height = 24, children }: EyeletProps): ReactNode {
  const { lang } = useWords();
  const input = side === 'inputs';
  return (
    <>
      <Handle
        id={id}
        type={input ? 'target' : 'source'}
        position={input ? Position.Left : Position.Right}
        className={styles['eyelet']}
        style={{ top: y - height / 2, height }}
        isConnectable={editable}
        isConnectableEnd={false}
        data-leads={leads || undefined}
        role="img"
        aria-label={input ? canvasPhrases.input(label, lang) : canvasPhrases.output(label, lang)}
      />
      {children}
    </>
  );
}

/** As high as the style sheet has it. */
const plus = 20;

function Plus({ node, output, y }: { readonly node: string; readonly output: FaceOutput; readonly y: number }): ReactNode {
  const { lang } = useWords();
  const store = useCanvasStore();
  return (
    <button
      type="button"
      className={`${styles['plus']} nodrag nopan nokey`}
      style={{ top: y - plus / 2 }}
      aria-label={canvasPhrases.addAfter(output.label, lang)}
      title={canvasPhrases.addAfter(output.label, lang)}
      onClick={(event) => {
        event.stopPropagation();
        const card = store.getState().cards.get(node);
        if (card !== undefined) {
          store.setState({ picking: { from: output.of ?? { node, port: output.id }, side: 'outputs', at: { x: card.x + card.width + 88, y: card.y } } });
        }
      }}
    />
  );
}
