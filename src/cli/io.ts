import type { Lang } from '../data/text.ts';

/** What a command may touch of the world outside: data goes to `out`, words and progress to `err`. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly cwd: string;
  /** The language asked for by the environment; `--lang` overrides it. */
  readonly lang: Lang;
  /** True where `err` is a terminal, so that progress may redraw itself. */
  readonly interactive: boolean;
}

/** Exit codes of every command. */
export const exit = { clean: 0, findings: 1, wrongUse: 2 } as const;

/** The command was called wrongly: printed with a pointer to its help, exit 2. */
export class WrongUse extends Error {}
