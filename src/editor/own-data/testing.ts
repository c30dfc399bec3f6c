import { createReader } from './reader.ts';
import { overMessages } from './spawn-reader.ts';
import type { FileReading } from './spawn-reader.ts';

/** The reader of a person's own files without a worker, for tests. */
export const readingHere = (): FileReading => {
  let take: ReturnType<typeof createReader> | undefined;
  return overMessages((call) => take?.(call), (told) => {
    take = createReader({ post: (each) => void Promise.resolve().then(() => told(each)), now: () => performance.now(), pause: () => new Promise((resolve) => void setTimeout(resolve)) });
    return () => { take = undefined; };
  });
};
