import { pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { printTime } from '../data/time.ts';
import type { Bytes } from '../data/write/bytes.ts';
import { putText } from '../data/write/bytes.ts';
import type { Alert } from '../engine/contract.ts';
import { severityWords } from '../kinds/shared/severity.ts';
import type { AlertFormat } from '../lab/alert-formats.ts';
import { plainLine } from './plain.ts';
import { fitted, padded, widthOf } from './width.ts';

/** So many alerts are looked at before the columns get their widths; those that follow are cut to fit. */
const looked = 200;
const widest = 44;

/** Alerts as a table for the terminal. */
export function tableFormat(lang: Lang): AlertFormat {
  const head = [pick(lang, 'Time', '时间'), pick(lang, 'Severity', '级别'), pick(lang, 'Key', '键'), pick(lang, 'Title', '标题'), pick(lang, 'Message', '说明')];
  let waiting: (readonly string[])[] = [];
  let widths: readonly number[] | undefined;

  const putLine = (bytes: Bytes, cells: readonly string[]): void => {
    const last = cells.length - 1;
    const line = cells.map((cell, index) => (index === last ? cell : padded(fitted(cell, widths?.[index] ?? widest), widths?.[index] ?? 0)));
    putText(bytes, `${line.join('  ').trimEnd()}\n`);
  };
  const putWaiting = (bytes: Bytes): void => {
    widths = head.map((title, column) => Math.min(widest, Math.max(...[title, ...waiting.map((cells) => cells[column] ?? '')].map(widthOf))));
    if (waiting.length > 0) putLine(bytes, head);
    for (const cells of waiting) putLine(bytes, cells);
    waiting = [];
  };

  return {
    begin: () => undefined,
    put: (bytes, alert) => {
      const cells = cellsOf(alert, lang);
      if (widths !== undefined) putLine(bytes, cells);
      else if (waiting.push(cells) === looked) putWaiting(bytes);
    },
    end: (bytes) => {
      if (widths === undefined) putWaiting(bytes);
    },
  };
}

function cellsOf({ time, severity, key, title, message, heldBack }: Alert, lang: Lang): readonly string[] {
  const held = heldBack === 0 ? '' : pick(lang, ` (${heldBack} held back)`, `（抑制 ${heldBack} 条）`);
  const cells = [time === null ? '' : printTime(time), severityWords[severity][lang], key ?? '', title, `${message}${held}`];
  return cells.map(plainLine);
}
