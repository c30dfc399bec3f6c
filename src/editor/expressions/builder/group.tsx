import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Condition, ConditionGroup } from '../../../logic/builder.ts';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import { FieldBlank } from '../../blanks/field-blank.tsx';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import { addTo, replaceAt, rowOnElement, rowOnField } from '../conditions.ts';
import type { Place } from '../conditions.ts';
import { placeKey, useBuilder } from './builder-context.ts';
import styles from './builder.module.css';
import { Grip } from './grip.tsx';
import { Row } from './row.tsx';
import { RowMenu } from './row-menu.tsx';
import { RowProblem } from './row-problem.tsx';

interface Props {
  readonly group: ConditionGroup;
  readonly place: Place;
  /** On the elements of a list. */
  readonly inList?: boolean | undefined;
  /** At the end of its first line. */
  readonly end?: ReactNode | undefined;
}

const joins = ['all', 'any', 'notAll', 'none'] as const;
type Join = (typeof joins)[number];

const joinOf = ({ join, not }: ConditionGroup): Join => (join === 'all' ? (not ? 'notAll' : 'all') : not ? 'none' : 'any');

/** Rows that hold together, or of which one is enough. */
export function Group({ group, place, inList = false, end }: Props): ReactNode {
  const { say } = useWords();
  const { root, readOnly, problemsAt, update } = useBuilder();
  const isRoot = place.length === 0;
  const word = { all: say('allHold'), any: say('anyHolds'), notAll: say('notAllHold'), none: say('noneHolds') } as const;
  const choose = (next: Join): void => {
    const changed = { ...group, join: next === 'all' || next === 'notAll' ? 'all' : 'any', not: next === 'notAll' || next === 'none' } as const;
    update(replaceAt(root, place, [changed]));
  };
  // One row needs no word on how rows hold together.
  const plain = group.items.length < 2 && !group.not && (isRoot || inList);
  return (
    <div className={isRoot ? styles['items'] : styles['nested']} role="group" aria-label={plain ? say('conditions') : word[joinOf(group)]} data-place={placeKey(place)} data-group="">
      {plain && end === undefined ? null : (
        <div className={styles['head']}>
          {isRoot || inList ? null : <Grip place={place} />}
          {plain ? (
            <span className={styles['join']}>{say('conditions')}</span>
          ) : (
            <ChoiceBlank label={say('howTheyHold')} value={joinOf(group)} readOnly={readOnly} choices={joins.map((each) => ({ value: each, label: word[each] }))} change={choose} />
          )}
          <span className={styles['end']}>{isRoot || inList || readOnly ? end : <RowMenu condition={group} place={place} />}</span>
        </div>
      )}
      {problemsAt(place).map((problem) => <RowProblem key={`${problem.code} ${placeKey(problem.path)}`} problem={problem} />)}
      {group.items.map((item, index) => <Item key={index} item={item} place={[...place, index]} />)}
      {readOnly ? null : <Adds place={place} inList={inList} />}
    </div>
  );
}

function Item({ item, place }: { readonly item: Condition; readonly place: Place }): ReactNode {
  if (item.kind === 'group') return <Group group={item} place={place} />;
  return (
    <Row row={item} place={place}>
      {item.kind === 'elements' && item.condition.kind === 'group' ? <Group group={item.condition} place={[...place, 0]} inList /> : null}
    </Row>
  );
}

function Adds({ place, inList }: { readonly place: Place; readonly inList: boolean }): ReactNode {
  const { say } = useWords();
  const { root, scope, forRule, fieldNamed, update } = useBuilder();
  const add = (condition: Condition): void => {
    const added = addTo(root, place, condition);
    update(added.root, { focus: added.place });
  };
  const own = (condition: Condition): Condition => ({ kind: 'group', join: 'any', not: false, items: [condition] });
  const nothing = (condition: Condition): Condition => condition;
  const plus = <IconPlus size={15} stroke={2} aria-hidden="true" />;
  const inside = inList || insideList(root, place);
  return (
    <div className={styles['adds']} data-end={placeKey(place)}>
      {([['addCondition', nothing], ['addGroup', own]] as const).map(([word, put]) =>
        inside ? (
          <button key={word} type="button" className={controls['quiet']} onClick={() => add(put(rowOnElement()))}>
            {plus} {say(word)}
          </button>
        ) : (
          <FieldBlank
            key={word}
            label={say(word)}
            value={undefined}
            readOnly={false}
            fields={scope.fields}
            forRule={forRule}
            change={(name) => {
              const field = fieldNamed(name);
              if (field !== undefined) add(put(rowOnField(name, field.type)));
            }}
            trigger={<span className={styles['add']}>{plus} {say(word)}</span>}
          />
        ),
      )}
    </div>
  );
}

/** Whether a group stands somewhere within a condition on a list. */
function insideList(root: ConditionGroup, place: Place): boolean {
  let here: Condition | undefined = root;
  for (const step of place) {
    if (here?.kind === 'elements') return true;
    here = here?.kind === 'group' ? here.items[step] : undefined;
  }
  return false;
}
