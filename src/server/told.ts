import type { Words } from '../data/text.ts';

/** Something that whoever set the server up, or uses it, has to know; in words that say what to do. */
export class Told extends Error {
  readonly words: Words;
  constructor(words: Words, options?: ErrorOptions) {
    super(words.en, options);
    this.words = words;
  }
}

/** What happened, for people: our own words, or what the system said. */
export function wordsOf(error: unknown): Words {
  const known = deepest(error);
  if (known instanceof Told) return known.words;
  const said = known instanceof Error ? known.message : String(known);
  const code = known instanceof Error && 'code' in known ? String(known.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL') return { en: 'The disk is full. Make room, then start the run again: nothing that was acknowledged is lost.', zh: '磁盘已满。请腾出空间后重新启动运行：已确认的数据不会丢失。' };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return { en: 'Another program holds the database of this server. Close it, then start the run again: nothing that was acknowledged is lost.', zh: '另一个程序占用了本服务器的数据库。请关闭它，然后重新启动运行：已确认的数据不会丢失。' };
  return { en: said, zh: said };
}

function deepest(error: unknown): unknown {
  let at = error;
  while (at instanceof Error && !(at instanceof Told) && at.cause !== undefined) at = at.cause;
  return at;
}
