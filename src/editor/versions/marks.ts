import type { Change, DocumentDiff } from '../../graph/diff.ts';
import type { CanvasMarks, Mark, PaperMark } from '../canvas/marks.tsx';
import { edgeKey } from '../state/contract/session.ts';

/** What the canvas shows of a diff: nodes, notes and groups by what became of them, and edges that came and went. */
export function marksOf({ changes, before }: DocumentDiff): CanvasMarks {
  const nodes = new Map<string, Mark>();
  const removed: string[] = [];
  const added = new Set<string>();
  const cut: { readonly from: string; readonly to: string }[] = [];
  const papers: PaperMark[] = [];
  for (const change of changes) {
    if (change.what === 'node') {
      if (change.how === 'removed') removed.push(change.before.id);
      else nodes.set(change.after.id, change.how === 'added' ? fresh : { how: change.layout ? 'moved' : 'changed', from: placeBefore(change) });
    } else if (change.what === 'edge') {
      if (change.how === 'removed') cut.push(change.before);
      else added.add(edgeKey(change.after));
    } else if (change.what === 'note' || change.what === 'group') papers.push(...paperMark(change));
  }
  return { before, nodes, removed, added, cut, papers };
}

const fresh: Mark = { how: 'added', from: undefined };

type Placed = Extract<Change, { readonly what: 'node' | 'note'; readonly how: 'changed' }>;

/** Where it stood, where it stood elsewhere. */
function placeBefore({ details, before: { at: [x, y] } }: Placed): Mark['from'] {
  return details.some(({ at }) => at[0] === 'at') ? { x, y } : undefined;
}

function paperMark(change: Extract<Change, { readonly what: 'note' | 'group' }>): readonly PaperMark[] {
  const { what, how } = change;
  if (how === 'removed') return [what === 'note' ? { what, how, note: change.before } : { what, how, group: change.before }];
  const { id } = change.after;
  if (how === 'added') return [{ what, id, ...fresh }];
  // Collapsed or not says nothing of what is in it.
  if (change.details.every(({ at }) => at[0] === 'collapsed')) return [];
  if (what === 'group') return [{ what, id, how, from: undefined }];
  return [{ what, id, how: change.details.every(({ at }) => at[0] === 'at') ? 'moved' : 'changed', from: placeBefore(change) }];
}
