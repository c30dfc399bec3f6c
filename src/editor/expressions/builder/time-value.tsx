import type { ReactNode } from 'react';
import { isTime } from '../../../data/time.ts';
import { asClocksShow } from '../../../data/zones.ts';
import type { BlankProps } from '../../blanks/blank.ts';
import blanks from '../../blanks/blanks.module.css';
import { useTyping } from '../../blanks/use-typing.ts';
import { momentFrom } from '../../state/zone.ts';
import { useBuilder } from './builder-context.ts';

/** A moment, in the zone that sentences say it in. */
export function TimeValue({ label, value, readOnly, change }: BlankProps<number | undefined>): ReactNode {
  const { zone = 'UTC' } = useBuilder().scope;
  const { wrong, box } = useTyping<number | undefined>({
    value,
    print: (ms) => (ms === undefined || !isTime(ms) ? '' : new Date(asClocksShow(ms, zone)).toISOString().slice(0, ms % 60_000 === 0 ? 16 : ms % 1000 === 0 ? 19 : 23)),
    read(text) {
      const ms = momentFrom(text, zone);
      return text === '' ? { value: undefined } : ms !== undefined && isTime(ms) ? { value: ms } : undefined;
    },
    change,
  });
  return (
    <label className={blanks['blank']} data-wrong={wrong || undefined} data-empty={value === undefined || undefined} data-read-only={readOnly || undefined}>
      <input {...box} onFocus={undefined} type="datetime-local" step={value !== undefined && value % 60_000 !== 0 ? 1 : 60} className={blanks['input']} aria-label={label} aria-invalid={wrong} readOnly={readOnly} />
      <span className={blanks['unit']}>{zone}</span>
    </label>
  );
}
