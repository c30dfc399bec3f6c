import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { useClipboard } from '../commands/use-clipboard.ts';
import { useShortcuts } from '../commands/use-shortcuts.ts';
import { useWords } from '../state/context.tsx';
import { useSession } from '../state/editor-context.tsx';
import { onlyNode } from '../state/session-store.ts';
import { CommandDialog } from './dialogs/command-dialog.tsx';
import { FindDialog } from './dialogs/find-dialog.tsx';
import { ShortcutSheet } from './dialogs/shortcut-sheet.tsx';
import { Dock } from './dock/dock.tsx';
import { EditorBar } from './editor-bar.tsx';
import styles from './editor-frame.module.css';
import { Inspector } from './inspector/inspector.tsx';
import { Notice } from './notice.tsx';
import { Palette } from './palette/palette.tsx';

const Sheet = lazy(() => import('../sheet/sheet.tsx'));

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
  const inspects = useSession(({ selection, inspector }) => inspector && onlyNode(selection) !== undefined);
  const sheet = useSession((session) => session.sheet);
  useShortcuts();
  useClipboard();
  return (
    <div className={styles['frame']} data-inspects={inspects || undefined} data-sheet={sheet === undefined ? undefined : ''}>
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
      <Palette />
      <main className={styles['canvas']} id="canvas">
        {banner}
        <div className={styles['drawing']}>{canvas}</div>
        <Notice />
      </main>
      <Dock rows={rows} />
      {/* What nobody sees asks nothing of the sample. */}
      {sheet === undefined ? <Inspector /> : null}
      {sheet === undefined ? null : (
        <div className={styles['over']}>
          <Suspense>
            <Sheet key={sheet} node={sheet} />
          </Suspense>
        </div>
      )}
      <CommandDialog />
      <FindDialog />
      <ShortcutSheet />
    </div>
  );
}
