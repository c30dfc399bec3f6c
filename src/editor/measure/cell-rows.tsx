import { IconX } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import { capitalised } from '../../data/words.ts';
import type { Family } from '../../kinds/contract.ts';
import type { Cell } from '../../lab/measure/model.ts';
import { nameOfCatcher } from '../../lab/measure/words.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import controls from '../looks/controls.module.css';
import { familyOf } from '../looks/families.ts';
import type { FetchRows, PlacedRow } from '../rows/row-pages.ts';
import { RowsTable } from '../rows/rows-table.tsx';
import type { RowsSource } from '../rows/rows-table.tsx';
import type { MeasureAsked, Measuring } from '../simulate/studies/measure.ts';
import { useWords } from '../state/context.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { CommonList } from '../why/common-list.tsx';
import { mostInCommon } from '../why/most-in-common.ts';
import { measuredOf } from './about.ts';
import styles from './cell-rows.module.css';
import { cellWords } from './cell-words.ts';

/** A cell of the table of what was caught, and the source whose rows are shown. */
export interface OpenCell {
  readonly cell: Cell;
  readonly node: string;
}

interface CommonAsked {
  /** Of which rows it was asked. */
  readonly fetch: FetchRows;
  readonly rows: ComponentProps<typeof CommonList>['rows'];
}

interface Props {
  readonly asked: MeasureAsked;
  readonly measuring: Measuring;
  readonly open: OpenCell;
  readonly onOpen: (cell: OpenCell) => void;
  readonly onClose: () => void;
}

/** The rows behind a count of the page. Each can be explained, which leads back to the canvas. */
export function CellRows({ asked, measuring, open: { cell, node }, onOpen, onClose }: Props): ReactNode {
  const { lang, say } = useWords();
  const { studies, session, document } = useEditor();
  const fetch: FetchRows = useCallback(
    async (from, to, view) => {
      const page = await studies.ask('measuredRows', { ...asked, cell, node, from, to, view });
      return page ?? { from, total: 0, all: 0, kept: 0, fields: [], batch: { length: 0, columns: [] } };
    },
    [studies, asked, cell, node],
  );
  const familyOfNode = useCallback((id: string): Family | undefined => familyOf(document.getState().document.nodes.find((each) => each.id === id)?.kind ?? ''), [document]);
  const source: RowsSource = useMemo(
    () => ({
      fetch,
      version: fetch,
      first: [],
      fileName: `${document.getState().document.id}-${cell}`,
      familyOf: familyOfNode,
      why: ({ place }: PlacedRow) => {
        session.getState().showStudy(undefined);
        session.getState().explain({ type: 'row', stream: `${node}.events`, place });
      },
      keep: ({ place }: PlacedRow) => session.getState().keepAsTest({ type: 'row', stream: `${node}.events`, place }),
    }),
    [fetch, document, session, cell, node, familyOfNode],
  );
  const own = measuredOf(measuring.measures, asked.about);
  const [common, setCommon] = useState<CommonAsked>();
  const shown = common?.fetch === fetch ? common : undefined;
  const sources = measuring.cells[cell].filter(({ rows }) => rows > 0);
  const count = measuring.cells[cell].find((each) => each.node === node)?.rows ?? 0;
  const askCommon = async (): Promise<void> => {
    const found = await studies.ask('measuredPlaces', { ...asked, cell, node });
    if (found !== undefined) setCommon({ fetch, rows: { source: node, places: found.places, by: [] } });
  };
  const title = capitalised(cellWords(cell, measuring, lang));
  return (
    <section className={styles['rows']} aria-label={title} data-common={shown !== undefined || undefined}>
      <button type="button" className={`${controls['icon'] ?? ''} ${styles['close'] ?? ''}`} aria-label={say('close')} title={say('close')} onClick={onClose}>
        <IconX size={18} stroke={1.75} aria-hidden="true" />
      </button>
      <RowsTable
        key={`${cell} ${node}`}
        source={source}
        label={title}
        title={
          <h3 className={styles['title']}>
            {title}
            <span>{'node' in own ? nameOfCatcher(own, lang) : say('theWholeGraph')}</span>
            {sources.length < 2 ? null : <ChoiceBlank<string> label={say('measuredSource')} value={node} readOnly={false} choices={sources.map((each) => ({ value: each.node, label: inLanguage(each.name, lang) || each.node }))} change={(next) => onOpen({ cell, node: next })} />}
            {shown !== undefined || count === 0 || count > mostInCommon ? null : <button type="button" className={controls['button']} onClick={() => void askCommon()}>{say('inCommon')}</button>}
          </h3>
        }
      />
      {shown === undefined ? null : <CommonList rows={shown.rows} onClose={() => setCommon(undefined)} />}
    </section>
  );
}
