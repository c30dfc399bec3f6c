import type { DocumentDiff } from '../../graph/diff.ts';
import { edgeKey } from '../state/contract.ts';
import type { CanvasMarks, NodeMark } from '../canvas/marks.tsx';

/** What the canvas shows of a diff: nodes by what became of them, and edges that came and went. */
export function marksOf({ changes, before }: DocumentDiff): CanvasMarks {
  const nodes = new Map<string, NodeMark>();
  const removed: string[] = [];
  const added = new Set<string>();
  const cut: { readonly from: string; readonly to: string }[] = [];
  for (const change of changes) {
    if (change.what === 'node') {
      if (change.how === 'removed') removed.push(change.before.id);
      else if (change.how === 'added') nodes.set(change.after.id, { how: 'added', from: undefined });
      else {
        const moved = change.details.some(({ at }) => at[0] === 'at');
        const [x, y] = change.before.at;
        nodes.set(change.after.id, { how: change.layout ? 'moved' : 'changed', from: moved ? { x, y } : undefined });
      }
    } else if (change.what === 'edge') {
      if (change.how === 'removed') cut.push(change.before);
      else added.add(edgeKey(change.after));
    }
  }
  return { before, nodes, removed, added, cut };
}
