import type { Words } from '../data/text.ts';
import type { Io } from './io.ts';

/** What a person can type after `ruleloom`. Each is loaded only when it is called for. */
export interface Command {
  readonly name: string;
  /** What it takes, as in `FILE|FOLDER...`. */
  readonly takes: string;
  readonly summary: Words;
  readonly options?: readonly { readonly flag: string; readonly about: Words }[] | undefined;
  readonly load: () => Promise<(args: readonly string[], io: Io) => Promise<number>>;
}

export const commands: readonly Command[] = [
  {
    name: 'start',
    takes: '',
    summary: { en: 'Open the app on this computer', zh: '在这台电脑上打开应用' },
    options: [{ flag: '--port N', about: { en: 'The port to try first (4173)', zh: '首先尝试的端口（4173）' } }],
    load: async () => (await import('./start.ts')).start,
  },
];
