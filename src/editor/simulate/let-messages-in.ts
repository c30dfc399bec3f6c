/** For a worker at work: a message to itself comes back after those that wait, without the wait that timers have. */
export function createPause(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  let resume: (() => void)[] = [];
  port1.addEventListener('message', () => {
    const waiting = resume;
    resume = [];
    for (const go of waiting) go();
  });
  port1.start();
  return () =>
    new Promise((resolve) => {
      resume.push(resolve);
      port2.postMessage(undefined);
    });
}
