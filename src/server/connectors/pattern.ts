import { createContext, Script } from 'node:vm';
import { Trouble } from '../connections/trouble.ts';

/** The named parts of each line; undefined for a line that the pattern does not fit, or is not done with in its time. */
export type MatchLines = (lines: readonly string[]) => readonly (Readonly<Record<string, string | undefined>> | undefined)[];

/** Milliseconds for many lines at once, of which each takes microseconds; and for one alone, where they took longer. */
const forMany = 250;
const forOne = 25;
/** A pattern that takes so long over several lines would take so long over all that are like them. */
const mostSlow = 3;

const script = new Script('lines.map((line) => { const found = pattern.exec(line); return found === null ? undefined : { ...found.groups }; })');

/** Patterns that people write can take ages over a line, so each has only so much time. */
export function linePattern(text: string): MatchLines {
  const scope = createContext({ pattern: new RegExp(text, 'u'), lines: [] as readonly string[] });
  const within = (lines: readonly string[], timeout: number): ReturnType<MatchLines> | undefined => {
    scope['lines'] = lines;
    try {
      return script.runInContext(scope, { timeout }) as ReturnType<MatchLines>;
    } catch (error) {
      // Not always an `Error` of this realm.
      const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
      if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
      throw error;
    }
  };
  return (lines) => {
    const all = within(lines, forMany);
    if (all !== undefined) return all;
    let slow = 0;
    return lines.map((line) => {
      const found = within([line], forOne);
      if (found !== undefined) return found[0];
      slow += 1;
      if (slow === mostSlow) throw new Trouble({ en: 'The pattern takes too long over these lines: make it simpler, with fewer “.*” and no repetition within a repetition', zh: '这个模式匹配这些行耗时过长：请简化它，少用“.*”，不要在重复里再嵌套重复' });
      return undefined;
    });
  };
}
