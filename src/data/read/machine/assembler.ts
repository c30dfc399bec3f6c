/**
 * The little of WebAssembly's binary form that reading takes, written as nested calls: `add(get(a), 1)`. A piece of code
 * is a function from the labels around it to its bytes, since a branch counts how far out its label is.
 */
export type Code = (around: readonly Label[]) => readonly number[];
/** A number stands for itself, as a 32-bit integer. */
export type Operand = Code | number;

/** What a branch goes to: behind a block, or back to the beginning of a loop. */
export interface Label {
  readonly name: string;
}

export type MachineType = 'i32' | 'i64' | 'f64' | 'v128';
const typeCode: Readonly<Record<MachineType, number>> = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b };
const noValue = 0x40;

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
  return bytes;
}

function signed(value: bigint): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; ) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    const done = (rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

const coded = (operand: Operand): Code => (typeof operand === 'number' ? i32(operand) : operand);
const operation =
  (...bytes: readonly number[]) =>
  (...operands: readonly Operand[]): Code =>
  (around) => [...operands.flatMap((operand) => coded(operand)(around)), ...bytes];

export const i32 = (value: number): Code => () => [0x41, ...signed(BigInt(value | 0))];
export const i64 = (value: bigint): Code => () => [0x42, ...signed(BigInt.asIntN(64, value))];
export const f64 = (value: number): Code => () => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)];
/** The same byte sixteen times. */
export const bytes16 = (byte: number): Code => () => [0xfd, ...unsigned(12), ...Array.from({ length: 16 }, () => byte)];

export const add = operation(0x6a);
export const sub = operation(0x6b);
export const mul = operation(0x6c);
export const and = operation(0x71);
export const or = operation(0x72);
export const shl = operation(0x74);
export const not = operation(0x45);
export const same = operation(0x46);
export const differ = operation(0x47);
export const below = operation(0x49);
export const above = operation(0x4b);
export const less = operation(0x48);
export const more = operation(0x4a);
export const trailingZeros = operation(0x68);

export const add64 = operation(0x7c);
export const sub64 = operation(0x7d);
export const mul64 = operation(0x7e);
export const xor64 = operation(0x85);
export const shiftRight64 = operation(0x88);
export const differ64 = operation(0x52);
export const wide = operation(0xad);
export const narrow = operation(0xa7);

export const addDouble = operation(0xa0);
export const subDouble = operation(0xa1);
export const divDouble = operation(0xa3);
export const lessDouble = operation(0x63);
export const moreDouble = operation(0x64);
export const differDouble = operation(0x62);
export const doubleOf = operation(0xb7);
export const doubleOf64 = operation(0xb9);

export const sameBytes = operation(0xfd, 35);
export const andBytes = operation(0xfd, 78);
export const orBytes = operation(0xfd, 80);
export const xorBytes = operation(0xfd, 81);
export const anyBit = operation(0xfd, 83);
/** The highest bit of each byte. */
export const highBits = operation(0xfd, 100);
export const lowHalf = operation(0xfd, 29, 0);
export const highHalf = operation(0xfd, 29, 1);

/** Alignment is a hint only, and none is promised here. */
const load = (...code: readonly number[]) => (at: Operand, offset = 0): Code => (around) => [...coded(at)(around), ...code, 0, ...unsigned(offset)];
const store = (...code: readonly number[]) => (at: Operand, value: Operand, offset = 0): Code => (around) =>
  [...coded(at)(around), ...coded(value)(around), ...code, 0, ...unsigned(offset)];

export const load8 = load(0x2d);
export const load16 = load(0x2f);
export const load32 = load(0x28);
export const load64 = load(0x29);
export const loadDouble = load(0x2b);
export const loadBytes = load(0xfd, 0);
export const store8 = store(0x3a);
export const store32 = store(0x36);
export const store64 = store(0x37);
export const storeDouble = store(0x39);
export const storeBytes = store(0xfd, 11);

export interface Local {
  readonly type: MachineType;
  readonly index: number;
}

export const get = ({ index }: Local): Code => () => [0x20, ...unsigned(index)];
export const set = ({ index }: Local, value: Operand): Code => (around) => [...coded(value)(around), 0x21, ...unsigned(index)];
/** Sets it, and is its value. */
export const tee = ({ index }: Local, value: Operand): Code => (around) => [...coded(value)(around), 0x22, ...unsigned(index)];
export const raise = (local: Local, by: Operand): Code => set(local, add(get(local), by));

export const all = (...codes: readonly Code[]): Code => (around) => codes.flatMap((code) => code(around));
export const give = (value: Operand): Code => (around) => [...coded(value)(around), 0x0f];
/** Labels are inside of which others stand first. */
const inner = (around: readonly Label[], label: Label): readonly Label[] => [label, ...around];
const unnamed: Label = { name: '' };

export const when = (condition: Operand, ...codes: readonly Code[]): Code => (around) =>
  [...coded(condition)(around), 0x04, noValue, ...all(...codes)(inner(around, unnamed)), 0x0b];
export const either = (condition: Operand, then: Code, otherwise: Code): Code => (around) =>
  [...coded(condition)(around), 0x04, noValue, ...then(inner(around, unnamed)), 0x05, ...otherwise(inner(around, unnamed)), 0x0b];
export const block = (label: Label, ...codes: readonly Code[]): Code => (around) => [0x02, noValue, ...all(...codes)(inner(around, label)), 0x0b];
export const loop = (label: Label, ...codes: readonly Code[]): Code => (around) => [0x03, noValue, ...all(...codes)(inner(around, label)), 0x0b];
export const go = (label: Label): Code => (around) => [0x0c, ...unsigned(outTo(around, label))];
export const goWhen = (label: Label, condition: Operand): Code => (around) => [...coded(condition)(around), 0x0d, ...unsigned(outTo(around, label))];

function outTo(around: readonly Label[], label: Label): number {
  const depth = around.indexOf(label);
  if (depth < 0) throw new Error(`no label ${label.name} around here`);
  return depth;
}

/** A function of a module, to be called by others. */
export interface Routine {
  readonly index: number;
}

export const call = ({ index }: Routine, ...args: readonly Operand[]): Code => operation(0x10, ...unsigned(index))(...args);

type Make = (local: (type: MachineType) => Local, ...params: readonly Local[]) => Code;

export interface Assembly {
  /** All that is imported comes before what is defined. */
  readonly imported: (name: string, params: readonly MachineType[], result: MachineType) => Routine;
  /** The body leaves by `give`, or else the routine fails. */
  readonly routine: (params: readonly MachineType[], result: MachineType, make: Make) => Routine;
}

/** The beginning of every module, and the version. */
const magic = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

const sized = (bytes: readonly number[]): number[] => [...unsigned(bytes.length), ...bytes];
const listed = (items: readonly (readonly number[])[]): number[] => [...unsigned(items.length), ...items.flat()];
const section = (id: number, bytes: readonly number[]): number[] => [id, ...sized(bytes)];
const nameOf = (text: string): number[] => sized([...new TextEncoder().encode(text)]);

/** A module on an imported memory, `host.memory`, with one routine for others to call: `run`, the one that is given back. */
export function assemble(build: (assembly: Assembly) => Routine): Uint8Array<ArrayBuffer> {
  const types: number[][] = [];
  const imports: number[][] = [[...nameOf('host'), ...nameOf('memory'), 0x02, 0x00, 0x01]];
  const defined: number[][] = [];
  const bodies: number[][] = [];
  const typed = (params: readonly MachineType[], result: MachineType): number =>
    types.push([0x60, ...listed(params.map((type) => [typeCode[type]])), 1, typeCode[result]]) - 1;
  const run = build({
    imported: (name, params, result) => {
      imports.push([...nameOf('host'), ...nameOf(name), 0x00, ...unsigned(typed(params, result))]);
      return { index: types.length - 1 };
    },
    routine: (params, result, make) => {
      const index = typed(params, result);
      const locals: number[][] = [];
      const local = (type: MachineType): Local => ({ type, index: params.length + locals.push([1, typeCode[type]]) - 1 });
      const code = make(local, ...params.map((type, at) => ({ type, index: at })));
      defined.push(unsigned(index));
      bodies.push(sized([...listed(locals), ...code([]), 0x00, 0x0b]));
      return { index };
    },
  });
  return Uint8Array.from([
    ...magic,
    ...section(1, listed(types)),
    ...section(2, listed(imports)),
    ...section(3, listed(defined)),
    ...section(7, listed([[...nameOf('run'), 0x00, ...unsigned(run.index)]])),
    ...section(10, listed(bodies)),
  ]);
}
