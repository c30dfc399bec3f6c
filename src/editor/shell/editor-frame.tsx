import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import type { Command } from '../commands/command.ts';
import { useClipboard } from '../commands/use-clipboard.ts';
import { useShortcuts } from '../commands/use-shortcuts.ts';
import { useWords } from '../state/context.tsx';
import { useSession } from '../state/editor-context.tsx';
import { CommandDialog } from './dialogs/command-dialog.tsx';
import { FindDialog } from './dialogs/find-dialog.tsx';
import { ShortcutSheet } from './dialogs/shortcut-sheet.tsx';
import { Dock } from './dock/dock.tsx';
import { EditorBar } from './editor-bar.tsx';
import styles from './editor-frame.module.css';
import { CoverageBar } from '../coverage/coverage-bar.tsx';
import { CoverageProvider } from '../coverage/coverage-context.tsx';
import { Inspector } from './inspector/inspector.tsx';
import { Notice } from './notice.tsx';
import { Palette } from './palette/palette.tsx';
import { WhyBar } from '../why/mode-bar.tsx';
import { StepBar } from '../why/step-bar.tsx';
import { StepProvider } from '../why/step-context.tsx';
import { WhyProvider } from '../why/why-context.tsx';

const Sheet = lazy(() => import('../sheet/sheet.tsx'));
const ReviewPanel = lazy(() => import('../versions/review-panel.tsx'));
const ExportDialog = lazy(() => import('../exports/export-dialog.tsx'));
const ListsDialog = lazy(() => import('../lists/lists-dialog.tsx'));
const KeepDialog = lazy(() => import('../tests/keep-dialog.tsx'));
const WhyPanel = lazy(() => import('../why/why-panel.tsx'));
const ComparePage = lazy(() => import('../compare/compare-page.tsx'));
const MeasurePage = lazy(() => import('../measure/measure-page.tsx'));
const LookPage = lazy(() => import('../versions/look-page.tsx'));

/** What is looked at lies over all that the keys would act on. */
const noCommands: readonly Command[] = [];

interface Props {
  readonly canvas: ReactNode;
  /** The table of the rows behind a count. */
  readonly rows: ReactNode;
  readonly saved: ReactNode;
  /** What is to be known of the graph before all else: that another tab has it. */
  readonly banner: ReactNode;
}

/** What stands around the canvas. */
export function EditorFrame({ canvas, rows, saved, banner }: Props): ReactNode {
  const { say } = useWords();
  const inspects = useSession(({ inspected }) => inspected !== undefined);
  const sheet = useSession((session) => session.sheet);
  const review = useSession((session) => session.review);
  const look = useSession((session) => session.look);
  const study = useSession((session) => session.study);
  const why = useSession((session) => session.why !== undefined);
  const keeping = useSession((session) => session.keeping);
  const lists = useSession(({ dialog }) => dialog === 'lists');
  const exports = useSession(({ dialog }) => dialog === 'export');
  useShortcuts(look === undefined && study === undefined ? undefined : noCommands);
  useClipboard();
  return (
    <WhyProvider>
    <StepProvider>
    <CoverageProvider>
    <div className={styles['frame']} data-inspects={inspects || review !== undefined || why || undefined} data-why={why || undefined} data-over={sheet === undefined && study === undefined ? undefined : ''} data-look={look === undefined ? undefined : ''}>
      <a
        className={styles['skip']}
        href="#canvas"
        onClick={(event) => {
          // The address names the graph, not the place on the page.
          event.preventDefault();
          document.querySelector<HTMLElement>('[data-canvas]')?.focus();
        }}
      >
        {say('skipToCanvas')}
      </a>
      <EditorBar saved={saved} />
      {why ? null : <Palette />}
      <main className={styles['canvas']} id="canvas">
        {banner}
        <div className={styles['drawing']}>{canvas}</div>
        <WhyBar />
        <StepBar />
        <CoverageBar />
        <Notice />
      </main>
      <Dock rows={rows} />
      {/* What nobody sees asks nothing of the sample. */}
      {sheet === undefined && study === undefined && look === undefined && review === undefined && !why ? <Inspector /> : null}
      {why ? <Suspense><WhyPanel /></Suspense> : null}
      {review === undefined || why ? null : <Suspense><ReviewPanel tab={review} /></Suspense>}
      {sheet === undefined ? null : (
        <div className={styles['over']}>
          <Suspense>
            <Sheet key={sheet} node={sheet} />
          </Suspense>
        </div>
      )}
      {study === 'measure' ? <div className={styles['over']}><Suspense><MeasurePage /></Suspense></div> : null}
      {study === 'compare' ? <div className={styles['over']}><Suspense><ComparePage /></Suspense></div> : null}
      {look === undefined ? null : <Suspense><LookPage look={look} /></Suspense>}
      {exports ? <Suspense><ExportDialog /></Suspense> : null}
      {lists ? <Suspense><ListsDialog /></Suspense> : null}
      {keeping === undefined ? null : <Suspense><KeepDialog asked={keeping} /></Suspense>}
      <CommandDialog />
      <FindDialog />
      <ShortcutSheet />
    </div>
    </CoverageProvider>
    </StepProvider>
    </WhyProvider>
  );
}
