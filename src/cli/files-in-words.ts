import { Unreadable } from '../data/read/unreadable.ts';
import { pick } from '../data/text.ts';
import type { Lang, Words } from '../data/text.ts';
import { quote, zh } from '../data/words.ts';
import type { SourceConfig } from '../kinds/source/config.ts';
import type { Unsaid } from '../lab/unsaid.ts';

/** What goes wrong with files, in words. */

const known: Readonly<Record<string, Words>> = {
  EACCES: { en: 'there is no permission', zh: '没有权限' },
  EPERM: { en: 'there is no permission', zh: '没有权限' },
  EROFS: { en: 'nothing can be written there', zh: '那里不可写入' },
  EISDIR: { en: 'it is a folder', zh: '它是文件夹' },
  ENOENT: { en: 'the folder is not there', zh: '文件夹不存在' },
  ENOTDIR: { en: 'the folder is not there', zh: '文件夹不存在' },
  ENOSPC: { en: 'the disk is full', zh: '磁盘已满' },
  EMFILE: { en: 'too many files are open', zh: '打开的文件过多' },
};

/** Why a file could not be read or written; what no one foresaw as the system says it. */
export function whyInWords(error: unknown, lang: Lang): string {
  if (error instanceof Unreadable) return error.words[lang];
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return Object.hasOwn(known, code) ? (known[code]?.[lang] ?? '') : error.message;
}

export function unreadableInWords(name: string, error: unknown, lang: Lang): string {
  const why = whyInWords(error, lang);
  return pick(lang, `${quote(name)} cannot be read: ${why}`, `无法读取${quote(name)}：${why}`);
}

type FileSample = Extract<SourceConfig['sample'], { type: 'file' }>;

/** How a source says how its file is written: as it would stand in the graph. */
export function unsaidInWords({ options, about, questions }: Unsaid, node: string, sample: FileSample, lang: Lang): string {
  const whole = JSON.stringify({ ...sample, options: { ...sample.options, ...options } });
  const isTimed = Object.values(options?.forms ?? {}).some(({ type }) => type === 'time');
  const more = [
    ...(isTimed ? [pick(lang, 'Times count as UTC, but where their form has a "zone".', '时间按 UTC 理解，除非写明 "zone"。')] : []),
    ...questions.map((each) => each[lang]),
  ];
  return [
    pick(
      lang,
      `To read ${quote(sample.path)} as it writes ${about.en}, put this into the config of ${quote(node)}: "sample": ${whole}`,
      zh`要按${quote(sample.path)}中${about.zh}的写法读取，请在${quote(node)}的 config 中写上："sample": ${whole}`,
    ),
    ...more,
  ].join(' ');
}
