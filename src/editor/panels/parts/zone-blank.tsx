import { Combobox } from '@base-ui/react/combobox';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { zoneNamed, zoneNames } from '../../../data/zones.ts';
import type { BlankProps } from '../../blanks/blank.ts';
import blanks from '../../blanks/blanks.module.css';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';

interface Props extends Omit<BlankProps<string>, 'change'> {
  readonly change: (next: string) => void;
}

const most = 60;

/** A time zone by its name, found by typing. */
export function ZoneBlank({ label, value, readOnly, change }: Props): ReactNode {
  const { say } = useWords();
  return (
    <Combobox.Root<string>
      items={zoneNames()}
      value={value}
      readOnly={readOnly}
      limit={most}
      autoHighlight
      filter={(zone, typed) =>
        zone.toLowerCase().replaceAll('_', ' ').includes(typed.trim().toLowerCase().replaceAll('_', ' '))
      }
      onValueChange={(next) => {
        if (next !== null && next !== value) change(next);
      }}
    >
      <Combobox.Trigger
        className={blanks['blank']}
        data-menu=""
        data-wrong={zoneNamed(value) === undefined || undefined}
        data-read-only={readOnly || undefined}
        aria-label={`${label}: ${value}`}
      >
        <span className={blanks['value']}>{value}</span>
        <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
      </Combobox.Trigger>
      <Combobox.Portal>
        <Combobox.Positioner className={blanks['float']} sideOffset={4} align="start">
          <Combobox.Popup
            className={`${controls['popup'] ?? ''} ${blanks['popup'] ?? ''} ${blanks['search'] ?? ''}`}
            aria-label={label}
          >
            <Combobox.Input className={blanks['find']} placeholder={say('findZone')} aria-label={say('findZone')} />
            <Combobox.Empty className={blanks['none']}>{say('noZone')}</Combobox.Empty>
            <Combobox.List className={blanks['list']}>
              {(zone: string) => (
                <Combobox.Item key={zone} value={zone} className={blanks['item']}>
                  {zone}
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
