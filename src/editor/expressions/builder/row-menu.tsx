import { Menu } from '@base-ui/react/menu';
import { IconDotsVertical } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { asExpr } from '../../../logic/builder.ts';
import type { Condition, ConditionGroup } from '../../../logic/builder.ts';
import blanks from '../../blanks/blanks.module.css';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import type { Word } from '../../words.ts';
import { conditionAt, negated, nudged, removed, replaceAt, unwrapped, wrapped } from '../conditions.ts';
import type { Place } from '../conditions.ts';
import { useBuilder } from './builder-context.ts';
import type { Update } from './builder-context.ts';
import styles from './builder.module.css';

interface Action {
  readonly word: Word;
  readonly keys?: string | undefined;
  readonly next: ConditionGroup;
  readonly focus?: Update['focus'];
}

/** What can be done with a whole row or group. */
export function RowMenu({ condition, place }: { readonly condition: Condition; readonly place: Place }): ReactNode {
  const { say } = useWords();
  const { root, update } = useBuilder();
  const remove = (): void => update(removed(root, place), { focus: afterRemoval(root, place) });
  const actions = actionsFor(root, condition, place);
  return (
    <Menu.Root>
      <Menu.Trigger
        className={styles['more']}
        aria-label={say('moreForRow')}
        title={say('moreForRow')}
        onKeyDown={(event) => {
          if (event.key !== 'Delete' && event.key !== 'Backspace') return;
          event.preventDefault();
          event.stopPropagation();
          remove();
        }}
      >
        <IconDotsVertical size={15} stroke={1.75} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={blanks['float']} sideOffset={4} align="end">
          <Menu.Popup className={controls['popup']}>
            {actions.map(({ word, keys, next, focus }) => (
              <Menu.Item key={word} className={controls['item']} onClick={() => update(next, { focus })}>
                <span className={styles['action']}>{say(word)}</span>
                {keys === undefined ? null : <kbd className={controls['cap']}>{keys}</kbd>}
              </Menu.Item>
            ))}
            <Menu.Item className={controls['item']} onClick={remove}>
              <span className={styles['action']}>{say('remove')}</span>
              <kbd className={controls['cap']}>Del</kbd>
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function actionsFor(root: ConditionGroup, condition: Condition, place: Place): readonly Action[] {
  const home = place.slice(0, -1);
  const up = nudged(root, place, -1);
  const down = nudged(root, place, 1);
  const copied: Place = [...home, (place.at(-1) ?? 0) + 1];
  const all: readonly (Action | false)[] = [
    condition.kind !== 'formula' && { word: condition.not ? 'takeNotAway' : 'putNot', next: negated(root, place), focus: place },
    up.root !== root && { word: 'moveUp', keys: 'Alt ↑', next: up.root, focus: up.place },
    down.root !== root && { word: 'moveDown', keys: 'Alt ↓', next: down.root, focus: down.place },
    { word: 'duplicate', next: replaceAt(root, place, [condition, condition]), focus: copied },
    condition.kind === 'group'
      ? !condition.not && { word: 'takeGroupAway', next: unwrapped(root, place), focus: place }
      : { word: 'ownGroup', next: wrapped(root, place), focus: [...place, 0] },
    condition.kind === 'test' && { word: 'asFormula', next: replaceAt(root, place, [{ kind: 'formula', expr: asExpr(condition) }]), focus: place },
  ];
  return all.filter((each) => each !== false);
}

/** What comes into the place of what is gone, or else what stood before it. */
function afterRemoval(root: ConditionGroup, place: Place): Place {
  const home = place.slice(0, -1);
  const own = conditionAt(root, home);
  const left = own?.kind === 'group' ? own.items.length - 1 : 0;
  return left === 0 ? home : [...home, Math.min(place.at(-1) ?? 0, left - 1)];
}
