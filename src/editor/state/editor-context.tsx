import { createContext, use } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Editor } from './contract.ts';
import type { DocumentStore, TestsStore, VersionsStore } from './contract/document.ts';
import type { RunStore } from './contract/run.ts';
import type { SessionStore } from './contract/session.ts';
import { zoneOf } from './zone.ts';

const Context = createContext<Editor | undefined>(undefined);

export function EditorProvider({ editor, children }: { readonly editor: Editor; readonly children: ReactNode }): ReactNode {
  return <Context value={editor}>{children}</Context>;
}

/** The open graph around. For handlers: what is shown comes through the hooks below, which follow changes. */
export function useEditor(): Editor {
  const editor = use(Context);
  if (editor === undefined) throw new Error('Nothing here has a graph: put an EditorProvider around it.');
  return editor;
}

/** Selectors give parts of the store as they are: an object made anew each time would render without end. */
export function useDocument<Part>(select: (state: DocumentStore) => Part): Part {
  return useStore(useEditor().document, select);
}

/** The time zone that times of the graph are shown in. */
export function useZone(): string {
  return useDocument(({ document }) => zoneOf(document));
}

export function useSession<Part>(select: (state: SessionStore) => Part): Part {
  return useStore(useEditor().session, select);
}

export function useRun<Part>(select: (state: RunStore) => Part): Part {
  return useStore(useEditor().run, select);
}

export function useVersions<Part>(select: (state: VersionsStore) => Part): Part {
  return useStore(useEditor().versions, select);
}

export function useTests<Part>(select: (state: TestsStore) => Part): Part {
  return useStore(useEditor().tests, select);
}
