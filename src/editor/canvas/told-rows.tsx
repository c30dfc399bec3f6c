import type { CSSProperties, ReactNode } from 'react';
import type { Card } from './canvas-store.ts';
import styles from './card.module.css';
import { card } from './geometry/card.ts';
import type { CardLayout } from './geometry/card.ts';
import type { ToldNode } from './told.ts';

interface Props extends Pick<Card, 'face' | 'layout'> {
  readonly told: ToldNode | undefined;
}

/** In place of counts, what one row had here: the output it left by, or the values it came with. */
export function ToldRows({ face, layout, told }: Props): ReactNode {
  if (told !== undefined && told.state !== 'unreached' && told.values.length > 0) {
    const top = layout.outputs[0]?.top ?? layout.height;
    return told.values.map(({ label, value }, at) => (
      <div key={label} className={styles['row']} data-told={told.state} style={{ top: top + at * card.row }}>
        <span className={styles['toldLabel']} title={label}>{label}</span>
        <span className={styles['told']} title={value}>{value}</span>
      </div>
    ));
  }
  return layout.outputs.map((row) => {
    const said = told?.ports.get(row.id);
    const label = face.outputs.find(({ id }) => id === row.id)?.label ?? row.label;
    return (
      <div key={row.id} className={styles['row']} data-told={told?.state} data-taken={said === undefined ? undefined : ''} style={{ top: row.top }}>
        <span className={styles['toldLabel']} title={label}>{label}</span>
        {said === undefined || said === '' ? null : <span className={styles['told']} title={said}>{said}</span>}
      </div>
    );
  });
}

/** A card grows where it tells of more values than it has outputs. */
export function heightTold(told: ToldNode | undefined, { outputs }: CardLayout): CSSProperties | undefined {
  const more = told === undefined || told.state === 'unreached' ? 0 : told.values.length - outputs.length;
  return more <= 0 ? undefined : { height: `calc(100% + ${more * card.row}px)` };
}
