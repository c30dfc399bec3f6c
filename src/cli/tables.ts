import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { closest } from '../data/closest.ts';
import type { Batch } from '../data/columns.ts';
import { inLanguage, pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { quote } from '../data/words.ts';
import type { RuleDocument } from '../graph/document.ts';
import { emptyTable, tableFrom } from '../lab/tables.ts';
import type { Plan } from '../plan/plan.ts';
import { openFile } from './inputs.ts';
import type { Place } from './inputs.ts';
import { WrongUse } from './io.ts';

/** The reference tables that a plan only names: from beside the graph, or from where the command line says. */

export interface OpenedTables {
  readonly tables: ReadonlyMap<string, Batch>;
  /** What a person should know of them, in words. */
  readonly notes: readonly string[];
}

/** `instead` says by the id of a table which file it is read from. */
export async function openTables(document: RuleDocument, plan: Plan, instead: ReadonlyMap<string, string>, { path, cwd, lang }: Place): Promise<OpenedTables> {
  const tables = new Map<string, Batch>();
  const columnsOf = new Map<string, string>();
  const notes: string[] = [];
  for (const step of plan.steps) {
    if (step.op !== 'lookup' || step.table.type === 'inline') continue;
    const { table } = step;
    const name = table.type === 'file' ? table.path : table.name;
    const known = columnsOf.get(name);
    if (known !== undefined) {
      if (known !== JSON.stringify(table.columns)) {
        throw new WrongUse(pick(lang, `Two tables are read from ${quote(name)}, with other columns each: make them one table.`, `有两个表都读取${quote(name)}，但列不同：请合并为一个表。`));
      }
      continue;
    }
    columnsOf.set(name, JSON.stringify(table.columns));
    const declared = document.tables.filter(({ data }) => ('file' in data ? data.file : 'managed' in data ? data.managed : undefined) === name);
    const [id = name] = declared.map((each) => each.id);
    const called = inLanguage(declared[0]?.name ?? '', lang) || name;
    const given = declared.map((each) => instead.get(each.id)).find((each) => each !== undefined);
    const beside = resolve(dirname(path), 'lists', `${name}.csv`);
    const kept = table.type === 'managed' && given === undefined && existsSync(beside);
    if (given === undefined && table.type === 'managed' && !kept) {
      notes.push(
        pick(
          lang,
          `The table ${quote(called)} is kept by a server: here it is empty. Put its rows into lists/${name}.csv beside the graph, or give them with --table ${id}=PATH`,
          `表${quote(called)}由服务器管理，此处为空。请把内容放到图旁的 lists/${name}.csv，或用 --table ${id}=PATH 提供`,
        ),
      );
      tables.set(name, emptyTable(table.columns));
      continue;
    }
    const hint = pick(
      lang,
      ` The node ${quote(step.node)} looks things up in it: put it there, or name another: --table ${id}=PATH`,
      `节点${quote(step.node)}要在其中查找：请把它放到那里，或用 --table ${id}=PATH 另指定一个`,
    );
    const [file, spoken] = kept ? [beside, `lists/${name}.csv`] : given === undefined ? [resolve(dirname(path), name), name] : [resolve(cwd, given), given];
    const { input } = await openFile(file, spoken, table.columns, {}, lang, given === undefined ? hint : '');
    const { batch, notes: told, broken, first } = await tableFrom(input, table.columns);
    tables.set(name, batch);
    for (const { message } of told) notes.push(pick(lang, `${quote(called)}: ${message.en}`, `${quote(called)}：${message.zh}`));
    if (first !== undefined) {
      const why = first.faults.map(({ message }) => message[lang]).join(pick(lang, '; ', '；'));
      const line = first.line ?? 0;
      notes.push(
        pick(
          lang,
          `${quote(called)}: ${broken} ${broken === 1 ? 'row has' : 'rows have'} cells that do not fit, and are missing; the first in line ${line}: ${why}`,
          `${quote(called)}：${broken} 行有不符合的单元格，按缺失处理；第一处在第 ${line} 行：${why}`,
        ),
      );
    }
  }
  return { tables, notes };
}

/** What `--table ID=PATH` says, by the id of a table that at least one of the graphs has. */
export function readTablesAsked(asked: readonly string[], documents: readonly RuleDocument[], lang: Lang): ReadonlyMap<string, string> {
  const tables = documents.flatMap((document) => document.tables);
  const paths = new Map<string, string>();
  for (const each of asked) {
    const cut = each.indexOf('=');
    const [id, path] = [each.slice(0, cut), each.slice(cut + 1)];
    const ids = [...new Set(tables.map((table) => table.id))];
    if (cut < 1 || path === '') {
      throw new WrongUse(pick(lang, `--table takes ID=PATH, such as ${ids[0] ?? 'countries'}=rows.csv; not ${quote(each)}`, `--table 的写法是 ID=PATH，例如 ${ids[0] ?? 'countries'}=rows.csv；而不是${quote(each)}`));
    }
    const found = tables.filter((table) => table.id === id);
    if (found.length === 0) {
      const near = closest(id, ids);
      const meant = near === undefined ? '' : pick(lang, ` Did you mean ${quote(near)}?`, `是不是${quote(near)}？`);
      throw new WrongUse(pick(lang, `There is no table ${quote(id)}; there ${ids.length === 1 ? 'is' : 'are'} ${ids.join(', ') || 'none'}.${meant}`, `没有表${quote(id)}，现有：${ids.join('、') || '无'}。${meant}`));
    }
    if (found.every(({ data }) => 'rows' in data)) {
      throw new WrongUse(pick(lang, `The rows of the table ${quote(id)} stand in the graph itself: change them there.`, `表${quote(id)}的数据就在图中，请在图里修改。`));
    }
    if (paths.has(id)) throw new WrongUse(pick(lang, `--table names ${quote(id)} twice.`, `--table 两次指定了${quote(id)}。`));
    paths.set(id, path);
  }
  return paths;
}
