import { performance } from 'node:perf_hooks';
import { pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { numberInWords } from '../data/words.ts';
import type { Io } from './io.ts';

/** One line that redraws itself, a few times a second at most, and only for a person who watches. */
export interface ProgressLine {
  /** `share` is from 0 to 1, where it is known. */
  readonly show: (rows: number, alerts: number, share: number | undefined) => void;
  /** Makes room for other lines; the next `show` is not put off. */
  readonly clear: () => void;
}

const every = 200;
const barWidth = 24;

export function progressLine({ interactive, err }: Pick<Io, 'interactive' | 'err'>, lang: Lang, now: () => number = () => performance.now()): ProgressLine {
  let next = now() + every;
  let state: 'unseen' | 'shown' | 'cleared' = 'unseen';
  return {
    show: (rows, alerts, share) => {
      if (!interactive || (state !== 'cleared' && now() < next)) return;
      next = now() + every;
      state = 'shown';
      err(`\r${share === undefined ? '' : bar(share)}${inWords(rows, alerts, lang)}\u001b[K`);
    },
    clear: () => {
      if (state !== 'shown') return;
      err('\r\u001b[K');
      state = 'cleared';
    },
  };
}

function bar(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * barWidth);
  return `${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ${String(Math.floor(share * 100)).padStart(3)}%  `;
}

function inWords(rows: number, alerts: number, lang: Lang): string {
  const [read, raised] = [numberInWords(rows, undefined, lang), numberInWords(alerts, undefined, lang)];
  return pick(lang, `${read} rows, ${raised} alerts`, `${read} 行，${raised} 条预警`);
}
