import { Menu } from '@base-ui/react/menu';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { parseDuration, printDuration } from '../../../data/duration.ts';
import { asConditions } from '../../../logic/builder.ts';
import type { Operand } from '../../../logic/builder.ts';
import { boolean, call, duration, field as fieldRef, list, missing, number, numbers, text, time } from '../../../logic/expr.ts';
import type { Constant } from '../../../logic/expr.ts';
import { parse } from '../../../logic/formula/parse.ts';
import { print } from '../../../logic/formula/print.ts';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import { DurationBlank } from '../../blanks/duration-blank.tsx';
import { FieldBlank } from '../../blanks/field-blank.tsx';
import { NumberBlank } from '../../blanks/number-blank.tsx';
import { readNumber } from '../../blanks/number-text.ts';
import { StringBlank } from '../../blanks/string-blank.tsx';
import { ValuesBlank } from '../../blanks/values-blank.tsx';
import blanks from '../../blanks/blanks.module.css';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import { useBuilder } from './builder-context.ts';
import styles from './builder.module.css';
import { isShown, kindOf, kindsFor, ofKind } from './operand-kinds.ts';
import type { OperandKind, Wanted } from './operand-kinds.ts';
import { TextValue } from './text-value.tsx';
import { TimeValue } from './time-value.tsx';
import type { Suggestion } from './text-value.tsx';

interface Props {
  readonly label: string;
  readonly operand: Operand;
  readonly wanted: Wanted;
  readonly suggestions: readonly Suggestion[];
  /** Around a blank for a number or a time: shows how the sample's values lie. */
  readonly aid: (blank: ReactNode, pick: (value: number) => void) => ReactNode;
  readonly change: (next: Operand, coalesce?: string) => void;
}

/** What a row compares with: a value, or something else that a small menu offers. */
export function OperandBlank(props: Props): ReactNode {
  const { operand, wanted, change } = props;
  const { lang, say } = useWords();
  const { scope, readOnly } = useBuilder();
  const kinds = kindsFor(wanted, operand, scope, lang);
  return (
    <span className={styles['operand']}>
      <Filled {...props} />
      {kinds.length < 2 || readOnly ? null : (
        <Menu.Root>
          <Menu.Trigger className={styles['kinds']} aria-label={`${say('compareWith')}: ${props.label}`} title={say('compareWith')}>
            <IconSelector size={14} stroke={1.75} aria-hidden="true" />
          </Menu.Trigger>
          <Menu.Portal>
            <Menu.Positioner className={blanks['float']} sideOffset={4} align="end">
              <Menu.Popup className={controls['popup']}>
                <Menu.RadioGroup value={kindOf(operand)} onValueChange={(kind: OperandKind) => change(ofKind(kind, operand, wanted, scope))}>
                  {kinds.map(({ kind, label }) => (
                    <Menu.RadioItem key={kind} value={kind} className={controls['item']} closeOnClick>
                      <span className={blanks['tick']}>
                        <Menu.RadioItemIndicator>
                          <IconCheck size={15} stroke={2} aria-hidden="true" />
                        </Menu.RadioItemIndicator>
                      </span>
                      {label}
                    </Menu.RadioItem>
                  ))}
                </Menu.RadioGroup>
              </Menu.Popup>
            </Menu.Positioner>
          </Menu.Portal>
        </Menu.Root>
      )}
    </span>
  );
}

function Filled(props: Props): ReactNode {
  const { operand, wanted, label, change } = props;
  const { lang, say } = useWords();
  const { scope, readOnly, forRule } = useBuilder();
  const fieldBlank = (name: string, put: (next: string) => void): ReactNode => (
    <FieldBlank
      label={label}
      value={name}
      readOnly={readOnly}
      fields={scope.fields}
      types={[wanted.many ? 'list' : wanted.type]}
      forRule={forRule}
      without={wanted.field === undefined ? [] : [wanted.field.name]}
      change={put}
    />
  );
  switch (operand.kind) {
    case 'field':
      return fieldBlank(operand.name, (name) => change(fieldRef(name)));
    case 'now':
      return <span className={styles['fixed']}>{say('eventTime')}</span>;
    case 'set':
      return <span className={styles['fixed']}>{kindsFor(wanted, operand, scope, lang).find(({ kind }) => kind === kindOf(operand))?.label}</span>;
    case 'scaled': {
      const by = <NumberBlank label={say('howManyTimes')} value={operand.by} readOnly={readOnly} change={(next, coalesce) => change({ ...operand, by: next }, coalesce)} />;
      const of = fieldBlank(operand.field, (name) => change({ ...operand, field: name }));
      return <span className={styles['value']}>{lang === 'zh' ? <>{of}{say('timesOf')}{by}{say('times')}</> : <>{by}{say('times')}{of}</>}</span>;
    }
    case 'constant':
      return isShown(operand, wanted) ? <Value {...props} operand={operand} /> : <Other {...props} operand={operand} />;
  }
}

interface ValueProps extends Props {
  readonly operand: Constant;
}

function Value({ operand, wanted, label, suggestions, aid, change }: ValueProps): ReactNode {
  const { say } = useWords();
  const { readOnly } = useBuilder();
  const { type, many, field } = wanted;
  const { value } = operand;
  if (many) {
    const values = Array.isArray(value) ? value.map(String) : [];
    const put = (next: readonly string[]): void => change(type === 'number' ? numbers(numbersAmong(next)) : list(next));
    return <ValuesBlank label={label} value={values} readOnly={readOnly} suggestions={suggestions.map((each) => each.value)} placeholder={say('fillIn')} change={put} />;
  }
  if (operand.type === 'duration' && typeof value === 'number') {
    return <DurationBlank label={label} value={printDuration(value)} readOnly={readOnly} least={0} change={(next, coalesce) => change(duration(parseDuration(next) ?? value), coalesce)} />;
  }
  switch (type) {
    case 'number':
      return aid(
        <NumberBlank
          label={label}
          value={typeof value === 'number' ? value : undefined}
          readOnly={readOnly}
          unit={field?.unit}
          currency={field?.currency}
          placeholder={say('fillIn')}
          change={(next, coalesce) => change(number(next), coalesce)}
          clear={(coalesce) => change(missing, coalesce)}
        />,
        (next) => change(number(next), `${label} by pointing`),
      );
    case 'time':
      return aid(
        <TimeValue label={label} value={typeof value === 'number' ? value : undefined} readOnly={readOnly} change={(next, coalesce) => change(next === undefined ? missing : time(next), coalesce)} />,
        (next) => change(time(Math.round(next)), `${label} by pointing`),
      );
    case 'boolean':
      return (
        <ChoiceBlank
          label={label}
          value={value === null ? '' : value === true ? 'yes' : 'no'}
          readOnly={readOnly}
          choices={[{ value: 'yes', label: say('yes') }, { value: 'no', label: say('no') }]}
          change={(next) => change(boolean(next === 'yes'))}
        />
      );
    case 'text':
    case 'list':
      return (
        <TextValue
          label={label}
          value={typeof value === 'string' ? value : undefined}
          readOnly={readOnly}
          suggestions={suggestions}
          change={(next, coalesce) => change(next === undefined ? missing : text(next), coalesce)}
        />
      );
  }
}

const numbersAmong = (texts: readonly string[]): readonly number[] => texts.flatMap((each) => readNumber(each) ?? []);

/** A constant of another type than is asked for, as a formula writes it. */
function Other({ operand, label, change }: ValueProps): ReactNode {
  const { readOnly } = useBuilder();
  return (
    <StringBlank
      label={label}
      value={print(operand)}
      readOnly={readOnly}
      code
      whole
      accepts={(typed) => constantIn(typed) !== undefined}
      change={(typed) => change(constantIn(typed) ?? operand)}
    />
  );
}

function constantIn(typed: string): Operand | undefined {
  const { expr } = parse(typed);
  const row = expr === undefined ? undefined : asConditions(call('eq', fieldRef('x'), expr));
  return row?.kind === 'test' ? row.values[0] : undefined;
}
