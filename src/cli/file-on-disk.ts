import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { RandomAccess } from '../data/read/access.ts';

export interface FileOnDisk extends RandomAccess {
  readonly close: () => Promise<void>;
}

/** A file that is opened when something is first asked of it. `told` hears how many bytes were read. */
export function fileOnDisk(path: string, byteLength: number, told: (bytes: number) => void): FileOnDisk {
  let opened: Promise<FileHandle> | undefined;
  return {
    byteLength,
    slice: async (start, end) => {
      const handle = await (opened ??= open(path));
      const bytes = new Uint8Array(end - start);
      let length = 0;
      while (length < bytes.length) {
        const { bytesRead } = await handle.read(bytes, length, bytes.length - length, start + length);
        // The file has become shorter meanwhile.
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      told(length);
      return length === bytes.length ? bytes.buffer : bytes.buffer.slice(0, length);
    },
    close: async () => {
      const handle = await opened?.catch(() => undefined);
      await handle?.close();
    },
  };
}
