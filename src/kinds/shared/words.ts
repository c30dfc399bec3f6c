import type { Words } from '../../data/text.ts';
import type { Port } from '../contract.ts';

/** Port names that kinds share, so that the same thing is called the same everywhere. */

export const said = (en: string, zh: string): Words => ({ en, zh });

export const rowsIn: Port = { id: 'in', label: said('rows', '行') };
export const rowsOut: Port = { id: 'rows', label: said('rows', '行'), role: 'main' };
export const matchOut: Port = { id: 'match', label: said('match', '命中'), role: 'main' };
export const restOut: Port = { id: 'rest', label: said('rest', '其余'), role: 'rest' };

/** `Ask for a code` inside a sentence; `VIP` stays as it is. */
export const uncapitalised = (text: string): string => (/^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);
