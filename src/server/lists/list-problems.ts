import type { Problem } from '../../data/problem.ts';
import type { Plan } from '../../plan/plan.ts';
import type { StoredLists } from './stored-lists.ts';

/** What keeps a plan from asking the lists that it names. */
export function listProblems({ steps }: Plan, lists: Pick<StoredLists, 'named'>): readonly Problem[] {
  return steps.flatMap((step): readonly Problem[] => {
    if (step.op !== 'lookup' || step.table.type !== 'managed') return [];
    const { node, on, add, table: { name, columns } } = step;
    const list = lists.named(name);
    if (list === undefined) {
      return [{ code: 'no-list', severity: 'error', node, message: { en: `This server has no list “${name}”: make it on the page of lists`, zh: `服务器上没有名单“${name}”：请先在名单页新建` } }];
    }
    const used = new Set([...on, ...add].map(({ column }) => column));
    return columns.filter((column) => used.has(column.name)).flatMap((column): readonly Problem[] => {
      const there = list.columns.find((each) => each.name === column.name);
      if (there?.type === column.type) return [];
      return [
        there === undefined
          ? { code: 'no-list-column', severity: 'error', node, message: { en: `The list “${name}” of this server has no column “${column.name}”`, zh: `服务器的名单“${name}”没有列“${column.name}”` } }
          : { code: 'list-column-type', severity: 'error', node, message: { en: `The column “${column.name}” of the list “${name}” is of type ${there.type}, not ${column.type}`, zh: `名单“${name}”的列“${column.name}”类型为 ${there.type}，不是 ${column.type}` } },
      ];
    });
  });
}
