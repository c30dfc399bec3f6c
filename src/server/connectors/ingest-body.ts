import { isUtf8 } from 'node:buffer';
import type { Words } from '../../data/text.ts';

/** What somebody sent to a webhook, before anything is made of it. */
export type IngestBody =
  | { readonly type: 'rows'; readonly body: Uint8Array }
  | { readonly type: 'refused'; readonly status: 400 | 413 | 415; readonly why: Words };

export interface IngestLimits {
  /** In bytes. */
  readonly longest: number;
}

const types = ['application/json', 'application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/x-jsonlines', 'application/json-lines'];

/** Rows as the journal takes them: one event, a list, or one on each line. What is wrong with single rows is told by the reader. */
export function ingestBody(bytes: Uint8Array, contentType: string | undefined, { longest }: IngestLimits): IngestBody {
  const [type = '', ...parameters] = (contentType ?? 'application/json').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((each) => each.startsWith('charset='))?.slice(8).replaceAll('"', '');
  if ((!types.includes(type) && !/^application\/[\w.-]+\+json$/.test(type)) || (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')) {
    return refused(415, 'Send events as application/json or application/x-ndjson, in UTF-8', '请用 application/json 或 application/x-ndjson 发送事件，编码为 UTF-8');
  }
  if (bytes.length > longest) {
    const [kb, mb] = [Math.floor(longest / 1024), Math.floor(longest / 1_048_576)];
    const most = mb > 0 ? `${mb} MB` : `${kb} KB`;
    return refused(413, `This is more than ${most} at once: send it in several parts`, `一次超过了 ${most}：请分几次发送`);
  }
  if (!isUtf8(bytes)) return refused(400, 'This is not UTF-8', '内容不是 UTF-8 编码');
  const body = withoutMark(bytes);
  if (isBlank(body)) return refused(400, 'There is no event in it', '内容里没有事件');
  return { type: 'rows', body: onOneLine(body) ?? body };
}

const refused = (status: 400 | 413 | 415, en: string, zh: string): IngestBody => ({ type: 'refused', status, why: { en, zh } });

const withoutMark = (bytes: Uint8Array): Uint8Array => (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes);

const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 32 || byte === 9 || byte === 10 || byte === 13);

/** One event that was written over several lines; undefined where it is anything else. */
function onOneLine(bytes: Uint8Array): Uint8Array | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = text.indexOf(10);
  // Mostly each line is an event: then the first one says so, and the others need not be looked at.
  if (end === -1 ? !text.includes(13) : isObject(text.toString('utf8', 0, end))) return undefined;
  const whole = text.toString('utf8').trim();
  // Within texts JSON has no line breaks, so those that there are stand between its parts.
  return isObject(whole) ? Buffer.from(whole.replaceAll(/[\r\n]+/g, ' ')) : undefined;
}

function isObject(text: string): boolean {
  if (!text.trimStart().startsWith('{')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
