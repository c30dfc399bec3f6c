import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { RuleDocument } from '../../graph/document.ts';
import { placeOfComparing, readComparing, writtenComparing } from '../compare/remembered.ts';
import { dockTabs, edgeKey } from './contract/session.ts';
import type { DocumentStore } from './contract/document.ts';
import type { DockTab, Selection, SessionStore } from './contract/session.ts';
import type { Browser } from './preferences.ts';

/** What is selected and open in one editor. How panels stand is remembered by the browser, what is selected is not. */

export const dockHeights = { least: 120, usual: 228, most: 640 } as const;

const keys = { palette: 'ruleloom.palette', dock: 'ruleloom.dock', height: 'ruleloom.dock.height' } as const;

const nothing: ReadonlySet<string> = new Set();
export const noSelection: Selection = { nodes: nothing, edges: nothing, notes: nothing };

export function createSession(
  document: StoreApi<DocumentStore>,
  browser: Pick<Browser, 'read' | 'write'>,
  narrow: boolean,
): StoreApi<SessionStore> {
  const store = createStore<SessionStore>()((set, get) => ({
    selection: noSelection,
    inspector: true,
    inspected: undefined,
    gesture: false,
    palette: narrow || browser.read(keys.palette) === 'icons' ? 'icons' : 'open',
    dock: { open: !narrow && browser.read(keys.dock) !== 'closed', tab: 'problems', height: heightFrom(browser.read(keys.height)) },
    rows: undefined,
    test: 0,
    searches: 0,
    dialog: undefined,
    sheet: undefined,
    sheetRow: 0,
    review: undefined,
    look: undefined,
    study: undefined,
    comparing: readComparing(browser.read(placeOfComparing(document.getState().document.id))),
    labels: undefined,
    notice: undefined,
    data: undefined,
    why: undefined,
    keeping: undefined,
    stepping: false,
    covering: undefined,
    select(selection, keep) {
      const { selection: before } = get();
      const next = { ...(keep === undefined ? noSelection : before), ...selection };
      if (sameSelection(before, next)) return;
      // Something else to look at opens the inspector again.
      const other = next.nodes.size === 1 && !sameSet(before.nodes, next.nodes);
      set({ selection: next, ...(other ? { inspector: true, review: undefined } : {}) });
    },
    showInspector: (inspector) => set({ inspector }),
    setGesture: (gesture) => set({ gesture }),
    showPalette(palette) {
      browser.write(keys.palette, palette);
      set({ palette });
    },
    showDock(change) {
      const { dock: before } = get();
      const dock = { ...before, ...change };
      if (change.height !== undefined) dock.height = within(change.height);
      if (dock.open !== before.open) browser.write(keys.dock, dock.open ? 'open' : 'closed');
      if (dock.height !== before.height) browser.write(keys.height, String(dock.height));
      set({ dock });
    },
    showRows(rows) {
      set({ rows });
      get().showDock({ open: true, tab: 'data' });
    },
    showTest(test) {
      set({ test });
      get().showDock({ open: true, tab: 'tests' });
    },
    findKind() {
      get().showPalette('open');
      set({ searches: get().searches + 1 });
    },
    showDialog: (dialog) => set({ dialog }),
    showSheet: (sheet, sheetRow = 0) => set({ sheet, sheetRow }),
    showReview: (review) => set({ review }),
    lookAt: (look) => set({ look }),
    showStudy: (study) => set({ study }),
    compareBy(change) {
      const comparing = { ...get().comparing, ...change };
      browser.write(placeOfComparing(document.getState().document.id), writtenComparing(comparing));
      set({ comparing });
    },
    labelBy: (labels) => set({ labels }),
    tell: (notice) => set({ notice }),
    askForData: (data) => set({ data }),
    keepAsTest: (keeping) => set({ keeping }),
    stepThrough: (stepping) => set({ stepping, ...(stepping ? { why: undefined, covering: undefined, review: undefined, sheet: undefined } : {}) }),
    explain: (why) => set({ why, stepping: false, ...(why === undefined ? {} : { covering: undefined, review: undefined, sheet: undefined }) }),
    cover: (covering) => set({ covering, ...(covering === undefined ? {} : { why: undefined, stepping: false, sheet: undefined }) }),
  }));

  store.subscribe(({ selection, inspector, gesture, inspected }) => {
    const next = inspector ? onlyNode(selection) : undefined;
    if (!gesture && next !== inspected) store.setState({ inspected: next });
  });
  document.subscribe(({ document: now }, { document: before }) => {
    if (now !== before) forgetWhatIsGone(store, now);
  });
  return store;
}

export const isDockTab = (tab: unknown): tab is DockTab => dockTabs.some((each) => each === tab);

/** The one node that is selected, and nothing else. */
export function onlyNode({ nodes, edges, notes }: Selection): string | undefined {
  const [only] = nodes;
  return nodes.size === 1 && edges.size === 0 && notes.size === 0 ? only : undefined;
}

function forgetWhatIsGone(store: StoreApi<SessionStore>, { nodes, edges, notes }: RuleDocument): void {
  const { selection, rows, sheet } = store.getState();
  const kept: Selection = {
    nodes: keep(selection.nodes, nodes, ({ id }) => id),
    edges: keep(selection.edges, edges, edgeKey),
    notes: keep(selection.notes, notes, ({ id }) => id),
  };
  if (!sameSelection(selection, kept)) store.setState({ selection: kept });
  if (rows !== undefined && !nodes.some(({ id }) => id === rows.node)) store.setState({ rows: undefined });
  if (sheet !== undefined && !nodes.some(({ id }) => id === sheet)) store.setState({ sheet: undefined });
}

function keep<Item>(chosen: ReadonlySet<string>, items: readonly Item[], keyOf: (item: Item) => string): ReadonlySet<string> {
  if (chosen.size === 0) return chosen;
  const there = new Set(items.map(keyOf));
  const kept = [...chosen].filter((key) => there.has(key));
  return kept.length === chosen.size ? chosen : new Set(kept);
}

const sameSet = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one === other || (one.size === other.size && [...one].every((key) => other.has(key)));

const sameSelection = (one: Selection, other: Selection): boolean =>
  sameSet(one.nodes, other.nodes) && sameSet(one.edges, other.edges) && sameSet(one.notes, other.notes);

const within = (height: number): number => Math.round(Math.min(Math.max(height, dockHeights.least), dockHeights.most));

function heightFrom(kept: string | null): number {
  const height = Number(kept ?? undefined);
  return Number.isFinite(height) ? within(height) : dockHeights.usual;
}
