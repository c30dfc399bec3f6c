import { pick } from '../data/text.ts';
import { hashPassword } from '../server/safety/passwords.ts';
import { exit, WrongUse } from './io.ts';
import type { Io } from './io.ts';
import { readOptions } from './options.ts';

const shortest = 10;

/** `ruleloom password`: what stands for a password in `ruleloom.config.json`. */
export async function password(args: readonly string[], io: Io, stdin: AsyncIterable<Buffer | string> = process.stdin): Promise<number> {
  readOptions(args, { lang: { type: 'string' } }, io.lang);
  if (io.interactive) io.err(`${pick(io.lang, 'Type the password, then Enter and Ctrl+D:', '请输入密码，然后按回车和 Ctrl+D：')}\n`);
  let text = '';
  for await (const chunk of stdin) text += chunk.toString();
  const given = text.replace(/\r?\n$/, '');
  if (given.length < shortest) throw new WrongUse(pick(io.lang, `A password has ${shortest} characters or more.`, `密码至少 ${shortest} 个字符。`));
  io.out(`${await hashPassword(given)}\n`);
  return exit.clean;
}
