import type { Family } from '../../kinds/contract.ts';
import type { KindName } from '../../kinds/registry.ts';
import { kindNames, kinds } from '../../kinds/registry.ts';

/** How a Chinese typist shortens the characters that names of kinds are written with: by the first letters of their pinyin. */
const letters: Readonly<Record<string, string>> = {
  数: 's', 据: 'j', 源: 'y', 筛: 's', 选: 'x', 计: 'j', 算: 's', 合: 'h', 并: 'b', 滚: 'g', 动: 'd', 特: 't', 征: 'z', 时: 's', 间: 'j',
  窗: 'c', 汇: 'h', 总: 'z', 查: 'c', 表: 'b', 关: 'g', 联: 'l', 去: 'q', 重: 'c', 先: 'x', 后: 'h', 顺: 's', 序: 'x', 条: 't', 件: 'j',
  决: 'j', 策: 'c', 评: 'p', 分: 'f', 卡: 'k', 流: 'l', 异: 'y', 常: 'c', 预: 'y', 警: 'j', 输: 's', 出: 'c',
};

/** The letters of a name; a character that is not known has none. */
export const initialsOf = (name: string): string => Array.from(name, (character) => letters[character] ?? '').join('');

/** Kinds that answer to what was typed, in either language, those whose name begins with it first; else in palette order. */
export function findKinds(typed: string): readonly KindName[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return kindNames;
  const rank = new Map(kindNames.map((kind) => [kind, rankOf(kind, wanted)]));
  const found = kindNames.filter((kind) => (rank.get(kind) ?? 0) > 0);
  return found.toSorted((one, other) => (rank.get(other) ?? 0) - (rank.get(one) ?? 0));
}

function rankOf(kind: KindName, wanted: string): number {
  const { title, summary } = kinds[kind];
  const names = [title.en.toLowerCase(), title.zh, kind, initialsOf(title.zh)];
  if (names.some((name) => name.startsWith(wanted))) return 3;
  if (title.en.toLowerCase().split(' ').some((word) => word.startsWith(wanted)) || title.zh.includes(wanted)) return 2;
  if (wanted.length < 2) return 0;
  return summary.en.toLowerCase().split(/[ ,’]+/).some((word) => word.startsWith(wanted)) || summary.zh.includes(wanted) ? 1 : 0;
}

export const families = ['source', 'transform', 'rule', 'alert'] as const satisfies readonly Family[];

export const inFamily = (family: Family): readonly KindName[] => kindNames.filter((kind) => kinds[kind].family === family);
