import { Unreadable } from '../../data/read/unreadable.ts';
import type { Words } from '../../data/text.ts';

/** Something on the way to or from the outside that is likely to pass, or that a person has to look after. */
export class Trouble extends Error {
  readonly words: Words;
  /** So many milliseconds the other side asks to be left alone. */
  readonly after?: number | undefined;

  constructor(words: Words, { cause, after }: { readonly cause?: unknown; readonly after?: number | undefined } = {}) {
    super(words.en, cause === undefined ? undefined : { cause });
    this.words = words;
    if (after !== undefined) this.after = after;
  }
}

/** What a person is told of an error. */
export function troubleInWords(error: unknown): Words {
  if (error instanceof Trouble || error instanceof Unreadable) return error.words;
  const known = codes[codeOf(error) ?? ''];
  if (known !== undefined) return known;
  const text = error instanceof Error ? error.message : String(error);
  return { en: text, zh: text };
}

/** The code of a system's error, of the one behind it where it has none itself. */
export function codeOf(error: unknown): string | undefined {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ('code' in each && typeof each.code === 'string') return each.code;
  }
  return undefined;
}

const codes: Readonly<Record<string, Words>> = {
  ECONNREFUSED: { en: 'Nobody answers there', zh: '对方没有应答' },
  ECONNRESET: { en: 'The other side has broken off', zh: '对方中断了连接' },
  EPIPE: { en: 'The other side has broken off', zh: '对方中断了连接' },
  UND_ERR_SOCKET: { en: 'The other side has broken off', zh: '对方中断了连接' },
  ENOTFOUND: { en: 'No computer is known by this name', zh: '找不到这个主机名' },
  EAI_AGAIN: { en: 'The name can’t be looked up right now', zh: '暂时无法解析主机名' },
  ETIMEDOUT: { en: 'It takes too long to answer', zh: '等待应答超时' },
  UND_ERR_CONNECT_TIMEOUT: { en: 'It takes too long to answer', zh: '等待应答超时' },
  EHOSTUNREACH: { en: 'It can’t be reached from here', zh: '从这里无法到达' },
  ENETUNREACH: { en: 'It can’t be reached from here', zh: '从这里无法到达' },
  ENOENT: { en: 'There is no such file', zh: '没有这个文件' },
  EACCES: { en: 'The server may not open it', zh: '服务器没有权限打开' },
  EPERM: { en: 'The server may not open it', zh: '服务器没有权限打开' },
  ENOSPC: { en: 'The disk is full', zh: '磁盘已满' },
  SQLITE_FULL: { en: 'The disk is full', zh: '磁盘已满' },
  SQLITE_BUSY: { en: 'Another program holds the database of this server', zh: '另一个程序占用了本服务器的数据库' },
  EDQUOT: { en: 'The disk is full', zh: '磁盘已满' },
  EROFS: { en: 'The disk can’t be written to', zh: '磁盘不可写' },
  CERT_HAS_EXPIRED: { en: 'Its certificate has run out', zh: '对方的证书已过期' },
  DEPTH_ZERO_SELF_SIGNED_CERT: { en: 'Nobody vouches for its certificate', zh: '对方的证书不受信任' },
  SELF_SIGNED_CERT_IN_CHAIN: { en: 'Nobody vouches for its certificate', zh: '对方的证书不受信任' },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: { en: 'Nobody vouches for its certificate', zh: '对方的证书不受信任' },
  ERR_TLS_CERT_ALTNAME_INVALID: { en: 'Its certificate is for another name', zh: '对方的证书属于其他主机名' },
};
