import { Menu } from '@base-ui/react/menu';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { applyAll } from '../../../kinds/compute/changes.ts';
import type { ComputeConfig } from '../../../kinds/compute/config.ts';
import { changeOf } from '../../../kinds/compute/config.ts';
import { inputOf } from '../../../kinds/shared/streams.ts';
import blanks from '../../blanks/blanks.module.css';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import { Items } from '../parts/items.tsx';
import { Section } from '../parts/section.tsx';
import type { PanelProps } from '../panel.ts';
import { ChangeDetails, ChangeRow } from './change-row.tsx';
import type { ChangeProps } from './change-row.tsx';
import { changeKinds, newChange } from './new-change.ts';
import styles from '../panels.module.css';

type Change = ComputeConfig['changes'][number];
type Props = PanelProps<ComputeConfig>;

/** Changes to fields, one below the other, each on what those above it leave. */
export function ComputePanel(props: Props): ReactNode {
  const { config, around, readOnly, change } = props;
  const { say } = useWords();
  const applied = applyAll(config, inputOf(around), around);
  const { changes } = config;
  const put = (next: Change[], coalesce?: string): void => change({ ...config, changes: next }, coalesce);
  const last = applied.at(-1)?.after ?? inputOf(around);
  const rowProps = (each: Change, index: number): ChangeProps => ({
    ...props,
    each,
    before: applied[index]?.before ?? last,
    after: applied[index]?.after ?? last,
    put: (next, coalesce) => put(changes.with(index, next), coalesce),
  });
  return (
    <Section>
      <p className={styles['sentence']}>{say('computeSays')}</p>
      <Items
        items={changes}
        change={put}
        nameOf={nameOfChange}
        readOnly={readOnly}
        ordered
        adding={<AddChange add={(kind) => put([...changes, newChange(kind, last)])} />}
        details={(each, index) =>
          'set' in each || 'rename' in each ? <ChangeDetails {...rowProps(each, index)} /> : undefined
        }
      >
        {(each, index) => <ChangeRow {...rowProps(each, index)} />}
      </Items>
    </Section>
  );
}

function nameOfChange(change: Change): string {
  const of = changeOf(change);
  switch (of.type) {
    case 'set':
      return of.change.set.name;
    case 'rename':
      return of.change.to;
    case 'drop':
      return of.change.drop;
    case 'clean':
      return of.change.clean;
  }
}

function AddChange({ add }: { readonly add: (kind: (typeof changeKinds)[number]['kind']) => void }): ReactNode {
  const { say } = useWords();
  return (
    <Menu.Root>
      <Menu.Trigger className={`${controls['quiet'] ?? ''} ${styles['add'] ?? ''}`}>
        <IconPlus size={16} stroke={1.75} aria-hidden="true" />
        {say('addChange')}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={blanks['float']} sideOffset={4} align="start">
          <Menu.Popup className={controls['popup']}>
            {changeKinds.map(({ kind, name, about }) => (
              <Menu.Item key={kind} className={blanks['item']} onClick={() => add(kind)}>
                <span className={blanks['says']}>
                  {say(name)}
                  <span className={blanks['about']}>{say(about)}</span>
                </span>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
