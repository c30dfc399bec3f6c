import { createElement, Suspense } from 'react';
import type { ReactNode } from 'react';
import type { NodeAnalysis } from '../../compile/analyse.ts';
import type { RuleNode } from '../../graph/document.ts';
import { kindNamed } from '../../kinds/registry.ts';
import { useEditor } from '../state/editor-context.tsx';
import type { PanelProps } from './panel.ts';
import { PlainForm } from './plain-form.tsx';
import { panelNamed } from './registry.tsx';

interface Props {
  readonly node: RuleNode;
  readonly analysed: NodeAnalysis;
  readonly readOnly: boolean;
}

/** The panel of a node: that of its kind, over the config as it stands in the document. */
export function NodePanel({ node, analysed, readOnly }: Props): ReactNode {
  const editor = useEditor();
  const tell = (problem: { readonly message: PanelMessage } | undefined): void => {
    if (problem !== undefined) editor.session.getState().tell(problem.message);
  };
  const change: PanelProps<unknown>['change'] = (next, coalesce, follow) => {
    if (!isSettings(next)) return;
    const { problem } = editor.document
      .getState()
      .apply({ edit: 'configureNode', args: { node: node.id, config: next, ...follow } }, { coalesce });
    tell(problem);
  };
  const renameField = (from: string, to: string): void =>
    tell(editor.document.getState().apply({ edit: 'renameField', args: { node: node.id, from, to } }).problem);
  const kind = kindNamed(node.kind);
  const panel = panelNamed(node.kind);
  if (kind === undefined) return null;
  if (panel === undefined)
    return <PlainForm schema={kind.config} config={node.config} readOnly={readOnly} change={change} />;
  return (
    <Suspense fallback={null}>
      {createElement(panel, {
        node: node.id,
        config: node.config,
        around: analysed.around,
        ports: analysed.ports,
        outputs: analysed.outputs,
        readOnly,
        change,
        renameField,
      })}
    </Suspense>
  );
}

type PanelMessage = NodeAnalysis['problems'][number]['message'];

const isSettings = (config: unknown): config is Record<string, unknown> =>
  typeof config === 'object' && config !== null && !Array.isArray(config);
