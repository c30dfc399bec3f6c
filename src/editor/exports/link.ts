import { meaning } from '../../compile/meaning.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { parseDocument, printDocument } from '../../graph/serialise.ts';

/** A graph that is its own link: all of it stands after the `#`, which browsers send nowhere. */

/** Longer links are cut by mail and chat programs. */
export const longestLink = 12_000;
/** What a link may unpack to: a small text can say "a thousand million letters". */
const largestGraph = 4 * 1024 * 1024;

export async function packGraph(document: RuleDocument): Promise<string> {
  const small = JSON.stringify(JSON.parse(printDocument(document)));
  const packed = await throughStream(new TextEncoder().encode(small), new CompressionStream('deflate-raw'));
  return toBase64Url(packed);
}

/** Undefined where it is no graph: cut short, or written by something else. */
export async function unpackGraph(packed: string): Promise<RuleDocument | undefined> {
  try {
    const bytes = fromBase64Url(packed);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await throughStream(bytes, new DecompressionStream('deflate-raw'), largestGraph));
    return parseDocument(text, meaning).document;
  } catch {
    return undefined;
  }
}

async function throughStream(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream, most = Infinity): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) throw new Error('too large');
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
