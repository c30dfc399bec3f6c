import type { Lang } from '../../data/text.ts';
import { pick } from '../../data/text.ts';

/** What a file of a report is called: by the graph and what it is compared with, without what no file name may have. */
export function reportName(graph: string, against: string, lang: Lang): string {
  const name = pick(lang, `${graph} against ${against}`, `${graph} 对比 ${against}`);
  return `${name.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, 120)}.html`;
}
