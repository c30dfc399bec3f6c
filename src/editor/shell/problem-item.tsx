import type { ReactNode } from 'react';
import type { Problem } from '../../data/problem.ts';
import { inLanguage } from '../../data/text.ts';
import controls from '../looks/controls.module.css';
import { Icon } from '../looks/icon.tsx';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { applyFix } from '../state/fix.ts';
import styles from './problem-item.module.css';

/** What is wrong and what to do; one click does it where that can be. `where` leads to the node. */
export function ProblemItem({ problem, where }: { readonly problem: Problem; readonly where?: boolean | undefined }): ReactNode {
  const { lang } = useWords();
  const editor = useEditor();
  const editable = useDocument((state) => state.editable);
  const { fix } = problem;
  return (
    <li className={styles['problem']} data-severity={problem.severity}>
      <Icon name={problem.severity} size={16} />
      <div>
        {where === true ? <Where node={problem.node} /> : null}
        <p>{problem.message[lang]}</p>
      </div>
      {fix === undefined || !editable ? null : (
        <button type="button" className={`${controls['button'] ?? ''} ${styles['fix'] ?? ''}`} onClick={() => applyFix(editor, problem)}>
          {fix.label[lang]}
        </button>
      )}
    </li>
  );
}

function Where({ node: id }: { readonly node: string | undefined }): ReactNode {
  const { lang, say } = useWords();
  const { session, view } = useEditor();
  const node = useDocument(({ document }) => document.nodes.find((each) => each.id === id));
  if (node === undefined) return <span className={styles['graph']}>{say('wholeGraph')}</span>;
  const go = (): void => {
    session.getState().select({ nodes: new Set([node.id]) });
    session.getState().showInspector(true);
    view.current?.reveal(node.id);
  };
  return <button type="button" className={styles['where']} onClick={go}>{inLanguage(node.name, lang)}</button>;
}
