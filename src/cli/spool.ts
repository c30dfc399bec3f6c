import { newBytes, written } from '../data/write/bytes.ts';
import type { Bytes } from '../data/write/bytes.ts';
import type { Sink } from './stdout.ts';

/** Takes text while nobody can wait, as while an engine runs, and hands it on once somebody can. */
export interface Spool {
  /** The bytes to write to next. */
  readonly bytes: () => Bytes;
  readonly isWaiting: () => boolean;
  /** False once nobody reads any more. */
  readonly handOn: () => Promise<boolean>;
}

const enough = 1 << 20;

export function createSpool(sink: Sink): Spool {
  let full: Bytes[] = [];
  let bytes = newBytes();
  return {
    bytes: () => {
      if (bytes.length < enough) return bytes;
      full.push(bytes);
      bytes = newBytes(enough + 65_536);
      return bytes;
    },
    isWaiting: () => full.length > 0 || bytes.length > 0,
    handOn: async () => {
      const all = bytes.length > 0 ? [...full, bytes] : full;
      full = [];
      bytes = newBytes();
      for (const each of all) if (!(await sink(written(each)))) return false;
      return true;
    },
  };
}
