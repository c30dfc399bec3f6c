import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { zoneNamed, zoneNames } from '../../../data/zones.ts';
import type { BlankProps } from '../../blanks/blank.ts';
import blanks from '../../blanks/blanks.module.css';
import { SearchMenu } from '../../blanks/search-menu.tsx';
import { useWords } from '../../state/context.tsx';

interface Props extends Omit<BlankProps<string>, 'change'> {
  readonly change: (next: string) => void;
}

const most = 60;

/** A time zone by its name, found by typing. */
export function ZoneBlank({ label, value, readOnly, change }: Props): ReactNode {
  const { say } = useWords();
  return (
    <SearchMenu
      label={label}
      value={value}
      readOnly={readOnly}
      items={zoneNames()}
      limit={most}
      filter={(zone, typed) => plain(zone).includes(plain(typed.trim()))}
      choose={change}
      find={say('findZone')}
      none={say('noZone')}
      trigger={{
        className: blanks['blank'],
        'data-menu': '',
        'data-wrong': zoneNamed(value) === undefined || undefined,
        'data-read-only': readOnly || undefined,
        'aria-label': `${label}: ${value}`,
        children: (
          <>
            <span className={blanks['value']}>{value}</span>
            <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
          </>
        ),
      }}
    >
      {(zone) => zone}
    </SearchMenu>
  );
}

const plain = (zone: string): string => zone.toLowerCase().replaceAll('_', ' ');
