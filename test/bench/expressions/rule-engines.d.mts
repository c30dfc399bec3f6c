/** What is needed of the other rule engines, typed here so that it can be checked where they are not installed. */
export type RowLogic = (row: object) => unknown;

export function withJsonLogicJs(logic: unknown): RowLogic;
export function withJsonLogicEngine(logic: unknown): RowLogic;
export function withZen(node: { readonly type: string; readonly content: Readonly<Record<string, unknown>> }): {
  readonly run: (rows: readonly object[]) => Promise<readonly unknown[]>;
  readonly close: () => void;
};
