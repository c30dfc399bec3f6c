import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { quote } from '../data/words.ts';
import { whyInWords } from './files-in-words.ts';
import { WrongUse } from './io.ts';

/** Writes a report where `--report` says. */
export async function writeReport(to: string, page: string, cwd: string, lang: Lang): Promise<void> {
  await writeFile(resolve(cwd, to), page).catch((error: unknown) => {
    const why = whyInWords(error, lang);
    throw new WrongUse(pick(lang, `${quote(to)} cannot be written: ${why}`, `无法写入${quote(to)}：${why}`));
  });
}
