/** Resolves when whoever started this wants it to end. */
export function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    // Whoever stops `npm start` stops npm and its shell, and neither hands that on: then this has another parent.
    const parent = process.ppid;
    if (process.env['npm_lifecycle_event'] === 'start') setInterval(() => process.ppid !== parent && resolve(), 500).unref();
  });
}
