import { useStoreApi } from '@xyflow/react';
import type { OnConnectEnd, OnConnectStart } from '@xyflow/react';
import { useMemo } from 'react';
import type { Editor } from '../state/contract.ts';
import { aimAt } from './aim.ts';
import type { CanvasStore } from './canvas-store.ts';
import { grown, within } from './geometry/bounds.ts';
import { endOf, fittingPorts, impossible } from './refusal.ts';

export interface Connecting {
  readonly onConnectStart: OnConnectStart;
  readonly onConnectEnd: OnConnectEnd;
}

/** Drawing an edge: what it ends in is decided here, not by React Flow, so that a whole card can be aimed at. */
export function useConnecting(store: CanvasStore, editor: Editor): Connecting {
  const flow = useStoreApi();
  return useMemo(() => ({
    onConnectStart(_event, { nodeId, handleId, handleType }) {
      if (nodeId === null || handleId === null) return;
      const start = { node: nodeId, port: handleId };
      const side = handleType === 'source' ? 'outputs' : 'inputs';
      const { cards, faces } = store.getState();
      const from = cards.get(nodeId)?.face.outputs.find(({ id }) => side === 'outputs' && id === handleId)?.of ?? start;
      const closed = impossible(editor.document.getState().document, faces, from, side);
      const closedGroups = [...cards.values()].flatMap(({ id, members }) => (members?.every((each) => closed.has(each)) === true ? [id] : []));
      store.setState({ pull: { from, start, side, impossible: new Set([...closed, ...closedGroups]) }, aim: undefined, picking: undefined });
    },
    onConnectEnd(_event, { pointer }) {
      const state = store.getState();
      const { pull, cards, faces } = state;
      store.setState({ pull: undefined, aim: undefined });
      if (pull === undefined || pointer === null) return;
      const [x, y, zoom] = flow.getState().transform;
      const at = { x: (pointer.x - x) / zoom, y: (pointer.y - y) / zoom };
      const { document, apply } = editor.document.getState();
      const aim = aimAt(document, state, pull, at);
      if (aim === undefined) {
        const onItself = within(grown(cards.get(pull.start.node) ?? { ...at, width: 0, height: 0 }, 24), at);
        if (!onItself) store.setState({ picking: { from: pull.from, side: pull.side, at } });
        return;
      }
      if (aim.refusal !== undefined) {
        editor.session.getState().tell(aim.refusal);
        return;
      }
      const inner = aim.inside === undefined ? undefined : fittingPorts(document, faces, pull.from, pull.side, aim.inside);
      if (inner !== undefined && inner.length > 1) {
        store.setState({ picking: { from: pull.from, side: pull.side, at, inside: aim.inside } });
        return;
      }
      const end = inner?.[0]?.port ?? aim.port;
      const [from, to] = pull.side === 'outputs' ? [pull.from, end] : [end, pull.from];
      apply({ edit: 'connect', args: { from: endOf(from), to: endOf(to) } });
    },
  }), [store, editor, flow]);
}
