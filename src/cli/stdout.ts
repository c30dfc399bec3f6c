/** Takes data for as long as somebody reads it: false once nobody does. */
export type Sink = (chunk: Uint8Array) => Promise<boolean>;

/** Standard output, no faster than its reader. A reader that leaves early, as `head` does, is no error. */
export function stdoutSink(): Sink {
  const { stdout } = process;
  let open = true;
  let wake: () => void = () => undefined;
  stdout.on('drain', () => wake());
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    open = false;
    wake();
  });
  return async (chunk) => {
    if (open && !stdout.write(chunk)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return open;
  };
}
