import { IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Problem } from '../../../data/problem.ts';
import { inLanguage } from '../../../data/text.ts';
import { kindNamed } from '../../../kinds/registry.ts';
import { isComposing } from '../../commands/keys.ts';
import { isShown, ShownProblemsProvider, useShownProblems } from '../../expressions/shown.ts';
import controls from '../../looks/controls.module.css';
import { KindTile } from '../../looks/kind-icon.tsx';
import { NodePanel } from '../../panels/node-panel.tsx';
import { RowsSection } from '../../panels/rows/rows-section.tsx';
import { useWords } from '../../state/context.tsx';
import { useDocument, useEditor, useSession } from '../../state/editor-context.tsx';
import { renamed } from '../../documents/renamed.ts';
import { ProblemItem } from '../problem-item.tsx';
import { TextInPlace } from '../text-in-place.tsx';
import { FieldSections } from './fields.tsx';
import styles from './inspector.module.css';
import { NodeMenu } from './node-menu.tsx';

/** The one selected node: what is wrong with it, what it does, and the fields and rows before and after it. */
export function Inspector(): ReactNode {
  const node = useSession(({ inspected }) => inspected);
  return node === undefined ? null : <NodeInspector key={node} id={node} />;
}

function NodeInspector({ id }: { readonly id: string }): ReactNode {
  const { lang, say } = useWords();
  const editor = useEditor();
  const node = useDocument(({ document }) => document.nodes.find((each) => each.id === id));
  const editable = useDocument((state) => state.editable);
  const analysed = useDocument(({ compilation }) => compilation.analysis.nodes.get(id));
  const desk = useShownProblems();
  const head = useRef<HTMLElement>(null);
  if (node === undefined) return null;
  const kind = kindNamed(node.kind);
  const problems = (analysed?.problems ?? []).filter((problem) => !isShown(problem, node.config, desk.shown));
  return (
    <aside className={styles['inspector']} data-part="inspector" aria-label={say('inspector')} data-family={kind?.family} onKeyDown={(event) => leftByEscape(event) && editor.view.current?.focus()}>
      <header ref={head} className={styles['head']}>
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
        <NodeMenu node={node} head={head} editable={editable} />
        <button type="button" className={controls['icon']} aria-label={say('close')} title={say('close')} onClick={() => editor.session.getState().showInspector(false)}>
          <IconX size={18} stroke={1.75} aria-hidden="true" />
        </button>
      </header>
      <div className={styles['body']} data-part-body>
        <Problems problems={problems.filter(({ severity }) => severity !== 'hint')} />
        {analysed === undefined ? null : (
          <ShownProblemsProvider value={desk.show}>
            <NodePanel node={node} analysed={analysed} readOnly={!editable} />
          </ShownProblemsProvider>
        )}
        <Problems problems={problems.filter(({ severity }) => severity === 'hint')} />
        {analysed === undefined || kind?.family === 'source' ? null : <FieldSections analysed={analysed} />}
        {analysed === undefined ? null : <RowsSection analysed={analysed} />}
      </div>
    </aside>
  );
}

/** Escape that nothing in the panel has a use for: no list is open, nothing typed is taken back. */
const leftByEscape = ({ key, nativeEvent, target, currentTarget, defaultPrevented }: KeyboardEvent<HTMLElement>): boolean =>
  key === 'Escape' && !defaultPrevented && !isComposing(nativeEvent) && target instanceof Element && currentTarget.contains(target) && target.getAttribute('aria-expanded') !== 'true';

/** What keeps the node from working stands before all else; what only teaches comes after what it is about. */
function Problems({ problems }: { readonly problems: readonly Problem[] }): ReactNode {
  const { say } = useWords();
  if (problems.length === 0) return null;
  return (
    <section aria-label={say('problemsTab')}>
      <ul className={styles['problems']}>
        {problems.map((problem) => <ProblemItem key={`${problem.code} ${problem.message.en} ${JSON.stringify(problem.at)}`} problem={problem} />)}
      </ul>
    </section>
  );
}
