/**
 * Keys as data: `Mod+Shift+Z`. `Mod` is Ctrl or Cmd, whichever a person presses. A key that is a sign (`?`) is the
 * sign itself, however the keyboard makes it; a digit is the key in the row of digits.
 */

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly keyCode: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
}

/** True while an input method has the keys: nothing may then take them for its own. */
export const isComposing = ({ isComposing: composing, keyCode }: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean => composing || keyCode === 229;

export function pressed(keys: string, event: KeyPress): boolean {
  if (isComposing(event)) return false;
  const { key, mod, shift, alt } = parse(keys);
  if ((event.ctrlKey || event.metaKey) !== mod || event.altKey !== alt) return false;
  if (isSign(key)) return event.key === key;
  if (event.shiftKey !== shift) return false;
  if (isDigit(key)) return event.code === `Digit${key}`;
  return event.key.toLowerCase() === key.toLowerCase() || (isLatin(key) && !isLatin(event.key) && event.code === `Key${key}`);
}

const arrowSigns = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' } as const;
const macSigns: Readonly<Record<string, string>> = {
  ...arrowSigns,
  Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↩', Escape: 'esc', Delete: '⌦', Backspace: '⌫',
};
const otherSigns: Readonly<Record<string, string>> = { ...arrowSigns, Mod: 'Ctrl', Escape: 'Esc' };

/** What is written on the keys, each by itself. */
export const keyCaps = (keys: string, mac: boolean): readonly string[] =>
  parts(keys).map((part) => (mac ? macSigns : otherSigns)[part] ?? part);

/** In one piece, for a tooltip. */
export const keysInWords = (keys: string, mac: boolean): string => keyCaps(keys, mac).join(mac ? '' : '+');

/** In the form of `aria-keyshortcuts`. */
export const keysForReaders = (keys: readonly string[], mac: boolean): string =>
  keys.map((each) => each.replace('Mod', mac ? 'Meta' : 'Control')).join(' ');

export const isMac = (platform: string): boolean => /mac|iphone|ipad/i.test(platform);

function parse(keys: string): { key: string; mod: boolean; shift: boolean; alt: boolean } {
  const all = parts(keys);
  const held = all.slice(0, -1);
  return { key: all.at(-1) ?? '', mod: held.includes('Mod'), shift: held.includes('Shift'), alt: held.includes('Alt') };
}

/** The last plus of `Mod++` is a key. */
const parts = (keys: string): string[] => (keys.endsWith('++') ? [...keys.slice(0, -2).split('+'), '+'] : keys === '+' ? ['+'] : keys.split('+'));

const isSign = (key: string): boolean => key.length === 1 && !isLatin(key) && !isDigit(key);
const isDigit = (key: string): boolean => /^\d$/.test(key);
const isLatin = (key: string): boolean => /^[a-z]$/i.test(key);
