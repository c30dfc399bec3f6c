import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { CanvasState, CanvasStore } from './canvas-store.ts';

const Context = createContext<CanvasStore | undefined>(undefined);

export const CanvasProvider = Context.Provider;

export function useCanvasStore(): CanvasStore {
  const store = use(Context);
  if (store === undefined) throw new Error('Only what stands on the canvas can ask for it.');
  return store;
}

/** A part of what the canvas knows. Narrow: a drag changes the state with every frame. */
export function useCanvas<Part>(select: (state: CanvasState) => Part): Part {
  return useStore(useCanvasStore(), select);
}
