import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Tour } from '../shell/start/tour.tsx';
import { useEditor, useSession } from '../state/editor-context.tsx';
import { AddData } from './add-data.tsx';
import { takeIntent } from './intents.ts';
import { ReplaceData } from './replace-data.tsx';

/** What comes into an open graph from outside: files, and what whoever opened it meant to do first. */
export function DataHost({ graph }: { readonly graph: string }): ReactNode {
  const editor = useEditor();
  const { document, run, session } = editor;
  const ask = useSession(({ data }) => data);
  const [tours, setTours] = useState(false);
  const close = (): void => session.getState().askForData(undefined);
  useEffect(() => {
    const intent = takeIntent(graph);
    if (intent?.type === 'paste') void import('./put-pieces.ts').then(({ putPieces }) => putPieces(editor, intent.pieces));
    if (intent?.type === 'run' && intent.pieces.length === 0) run.getState().run();
    if (intent?.type === 'run' && intent.pieces.length > 0) {
      void import('./put-pieces.ts').then(({ putPieces }) => {
        putPieces(editor, intent.pieces, 'with data');
        run.getState().run();
      });
    }
    if (intent?.type === 'recent') void import('./put-recent.ts').then(({ putRecent }) => putRecent(editor, intent.files, intent.next));
    if (intent?.type === 'tour') void Promise.resolve().then(() => setTours(true));
    if (intent?.type !== 'use-data') return;
    const { files, pieces } = intent;
    if (pieces.length > 0) void import('./put-pieces.ts').then(({ putPieces }) => putPieces(editor, pieces, 'with data'));
    void import('./likeliest-source.ts')
      .then(({ likeliestSource }) => likeliestSource(document.getState().document, files[0]))
      .then((node) => {
        if (node !== undefined) session.getState().askForData({ type: 'replace', node, files });
      });
  }, [graph, editor, document, run, session]);
  if (ask === undefined) return tours ? <Tour /> : null;
  return ask.type === 'add' ? <AddData ask={ask} close={close} /> : <ReplaceData ask={ask} close={close} />;
}
