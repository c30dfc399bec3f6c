import type { Words } from '../text.ts';

/** A file that cannot be read at all, with the reason for the person who gave it. */
export class Unreadable extends Error {
  readonly words: Words;

  constructor(words: Words, cause?: unknown) {
    super(words.en, cause === undefined ? undefined : { cause });
    this.name = 'Unreadable';
    this.words = words;
  }
}

export const damaged = (en: string, zh: string, cause?: unknown): Unreadable =>
  new Unreadable({ en: `This is no ${en}, or it is damaged or cut off`, zh: `这不是${zh}，或者文件已损坏、不完整` }, cause);
