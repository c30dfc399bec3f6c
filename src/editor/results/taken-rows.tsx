import { IconX } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import type { Family } from '../../kinds/contract.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import controls from '../looks/controls.module.css';
import { familyOf } from '../looks/families.ts';
import type { FetchRows, PlacedRow } from '../rows/row-pages.ts';
import { RowsTable } from '../rows/rows-table.tsx';
import type { RowsSource } from '../rows/rows-table.tsx';
import type { Narrowing } from '../simulate/studies/narrow.ts';
import type { RuleTold } from '../simulate/studies/rules.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor, useRun } from '../state/editor-context.tsx';
import { nameOfRule } from './rule-words.ts';
import styles from './rules-look.module.css';

interface Props {
  readonly rules: readonly RuleTold[];
  /** The nodes of the sources that have such events. */
  readonly sources: readonly string[];
  readonly narrowing: Narrowing;
  readonly onClose: () => void;
}

/** The events that a rule, or each of two, took. Each can be explained. */
export function TakenRows({ rules, sources, narrowing, onClose }: Props): ReactNode {
  const { lang, say } = useWords();
  const { studies, session, document } = useEditor();
  const nodes = useDocument((state) => state.document.nodes);
  const summary = useRun((run) => run.summary);
  const [chosen, choose] = useState<string>();
  const source = sources.find((each) => each === chosen) ?? sources[0] ?? '';
  const names = rules.map((rule) => nameOfRule(rule, lang)).join(' + ');
  const asked = JSON.stringify({ rules: rules.map(({ node, port }) => ({ node, port })), source, ...narrowing });
  const fetch: FetchRows = useCallback(
    async (from, to, view) => {
      const page = await studies.ask('takenRows', { ...JSON.parse(asked), from, to, view });
      return page ?? { from, total: 0, all: 0, kept: 0, fields: [], batch: { length: 0, columns: [] } };
    },
    [studies, asked],
  );
  const familyOfNode = useCallback((id: string): Family | undefined => familyOf(document.getState().document.nodes.find((each) => each.id === id)?.kind ?? ''), [document]);
  const rows: RowsSource = useMemo(
    () => ({
      fetch,
      version: summary,
      first: [],
      fileName: `${document.getState().document.id}-${rules.map(({ node }) => node).join('-')}`,
      familyOf: familyOfNode,
      why: ({ place }: PlacedRow) => session.getState().explain({ type: 'row', stream: `${source}.events`, place }),
      keep: ({ place }: PlacedRow) => session.getState().keepAsTest({ type: 'row', stream: `${source}.events`, place }),
      events: (places) => Promise.resolve({ source, places: Int32Array.from(places) }),
      isChoice: true,
    }),
    [fetch, summary, document, session, rules, source, familyOfNode],
  );
  const nameOf = (node: string): string => inLanguage(nodes.find(({ id }) => id === node)?.name ?? node, lang);
  return (
    <section className={styles['taken']} aria-label={names}>
      <RowsTable
        key={asked}
        source={rows}
        label={names}
        title={
          <h3 className={styles['names']} title={names}>
            <button type="button" className={controls['icon']} aria-label={say('close')} title={say('close')} onClick={onClose}><IconX size={16} stroke={1.75} aria-hidden="true" /></button>
            <span>{names}</span>
            {sources.length < 2 ? null : <ChoiceBlank<string> label={say('measuredSource')} value={source} readOnly={false} choices={sources.map((each) => ({ value: each, label: nameOf(each) }))} change={choose} />}
          </h3>
        }
      />
    </section>
  );
}
