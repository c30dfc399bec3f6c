/**
 * What a step keeps, in a form that can be written down: plain values, typed arrays, lists and records of these.
 */
export type State =
  | null
  | boolean
  | number
  | string
  | Float64Array
  | Int32Array
  | Uint8Array
  | readonly State[]
  | { readonly [name: string]: State };
