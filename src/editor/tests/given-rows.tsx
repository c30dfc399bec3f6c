import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import type { RuleNode, SavedTest } from '../../graph/document.ts';
import { kinds } from '../../kinds/registry.ts';
import controls from '../looks/controls.module.css';
import { KindIcon } from '../looks/kind-icon.tsx';
import { RowsSheet } from '../panels/source/rows-sheet.tsx';
import { useWords } from '../state/context.tsx';
import { useDocument } from '../state/editor-context.tsx';
import { testPhrases } from '../words.ts';
import styles from './tests.module.css';

interface Props {
  readonly test: SavedTest;
  readonly readOnly: boolean;
  readonly change: (given: SavedTest['given']) => void;
}

/** The rows that a test gives to each source, typed by its contract. */
export function GivenRows({ test: { given }, readOnly, change }: Props): ReactNode {
  const { lang } = useWords();
  const nodes = useDocument(({ document }) => document.nodes);
  const sources = nodes.filter(({ kind }) => kind === 'source');
  const empty = sources.filter(({ id }) => given[id] === undefined);
  return (
    <div className={styles['given']}>
      {sources.filter(({ id }) => given[id] !== undefined).map((node) => (
        <RowsOfSource key={node.id} node={node} rows={given[node.id] ?? []} readOnly={readOnly} change={(rows) => change({ ...given, [node.id]: rows })} />
      ))}
      {readOnly ? null : empty.map(({ id, name }) => (
        <button key={id} type="button" className={controls['quiet']} onClick={() => change({ ...given, [id]: [] })}>
          <IconPlus size={16} stroke={1.75} aria-hidden="true" />
          {testPhrases.addRowsOf(inLanguage(name, lang), lang)}
        </button>
      ))}
    </div>
  );
}

type GivenRow = SavedTest['given'][string][number];

interface RowsProps {
  readonly node: RuleNode;
  readonly rows: readonly GivenRow[];
  readonly readOnly: boolean;
  readonly change: (rows: GivenRow[]) => void;
}

function RowsOfSource({ node, rows, readOnly, change }: RowsProps): ReactNode {
  const { lang } = useWords();
  const config = kinds.source.config.safeParse(node.config);
  const name = inLanguage(node.name, lang) || node.id;
  return (
    <section aria-label={testPhrases.rowsOf(name, lang)}>
      <h3>
        <span className={styles['source']}><KindIcon kind="source" /></span>
        {testPhrases.rowsOf(name, lang)}
        <small>{testPhrases.rows(rows.length, lang)}</small>
      </h3>
      {config.success ? <RowsSheet fields={config.data.fields} rows={rows} readOnly={readOnly} change={change} /> : null}
    </section>
  );
}
