import type { ReactNode } from 'react';
import type { EventName, Field } from '../../data/field.ts';
import { eventWords, fieldLabel } from '../../data/words.ts';
import type { StarterChoices, StarterRule } from '../../lab/starter/rules.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import { DurationBlank } from '../blanks/duration-blank.tsx';
import { NumberBlank } from '../blanks/number-blank.tsx';
import { useWords } from '../state/context.tsx';

interface Props {
  readonly rule: StarterRule;
  readonly fields: readonly Field[];
  readonly event: EventName;
  readonly choices: StarterChoices;
  readonly change: (rule: StarterRule) => void;
}

/** A starter rule as a sentence, its blanks filled in and open to change. Each language has an order of its own. */
export function StarterSentence(props: Props): ReactNode {
  const { lang } = useWords();
  return lang === 'zh' ? inChinese(props) : inEnglish(props);
}

function inEnglish(props: Props): ReactNode {
  const { rule, event, change } = props;
  const { one, many } = eventWords(event, 'en');
  switch (rule.kind) {
    case 'often':
      return <>More than <More rule={rule} change={change} /> {rule.more === 1 ? one : many} by one <Key {...props} rule={rule} /> in <Within rule={rule} change={change} /></>;
    case 'far':
      return <><Amount {...props} rule={rule} /> more than <Times rule={rule} change={change} /> times what the <Key {...props} rule={rule} /> usually has, and at least <Least {...props} rule={rule} /></>;
    case 'several':
      return <>One <Key {...props} rule={rule} /> with more than <More rule={rule} change={change} /> different values of <Varied {...props} rule={rule} /> in <Within rule={rule} change={change} /></>;
    case 'group':
      return <><Grouped {...props} rule={rule} /> is <GroupValue {...props} rule={rule} /></>;
    case 'hours':
      return <>{many.charAt(0).toUpperCase() + many.slice(1)} between <Hour rule={rule} end="from" change={change} /> and <Hour rule={rule} end="to" change={change} /> o’clock</>;
    case 'high':
      return <><Amount {...props} rule={rule} /> of <Least {...props} rule={rule} /> or more</>;
  }
}

function inChinese(props: Props): ReactNode {
  const { rule, event, change } = props;
  const { one, measure } = eventWords(event, 'zh');
  switch (rule.kind) {
    case 'often':
      return <>同一 <Key {...props} rule={rule} /> 在 <Within rule={rule} change={change} /> 内{one}超过 <More rule={rule} change={change} /> {measure}</>;
    case 'far':
      return <><Amount {...props} rule={rule} /> 超过该 <Key {...props} rule={rule} /> 平时的 <Times rule={rule} change={change} /> 倍，且满 <Least {...props} rule={rule} /></>;
    case 'several':
      return <>同一 <Key {...props} rule={rule} /> 在 <Within rule={rule} change={change} /> 内有超过 <More rule={rule} change={change} /> 个不同的 <Varied {...props} rule={rule} /></>;
    case 'group':
      return <><Grouped {...props} rule={rule} /> 是 <GroupValue {...props} rule={rule} /></>;
    case 'hours':
      return <>在 <Hour rule={rule} end="from" change={change} /> 点到 <Hour rule={rule} end="to" change={change} /> 点之间的{one}</>;
    case 'high':
      return <><Amount {...props} rule={rule} /> 满 <Least {...props} rule={rule} /></>;
  }
}

type Of<Kind extends StarterRule['kind']> = Extract<StarterRule, { readonly kind: Kind }>;
type Change = Props['change'];

/** One of a few fields, by their labels. */
function FieldChoice({ label, value, fields, change }: { readonly label: string; readonly value: string; readonly fields: readonly Field[]; readonly change: (name: string) => void }): ReactNode {
  const { lang } = useWords();
  return <ChoiceBlank label={label} value={value} readOnly={false} choices={fields.map((field) => ({ value: field.name, label: fieldLabel(field, lang) }))} change={change} />;
}

function Key({ rule, choices, change }: Props & { readonly rule: Of<'often' | 'far' | 'several'> }): ReactNode {
  const { say } = useWords();
  return <FieldChoice label={say('asKey')} value={rule.key} fields={choices.keys} change={(key) => change({ ...rule, key })} />;
}

function Amount({ rule, choices, change }: Props & { readonly rule: Of<'far' | 'high'> }): ReactNode {
  const { say } = useWords();
  return <FieldChoice label={say('asNumber')} value={rule.of} fields={choices.amounts} change={(of) => change({ ...rule, of })} />;
}

function Varied({ rule, choices, change }: Props & { readonly rule: Of<'several'> }): ReactNode {
  const { say } = useWords();
  return <FieldChoice label={say('field')} value={rule.of} fields={choices.varied.filter(({ name }) => name !== rule.key)} change={(of) => change({ ...rule, of })} />;
}

function Grouped({ rule, choices, change }: Props & { readonly rule: Of<'group'> }): ReactNode {
  const { say } = useWords();
  const pickField = (of: string): void => {
    const [value = ''] = choices.grouped.find(({ field }) => field.name === of)?.values ?? [];
    change({ ...rule, of, value });
  };
  return <FieldChoice label={say('field')} value={rule.of} fields={choices.grouped.map(({ field }) => field)} change={pickField} />;
}

function GroupValue({ rule, choices, change }: Props & { readonly rule: Of<'group'> }): ReactNode {
  const { say } = useWords();
  const values = choices.grouped.find(({ field }) => field.name === rule.of)?.values ?? [];
  return <ChoiceBlank label={say('blankValue')} value={rule.value} readOnly={false} choices={values.map((value) => ({ value, label: value }))} change={(value) => change({ ...rule, value })} />;
}

function More({ rule, change }: { readonly rule: Of<'often' | 'several'>; readonly change: Change }): ReactNode {
  const { say } = useWords();
  return <NumberBlank label={say('blankMore')} value={rule.more} readOnly={false} min={1} decimals={0} change={(more) => change({ ...rule, more })} />;
}

function Times({ rule, change }: { readonly rule: Of<'far'>; readonly change: Change }): ReactNode {
  const { say } = useWords();
  return <NumberBlank label={say('blankTimes')} value={rule.times} readOnly={false} min={1.1} change={(times) => change({ ...rule, times })} />;
}

function Least({ rule, fields, change }: Props & { readonly rule: Of<'far' | 'high'> }): ReactNode {
  const { say } = useWords();
  const field = fields.find(({ name }) => name === rule.of);
  return <NumberBlank label={say('blankLeast')} value={rule.least} readOnly={false} unit={field?.unit} currency={field?.currency} change={(least) => change({ ...rule, least })} />;
}

function Within({ rule, change }: { readonly rule: Of<'often' | 'several'>; readonly change: Change }): ReactNode {
  const { say } = useWords();
  return <DurationBlank label={say('blankWithin')} value={rule.within} readOnly={false} units={['m', 'h', 'd']} change={(within) => change({ ...rule, within })} />;
}

function Hour({ rule, end, change }: { readonly rule: Of<'hours'>; readonly end: 'from' | 'to'; readonly change: Change }): ReactNode {
  const { say } = useWords();
  return <NumberBlank label={say(end === 'from' ? 'blankFrom' : 'blankTo')} value={rule[end]} readOnly={false} min={0} max={24} decimals={0} change={(hour) => change({ ...rule, [end]: hour })} />;
}
