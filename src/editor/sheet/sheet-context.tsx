import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { Surroundings } from '../../kinds/contract.ts';
import type { TableConfig } from '../../kinds/table/config.ts';
import type { Problem } from '../../data/problem.ts';
import type { SheetColumn } from './model/columns.ts';
import type { SheetView } from './model/view-store.ts';

/** One open table: what it is, and where one is in it. */
export interface Sheet {
  readonly node: string;
  readonly config: TableConfig;
  readonly around: Surroundings;
  readonly columns: readonly SheetColumn[];
  readonly problems: readonly Problem[];
  readonly editable: boolean;
  readonly view: StoreApi<SheetView>;
  /** As it is now, which may be newer than what is drawn. */
  readonly now: () => TableConfig;
  readonly showNotes: () => void;
  readonly change: (next: TableConfig, coalesce?: string) => void;
}

const Context = createContext<Sheet | undefined>(undefined);
export const SheetProvider = Context;

export function useSheet(): Sheet {
  const sheet = use(Context);
  if (sheet === undefined) throw new Error('Nothing here has a table: put a SheetProvider around it.');
  return sheet;
}

export function useSheetView<Part>(select: (view: SheetView) => Part): Part {
  return useStore(useSheet().view, select);
}
