import { useStore } from 'zustand';
import { useEditor } from '../state/editor-context.tsx';
import type { LiveStore } from './live-store.ts';

/** Selectors give parts of the store as they are: an object made anew each time would render without end. */
export const useLive = <Part>(select: (state: LiveStore) => Part): Part => useStore(useEditor().live, select);
