import { Menu } from '@base-ui/react/menu';
import {
  IconBrackets, IconCalendarEvent, IconCalendarTime, IconCash, IconCheck, IconChevronDown, IconChevronRight, IconEyeOff, IconFlag, IconHash, IconLetterCase,
  IconNumber123, IconTag, IconToggleLeft, IconUser,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { currencySymbol, fieldLabel } from '../../data/words.ts';
import type { FieldFacts } from '../../lab/starter/facts.ts';
import blanks from '../blanks/blanks.module.css';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import type { Word } from '../words.ts';
import { allAs } from './draft.ts';
import type { As, DraftField, FieldChange } from './draft.ts';
import styles from './strip.module.css';

interface Props {
  readonly of: DraftField;
  readonly facts: FieldFacts | undefined;
  readonly change: (change: FieldChange) => void;
}

const said: Readonly<Record<As | 'category', { readonly word: Word; readonly about?: Word; readonly icon: typeof IconHash }>> = {
  time: { word: 'asTime', about: 'asTimeAbout', icon: IconCalendarTime },
  date: { word: 'asDate', about: 'asDateAbout', icon: IconCalendarEvent },
  key: { word: 'asKey', about: 'asKeyAbout', icon: IconUser },
  id: { word: 'asId', about: 'asIdAbout', icon: IconHash },
  text: { word: 'asText', icon: IconLetterCase },
  category: { word: 'asCategory', icon: IconTag },
  amount: { word: 'asAmount', icon: IconCash },
  number: { word: 'asNumber', icon: IconNumber123 },
  boolean: { word: 'asBoolean', icon: IconToggleLeft },
  list: { word: 'asList', icon: IconBrackets },
  label: { word: 'asLabel', about: 'asLabelAbout', icon: IconFlag },
  none: { word: 'asNone', icon: IconEyeOff },
};

/** Texts of few values are called a category: to the graph they are texts like others. */
const shownAs = ({ as }: DraftField, facts: FieldFacts | undefined): As | 'category' =>
  as === 'text' && facts?.groups !== undefined && facts.filled > facts.different * 2 ? 'category' : as;

export function AsIcon({ of, facts }: Pick<Props, 'of' | 'facts'>): ReactNode {
  const Drawing = said[shownAs(of, facts)].icon;
  return <Drawing size={17} stroke={1.5} aria-hidden="true" />;
}

const currencies = ['CNY', 'EUR', 'USD', 'GBP', 'JPY', 'HKD'] as const;
const units = ['%', 'km', 'kg', 's', 'ms', '°C'] as const;

/** What a column is taken as, in one word, and everything else it could be. */
export function AsMenu({ of, facts, change }: Props): ReactNode {
  const { lang, say } = useWords();
  const { as, field } = of;
  const measure = field.currency === undefined ? field.unit : currencySymbol(field.currency);
  const word = say(said[shownAs(of, facts)].word);
  const shown = measure === undefined || as === 'none' ? word : `${word}${lang === 'zh' ? '，' : ', '}${measure}`;
  const isPersonal = field.roles?.includes('sensitive') ?? false;
  return (
    <Menu.Root>
      <Menu.Trigger className={blanks['blank']} data-menu="" aria-label={phrases.takenAs(fieldLabel(field, lang), shown, lang)}>
        <span className={blanks['value']}>{shown}</span>
        <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={styles['float']} sideOffset={4} align="start">
          <Menu.Popup className={`${controls['popup'] ?? ''} ${styles['menu'] ?? ''}`}>
            <Menu.RadioGroup value={as} onValueChange={(next: As) => change({ as: next })}>
              {allAs.map((each) => {
                const { word: name, about, icon: Drawing } = said[each];
                return (
                  <Menu.RadioItem key={each} value={each} closeOnClick className={blanks['item']}>
                    <Tick><Menu.RadioItemIndicator><IconCheck size={15} stroke={2} aria-hidden="true" /></Menu.RadioItemIndicator></Tick>
                    <Drawing size={16} stroke={1.5} aria-hidden="true" />
                    <span className={blanks['says']}>
                      {say(name)}
                      {about === undefined ? null : <span className={blanks['about']}>{say(about)}</span>}
                    </span>
                  </Menu.RadioItem>
                );
              })}
            </Menu.RadioGroup>
            <Menu.Separator className={styles['separator']} />
            {field.type === 'number' ? <Measures field={field} change={change} /> : null}
            <Menu.CheckboxItem checked={isPersonal} onCheckedChange={(sensitive) => change({ sensitive })} className={blanks['item']}>
              <Tick><Menu.CheckboxItemIndicator><IconCheck size={15} stroke={2} aria-hidden="true" /></Menu.CheckboxItemIndicator></Tick>
              {say('personal')}
            </Menu.CheckboxItem>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

const Tick = ({ children }: { readonly children: ReactNode }): ReactNode => <span className={blanks['tick']}>{children}</span>;

/** What numbers are counted in: money, or anything else that is common. */
function Measures({ field, change }: { readonly field: DraftField['field']; readonly change: Props['change'] }): ReactNode {
  const { say } = useWords();
  const value = field.currency ?? field.unit ?? '';
  const known = new Set<string>([...currencies, ...units, ...(value === '' ? [] : [value])]);
  const choose = (next: string): void => change({ measure: /^[A-Z]{3}$/.test(next) ? { currency: next } : { unit: next } });
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className={blanks['item']}>
        <Tick>{null}</Tick>
        <span className={blanks['says']}>{say('countedIn')}</span>
        <IconChevronRight size={14} stroke={1.75} aria-hidden="true" />
      </Menu.SubmenuTrigger>
      <Menu.Portal>
        <Menu.Positioner className={styles['float']} sideOffset={2} align="start">
          <Menu.Popup className={controls['popup']}>
            <Menu.RadioGroup value={value} onValueChange={choose}>
              {['', ...known].map((each) => (
                <Menu.RadioItem key={each} value={each} closeOnClick className={blanks['item']}>
                  <Tick><Menu.RadioItemIndicator><IconCheck size={15} stroke={2} aria-hidden="true" /></Menu.RadioItemIndicator></Tick>
                  {each === '' ? say('noUnit') : /^[A-Z]{3}$/.test(each) ? `${currencySymbol(each)} ${each}` : each}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  );
}
