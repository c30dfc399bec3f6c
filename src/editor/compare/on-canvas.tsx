import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { RuleDocument } from '../../graph/document.ts';
import { Canvas } from '../canvas/canvas.tsx';
import { Marks } from '../canvas/marks.tsx';
import { ToldProvider } from '../canvas/told.ts';
import type { ComparisonTold } from '../simulate/studies/compare.ts';
import { useWords } from '../state/context.tsx';
import { EditorProvider, useEditor, useRun } from '../state/editor-context.tsx';
import { ChangeList } from '../versions/change-list.tsx';
import { changesBetween } from '../versions/changes.ts';
import { effectsOf } from '../versions/effects.ts';
import { frozenEditor } from '../versions/frozen.ts';
import { marksOf } from '../versions/marks.ts';
import { phrases } from '../words.ts';
import styles from './on-canvas.module.css';
import { toldOfComparison } from './told-of-comparison.ts';

interface Props {
  readonly told: ComparisonTold;
  readonly before: RuleDocument;
}

/** The graph as it ran, with what was changed in it and how the counts of its nodes moved by that. */
export function OnCanvas({ told, before }: Props): ReactNode {
  const { lang, say } = useWords();
  const { example } = useEditor();
  const ran = useRun((run) => run.ran);
  const frozen = useMemo(() => (ran === undefined ? undefined : frozenEditor(ran, example)), [ran, example]);
  const shown = useMemo(() => {
    if (ran === undefined) return undefined;
    const { diff, lines } = changesBetween(before, ran, lang);
    const [marks, moves] = [marksOf(diff), toldOfComparison(told, ran, lang)];
    const first = [...moves.nodes].flatMap(([id, { state }]) => (state === 'led' || marks.nodes.has(id) ? [id] : []));
    return { marks, lines, moves, first, effects: effectsOf(told, lang) };
  }, [before, ran, told, lang]);
  if (frozen === undefined || shown === undefined) return null;
  return (
    <EditorProvider editor={frozen}>
      <ToldProvider value={shown.moves}>
        <div className={styles['page']}>
          <div className={styles['canvas']}>
            <Canvas first={shown.first}><Marks marks={shown.marks} /></Canvas>
          </div>
          <aside className={styles['changes']} aria-label={say('changesTitle')}>
            <h3>{phrases.changes(shown.lines.length, lang)}</h3>
            {shown.lines.length === 0 ? <p>{say('noDifference')}</p> : <ChangeList lines={shown.lines} effects={shown.effects} />}
          </aside>
        </div>
      </ToldProvider>
    </EditorProvider>
  );
}
