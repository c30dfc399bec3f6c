import type { Problem } from '../../data/problem.ts';
import type { Surroundings } from '../contract.ts';
import { problem } from './problems.ts';
import type { Path } from './problems.ts';

/** Files stand beside the graph or below it, so that a folder can be moved and shared as it is. */
export function checkPath(path: string, around: Surroundings, at: Path): readonly Problem[] {
  if (path.trim() === '') return [problem(around, { code: 'no-file', en: 'Choose a file', zh: '请选择一个文件', at })];
  const outside = /^[/\\~]|^[a-z][a-z0-9+.-]*:|\0|\\/i.test(path) || path.split('/').includes('..');
  if (!outside) return [];
  return [
    problem(around, {
      code: 'file-outside',
      en: `“${path}” is not beside the graph: put the file into the graph’s folder and name it from there`,
      zh: `“${path}”不在规则图所在的文件夹里：请把文件放进该文件夹，并写相对路径`,
      at,
    }),
  ];
}
