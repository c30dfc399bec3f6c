import type { JsonPath } from '../../data/json.ts';
import type { Problem } from '../../data/problem.ts';
import type { Editor } from './contract.ts';
import type { Applied } from './contract/document.ts';

/** Makes the change that a problem proposes, as one step. */
export function applyFix(editor: Editor, problem: Problem): Applied | undefined {
  const { fix } = problem;
  const { document, apply } = editor.document.getState();
  const node = document.nodes.find(({ id }) => id === (fix?.node ?? problem.node));
  if (fix === undefined || node === undefined) return undefined;
  const config = withValue(node.config, fix.at, fix.value);
  const applied = apply({ edit: 'configureNode', args: { node: node.id, config: isConfig(config) ? config : {} } });
  if (applied.problem !== undefined) editor.session.getState().tell(applied.problem.message);
  return applied;
}

/** The value with another one at a place in it; undefined takes away what is there. What is not on the way is shared. */
export function withValue(root: unknown, at: JsonPath, value: unknown): unknown {
  const [key, ...rest] = at;
  if (key === undefined) return value;
  if (Array.isArray(root) && typeof key === 'number') {
    const list: readonly unknown[] = root;
    if (rest.length === 0 && value === undefined) return list.toSpliced(key, 1);
    return key >= list.length ? [...list, withValue(undefined, rest, value)] : list.with(key, withValue(list[key], rest, value));
  }
  const object = typeof root === 'object' && root !== null ? root : {};
  const inner: unknown = Object.hasOwn(object, key) ? Reflect.get(object, key) : undefined;
  const changed = withValue(inner, rest, value);
  if (changed !== undefined) return { ...object, [key]: changed };
  return Object.fromEntries(Object.entries(object).filter(([each]) => each !== String(key)));
}

const isConfig = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
