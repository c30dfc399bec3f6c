import type { ReactNode } from 'react';
import { durationPattern, durationUnits, parseDuration } from '../../data/duration.ts';
import type { DurationUnit } from '../../data/duration.ts';
import { useWords } from '../state/context.tsx';
import { panelPhrases } from '../words.ts';
import type { BlankProps } from './blank.ts';
import { ChoiceBlank } from './choice-blank.tsx';
import { NumberBlank } from './number-blank.tsx';

interface Props extends BlankProps<string> {
  readonly units?: readonly DurationUnit[] | undefined;
  /** A whole number of units, and no fewer than these. */
  readonly least?: number | undefined;
}

const usual: readonly DurationUnit[] = ['s', 'm', 'h', 'd', 'w'];

/** A length of time, as a number and its unit: `10` `minutes`. */
export function DurationBlank({ label, value, readOnly, change, units = usual, least = 1 }: Props): ReactNode {
  const { lang } = useWords();
  const [, digits, suffix] = durationPattern.exec(value) ?? [];
  const count = digits === undefined ? undefined : Number(digits);
  const unit = durationUnits.find((each) => each.suffix === suffix)?.suffix ?? 'm';
  const offered = durationUnits.filter((each) => units.includes(each.suffix) || each.suffix === unit).toReversed();
  const put = (next: number, of: DurationUnit, coalesce?: string): void => {
    const text = `${next}${of}`;
    if (parseDuration(text) !== undefined) change(text, coalesce);
  };
  return (
    <>
      <NumberBlank
        label={label}
        value={count}
        readOnly={readOnly}
        min={least}
        decimals={0}
        change={(next, coalesce) => put(next, unit, coalesce)}
      />{' '}
      <ChoiceBlank
        label={panelPhrases.unitOf(label, lang)}
        value={unit}
        readOnly={readOnly}
        choices={offered.map((each) => ({
          value: each.suffix,
          label: lang === 'zh' ? each.zh : `${each.en}${count === 1 ? '' : 's'}`,
        }))}
        change={(next) => put(count ?? least, next)}
      />
    </>
  );
}
