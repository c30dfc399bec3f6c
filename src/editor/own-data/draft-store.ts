import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { EventName } from '../../data/field.ts';
import type { LookOptions } from '../../data/read/look.ts';
import type { Words } from '../../data/text.ts';
import type { SourceConfig } from '../../kinds/source/config.ts';
import { likelyEvent } from '../../lab/starter/event-name.ts';
import { fieldsOf, isComplete } from '../../lab/starter/rules.ts';
import type { StarterKind, StarterRule } from '../../lab/starter/rules.ts';
import type { Tried } from '../../lab/starter/tried.ts';
import type { Joined, WholeTable } from './calls.ts';
import { configOf, digitNames, inZone, loosened, looksAgain, typesOf, withChange } from './draft.ts';
import type { Draft, FieldChange } from './draft.ts';
import { NotRead } from './spawn-reader.ts';
import type { FileReading } from './spawn-reader.ts';

/** A starter rule as it is offered, and may have been changed. */
export interface Starter {
  readonly rule: StarterRule;
  /** Undefined while it is counted, or where it cannot be. */
  readonly tried: Tried | undefined;
  readonly added: boolean;
}

export interface DraftStore {
  readonly stage: 'looking' | 'reading' | 'ready' | 'failed';
  readonly progress?: { readonly share: number; readonly rows: number } | undefined;
  /** The one file that becomes the source, and what it was made of. */
  readonly joined?: Joined | undefined;
  readonly draft?: Draft | undefined;
  /** Of a workbook: all of its sheets, also where the one that was chosen holds no table, and that one. */
  readonly sheets?: readonly string[] | undefined;
  readonly sheet?: string | undefined;
  /** Of times that tell no offset. */
  readonly zone: string;
  readonly whole?: WholeTable | undefined;
  /** Undefined while they are looked for. */
  readonly starters?: readonly Starter[] | undefined;
  readonly fault?: Words | undefined;
  readonly change: (column: string, change: FieldChange) => void;
  readonly chooseSheet: (sheet: string) => void;
  readonly setZone: (zone: string) => void;
  readonly callRows: (event: EventName) => void;
  readonly toggle: (kind: StarterKind) => void;
  readonly setRule: (rule: StarterRule) => void;
}

export interface DraftOptions {
  /** False where only the fields are asked for. */
  readonly starters?: boolean | undefined;
  /** The zone to begin with. */
  readonly zone?: string | undefined;
}

/** Follows files from the drop to the source that they become. */
export function createDraft(files: readonly File[], reading: FileReading, { starters: wantsStarters = true, zone: likelyZone = 'UTC' }: DraftOptions = {}): StoreApi<DraftStore> {
  /** Columns whose digits are names. */
  let names: LookOptions['types'] & object = {};
  let looks = 0;

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const fault = error instanceof NotRead ? error.words : { en: String(error), zh: String(error) };
      store.setState({ stage: 'failed', fault, progress: undefined });
    }
  };

  const look = async (changes: Draft['changes'], event?: EventName): Promise<void> => {
    const { joined, sheet } = store.getState();
    if (joined === undefined) return;
    const ask = (): ReturnType<typeof reading.ask<'look'>> => {
      const options: LookOptions = { types: { ...names, ...typesOf(changes) }, zone: store.getState().zone, ...(sheet === undefined ? {} : { sheet }) };
      return reading.ask('look', { file: joined.file, options });
    };
    looks += 1;
    const mine = looks;
    let found = await ask();
    if (found === undefined || mine !== looks) return;
    const more = digitNames(found);
    if (Object.keys(more).some((column) => names[column] === undefined && changes[column] === undefined)) {
      names = { ...names, ...more };
      found = await ask();
      if (found === undefined || mine !== looks) return;
    }
    const fields = found.fields.map(({ field }) => field);
    store.setState({ sheets: found.sheets, sheet: found.options.sheet?.toString() });
    if (fields.length === 0) throw new NotRead(noColumns);
    store.setState({ draft: { look: found, changes, event: event ?? likelyEvent(joined.file.name, fields) } });
    await study();
  };

  const study = async (): Promise<void> => {
    const { joined, draft } = store.getState();
    if (joined === undefined || draft === undefined) return;
    store.setState({ stage: 'reading', starters: undefined, fault: undefined });
    const config = configOf(draft, joined.file.name);
    const whole = await reading.ask('read', { file: joined.file, config }, (share, rows) => store.setState({ progress: { share, rows } }));
    if (whole === undefined) return;
    const looser = loosened(draft, whole.facts);
    if (looser !== undefined) {
      store.setState({ draft: looser });
      return study();
    }
    store.setState({ stage: 'ready', whole, progress: undefined });
    if (wantsStarters) await find(config);
  };

  const find = async (config: SourceConfig): Promise<void> => {
    const before = added;
    const found = await reading.ask('find', { config });
    if (found === undefined) return;
    store.setState({ starters: found.map((tried) => ({ rule: tried.rule, tried, added: before.has(tried.rule.kind) })) });
    // What a person filled in stays, where its fields are still there.
    const names = new Set(config.fields.map(({ name }) => name));
    for (const { rule } of found) {
      const own = edited.get(rule.kind);
      if (own !== undefined && fieldsOf(own).every((name) => names.has(name))) store.getState().setRule(own.kind === 'hours' && rule.kind === 'hours' ? { ...own, zone: rule.zone } : own);
    }
  };

  /** As a person filled them in. */
  const edited = new Map<StarterKind, StarterRule>();

  /** The kinds that were chosen, also while the rules are looked for anew. */
  const added = new Set<StarterKind>();
  const edit = (kind: StarterKind, how: (starter: Starter) => Starter): void => {
    store.setState(({ starters }) => ({ starters: starters?.map((starter) => (starter.rule.kind === kind ? how(starter) : starter)) }));
  };

  const store = createStore<DraftStore>()((set, get) => ({
    stage: 'looking',
    zone: likelyZone,
    change(column, change) {
      const { draft } = get();
      if (draft === undefined) return;
      const next = withChange(draft, column, change);
      const again = looksAgain(draft.changes, next.changes);
      // Until it is read as it was said, there is nothing to go on with.
      set({ draft: next, ...(again ? { stage: 'reading', starters: undefined } : {}) });
      void attempt(() => (again ? look(next.changes, next.event) : study()));
    },
    chooseSheet(name) {
      names = {};
      added.clear();
      edited.clear();
      set({ stage: 'looking', sheet: name, whole: undefined, starters: undefined, fault: undefined });
      void attempt(() => look({}));
    },
    setZone(zone) {
      const { draft } = get();
      set({ zone, stage: 'reading', starters: undefined });
      if (draft !== undefined) void attempt(() => look(inZone(draft.changes, zone), draft.event));
    },
    callRows(event) {
      const { draft } = get();
      if (draft !== undefined) set({ draft: { ...draft, event } });
    },
    toggle(kind) {
      if (!added.delete(kind)) added.add(kind);
      edit(kind, (starter) => ({ ...starter, added: added.has(kind) }));
    },
    setRule(rule) {
      edited.set(rule.kind, rule);
      edit(rule.kind, (starter) => ({ ...starter, rule, tried: undefined }));
      const { joined, draft } = get();
      if (joined === undefined || draft === undefined || !isComplete(rule)) return;
      void attempt(async () => {
        const tried = await reading.ask('try', { config: configOf(draft, joined.file.name), rule });
        if (tried !== undefined) edit(rule.kind, (starter) => (starter.rule === rule ? { ...starter, tried } : starter));
      });
    },
  }));

  void attempt(async () => {
    const [only] = files;
    const joined = files.length === 1 && only !== undefined && !/\.json$/i.test(only.name) ? { file: only, files: 1, leftOut: [], copies: [] } : await reading.ask('join', { files });
    if (joined === undefined) return;
    store.setState({ joined });
    await look({});
  });
  return store;
}

const noColumns: Words = {
  en: 'There are no columns in it. A table has a line with the names of its columns, and rows below',
  zh: '文件里没有列。表格应有一行列名，下面是数据行',
};
