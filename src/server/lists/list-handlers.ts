import type { KnownList, StoredLists } from './stored-lists.ts';
import { versionFields } from '../../api/lists.ts';
import { csvText } from '../../data/write/csv.ts';
import type { Handlers } from '../http/serving.ts';
import { Refusal } from '../http/problems.ts';
import { importInto } from './list-import.ts';
import { fieldsOf, givenEntry } from './list-shape.ts';
import type { GivenEntry, ListShape } from './list-shape.ts';

type ListRoute = 'lists' | 'list' | 'createList' | 'deleteList' | 'listEntries' | 'putListEntry' | 'takeAway' | 'importList' | 'listHistory' | 'listRows' | 'listVersions';

export interface ListParts {
  readonly lists: StoredLists;
  /** The live runs that ask this list. */
  readonly askedBy: (list: string) => readonly string[];
  /** Resolves when all runs have taken what became of lists. */
  readonly told: () => Promise<void>;
}

/** What is done when lists are asked for, or changed. A change is answered once the runs that ask the list have it. */
export function listHandlers({ lists, askedBy, told }: ListParts): Pick<Handlers, ListRoute> {
  const named = (name: string): KnownList => {
    const found = lists.named(name);
    if (found === undefined) throw noList(name);
    return found;
  };
  const viewOf = (list: KnownList): KnownList & { readonly runs: string[] } => ({ ...list, runs: [...askedBy(list.name)] });
  const entryIn = (shape: ListShape, row: Readonly<Record<string, unknown>>): GivenEntry => {
    const given = givenEntry(row, shape);
    if ('why' in given) throw new Refusal(422, 'bad-entry', given.why);
    return given;
  };

  return {
    lists: async () => ({ lists: lists.all().map(viewOf) }),
    list: async ({ params: { list } }) => viewOf(named(list)),
    createList: async ({ body, by }) => {
      const { name, columns, key, rows, why } = body;
      const unknown = key.find((each) => !columns.some((column) => column.name === each));
      if (unknown !== undefined) throw new Refusal(422, 'bad-list', { en: `The key names “${unknown}”, which is no column.`, zh: `键中的“${unknown}”不是列。` });
      const twice = columns.find((column, at) => columns.findIndex((each) => each.name === column.name) < at);
      if (twice !== undefined) throw new Refusal(422, 'bad-list', { en: `There are two columns “${twice.name}”.`, zh: `列“${twice.name}”重复。` });
      if (lists.named(name) !== undefined) throw new Refusal(409, 'list-there', { en: `There is a list “${name}” already.`, zh: `已有名单“${name}”。` });
      const entries = new Map(rows.map((row) => entryIn({ name, columns, key }, row)).map((each) => [each.entry, each]));
      lists.create({ name, columns, key }, [...entries.values()], { by, why });
      await told();
      return viewOf(named(name));
    },
    deleteList: async ({ params: { list } }) => {
      named(list);
      const [run] = askedBy(list);
      if (run !== undefined) throw new Refusal(409, 'list-asked', { en: `The run “${run}” asks this list: it can’t be deleted.`, zh: `运行“${run}”正在使用此名单，无法删除。` });
      lists.forget(list);
    },
    listEntries: async ({ params: { list }, query }) => {
      const { total, entries } = lists.entries(named(list).name, query);
      return { total, entries: [...entries] };
    },
    putListEntry: async ({ params: { list }, body: { row, until, why, instead }, by }) => {
      const shape = named(list);
      const given = entryIn(shape, row);
      if (instead !== undefined && instead !== given.entry && lists.entry(list, given.entry) !== undefined) {
        throw new Refusal(409, 'entry-there', { en: 'There is an entry with this key already.', zh: '已有相同键的条目。' });
      }
      const moved = instead === undefined || instead === given.entry ? [] : [{ entry: instead }];
      lists.change(list, [...moved, { ...given, until }], { by, why });
      await told();
      const written = lists.entry(list, given.entry);
      if (written === undefined) throw new Refusal(404, 'no-such-entry', { en: 'It is not there any more.', zh: '它已不存在。' });
      return written;
    },
    takeAway: async ({ params: { list }, body: { entries, why }, by }) => {
      named(list);
      const there = entries.filter((entry) => lists.entry(list, entry) !== undefined);
      if (there.length > 0) lists.change(list, there.map((entry) => ({ entry })), { by, why });
      await told();
      return { removed: there.length };
    },
    importList: async ({ params: { list }, body: { why, dry, ...asked }, by }) => {
      const shape = named(list);
      const { changes, told: counts } = await importInto(shape, lists.present(list), asked);
      if (!dry && changes.length > 0) {
        lists.change(list, changes, { by, why });
        await told();
      }
      return counts;
    },
    listHistory: async ({ params: { list }, query }) => {
      named(list);
      return { changes: [...lists.history(list, query)] };
    },
    listVersions: async ({ params: { list }, reply }) => {
      const shape = named(list);
      const rows = lists.versions(list).map(({ row, from, until }) => ({ ...row, '@from': from, '@until': until }));
      await reply.type('text/csv; charset=utf-8').send(csvText([...fieldsOf(shape), ...versionFields], rows));
    },
    listRows: async ({ params: { list }, reply }) => {
      const shape = named(list);
      await reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(list)}.csv`).send(csvText(fieldsOf(shape), lists.rows(list)));
    },
  };
}

const noList = (name: string): Refusal => new Refusal(404, 'no-such-list', { en: `This server has no list “${name}”.`, zh: `服务器上没有名单“${name}”。` });
