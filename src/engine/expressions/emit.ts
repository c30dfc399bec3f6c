import { draft, put } from './drafts.ts';
import type { Store } from './drafts.ts';
import { emitQuads } from './emit-quads.ts';
import { emitRows } from './emit-rows.ts';
import { moduleOf, opcode, wideCode } from './encode.ts';
import { isQuadable } from './quads.ts';

/** Computes all stores for so many rows; the addresses of the slots stand at the block. */
export type Compiled = (block: number, rows: number) => void;

type Loop = (block: number, from: number, to: number) => void;

/**
 * What can goes through the rows four at a time, and through those that are left over one by one, so that nothing is
 * read beyond them. What cannot goes one by one through all.
 */
export function compile(stores: readonly Store[], memory: WebAssembly.Memory): Compiled {
  const wideWorks = WebAssembly.validate(smallest());
  const wide = stores.filter(({ node }) => wideWorks && isQuadable(node));
  const narrow = stores.filter((store) => !wide.includes(store));
  const module = moduleOf([
    ...(wide.length === 0 ? [] : [emitQuads('quads', wide), emitRows('rest', wide)]),
    ...(narrow.length === 0 ? [] : [emitRows('rows', narrow)]),
  ]);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module), { arena: { memory } });
  const loop = (name: string): Loop | undefined => exports[name] as Loop | undefined;
  const [quads, rest, rows] = [loop('quads'), loop('rest'), loop('rows')];
  return (block, count) => {
    const even = count - (count % 4);
    if (even > 0) quads?.(block, 0, even);
    if (even < count) rest?.(block, even, count);
    rows?.(block, 0, count);
  };
}

/** A module that only an engine with instructions on 128 bits takes. */
function smallest(): Uint8Array<ArrayBuffer> {
  const { code, finish } = draft();
  put(code, [opcode.i32Const, 0, ...wideCode('i32Splat'), opcode.drop]);
  return moduleOf([finish('none', 1)]);
}
