import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import { capitalised, unbroken } from '../../../data/words.ts';
import { kindNamed } from '../../../kinds/registry.ts';
import controls from '../../looks/controls.module.css';
import { KindTile } from '../../looks/kind-icon.tsx';
import { useWords } from '../../state/context.tsx';
import { useDocument, useEditor, useSession } from '../../state/editor-context.tsx';
import { onlyNode } from '../../state/session-store.ts';
import { renamed } from '../editor-bar.tsx';
import { ProblemItem } from '../problem-item.tsx';
import { TextInPlace } from '../text-in-place.tsx';
import { FieldSections } from './fields.tsx';
import styles from './inspector.module.css';

/** The one selected node: what it does, what is wrong with it, and the fields before and after it. */
export function Inspector(): ReactNode {
  const node = useSession(({ selection, inspector }) => (inspector ? onlyNode(selection) : undefined));
  return node === undefined ? null : <NodeInspector key={node} id={node} />;
}

function NodeInspector({ id }: { readonly id: string }): ReactNode {
  const { lang, say } = useWords();
  const editor = useEditor();
  const node = useDocument(({ document }) => document.nodes.find((each) => each.id === id));
  const editable = useDocument((state) => state.editable);
  const analysed = useDocument(({ compilation }) => compilation.analysis.nodes.get(id));
  if (node === undefined) return null;
  const kind = kindNamed(node.kind);
  const sentence = analysed?.read === undefined ? '' : analysed.read.kind.describe(analysed.read.config, analysed.around, lang);
  return (
    <aside className={styles['inspector']} aria-label={say('inspector')} data-family={kind?.family}>
      <header className={styles['head']}>
        <KindTile kind={node.kind} />
        <div>
          <h2>
            <TextInPlace
              text={inLanguage(node.name, lang)}
              label={say('nameOfNode')}
              className={styles['name']}
              readOnly={!editable}
              onChange={(text) => editor.document.getState().apply({ edit: 'renameNode', args: { node: id, name: renamed(node.name, text, lang) } })}
            />
          </h2>
          <p>{kind?.title[lang] ?? node.kind}</p>
        </div>
        <button type="button" className={controls['icon']} aria-label={say('close')} title={say('close')} onClick={() => editor.session.getState().showInspector(false)}>
          <IconX size={18} stroke={1.75} aria-hidden="true" />
        </button>
      </header>
      <div className={styles['body']}>
        {sentence === '' ? null : (
          <section>
            <p className={styles['sentence']}>{unbroken(capitalised(sentence))}</p>
          </section>
        )}
        {analysed === undefined || analysed.problems.length === 0 ? null : (
          <section aria-label={say('problemsTab')}>
            <ul className={styles['problems']}>
              {analysed.problems.map((problem) => <ProblemItem key={`${problem.code} ${problem.message.en}`} problem={problem} />)}
            </ul>
          </section>
        )}
        {analysed === undefined ? null : <FieldSections analysed={analysed} />}
      </div>
    </aside>
  );
}
