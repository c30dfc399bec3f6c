/** Whether a person is in the middle of something: a pointer is held down, or an input method composes. */
export interface BusyHands {
  readonly busy: () => boolean;
  readonly close: () => void;
}

export function watchHands(page: Window): BusyHands {
  let [held, composing] = [false, false];
  const listen = new AbortController();
  const on = <Name extends keyof WindowEventMap>(name: Name, told: (event: WindowEventMap[Name]) => void): void =>
    page.addEventListener(name, told, { capture: true, passive: true, signal: listen.signal });
  on('pointerdown', () => (held = true));
  on('pointerup', () => (held = false));
  on('pointercancel', () => (held = false));
  // One that was let go outside of the page is not held any more.
  on('pointermove', ({ buttons }) => (held &&= buttons !== 0));
  on('compositionstart', () => (composing = true));
  on('compositionend', () => (composing = false));
  return { busy: () => held || composing, close: () => listen.abort() };
}
