/** The little of WebAssembly's binary form that is needed: numbers, sections, opcodes. */

export const opcode = {
  loop: 0x03, end: 0x0b, brIf: 0x0d, drop: 0x1a, select: 0x1b, localGet: 0x20, localSet: 0x21, localTee: 0x22,
  i32Load: 0x28, i64Load: 0x29, f64Load: 0x2b, i32Load8: 0x2d, i32Store: 0x36, f64Store: 0x39, i32Store8: 0x3a,
  i32Const: 0x41, i64Const: 0x42, f64Const: 0x44,
  i32Eqz: 0x45, i32Eq: 0x46, i32Ne: 0x47, i32LtU: 0x49, i64Ne: 0x52,
  f64Eq: 0x61, f64Ne: 0x62, f64Lt: 0x63, f64Gt: 0x64, f64Le: 0x65, f64Ge: 0x66,
  i32Add: 0x6a, i32Sub: 0x6b, i32Mul: 0x6c, i32And: 0x71, i32Or: 0x72, i32Shl: 0x74, i32ShrU: 0x76,
  i64Ctz: 0x7a, i64And: 0x83, i64Xor: 0x85, i64Shl: 0x86, i64ShrU: 0x88,
  f64Abs: 0x99, f64Neg: 0x9a, f64Ceil: 0x9b, f64Floor: 0x9c, f64Add: 0xa0, f64Sub: 0xa1, f64Mul: 0xa2, f64Div: 0xa3,
  f64Min: 0xa4, f64Max: 0xa5, f64Copysign: 0xa6,
  i32Wrap: 0xa7, i64ExtendU: 0xad, f64ConvertI32: 0xb7, i64Reinterpret: 0xbd, f64Reinterpret: 0xbf,
} as const;

/** Instructions on 128 bits: two doubles or four whole numbers at once. Each comes after a prefix. */
export const wide = {
  load: 0x00, store: 0x0b, constant: 0x0c, shuffle: 0x0d, i32Splat: 0x11, f64Splat: 0x14, i32Lane: 0x1b,
  load32Lane: 0x56, load64Lane: 0x57, store32Lane: 0x5a, load32Zero: 0x5c, load64Zero: 0x5d,
  i32Eq: 0x37, i32Ne: 0x38,
  f64Eq: 0x47, f64Ne: 0x48, f64Lt: 0x49, f64Gt: 0x4a, f64Le: 0x4b, f64Ge: 0x4c,
  not: 0x4d, and: 0x4e, or: 0x50, bitselect: 0x52,
  narrow16to8: 0x66, narrow32to16: 0x86, extend8to16: 0x89, extend16to32: 0xa9,
  i32Neg: 0xa1, i32Shl: 0xab, i32ShrS: 0xac, i32ShrU: 0xad, i32Add: 0xae, i32Sub: 0xb1, i32Mul: 0xb5,
  extendLow: 0xc7, extendHigh: 0xc8,
  f64Ceil: 0x74, f64Floor: 0x75, f64Abs: 0xec, f64Neg: 0xed,
  f64Add: 0xf0, f64Sub: 0xf1, f64Mul: 0xf2, f64Div: 0xf3, f64Min: 0xf4, f64Max: 0xf5, convertLow: 0xfe,
} as const;

export const wideCode = (name: keyof typeof wide): number[] => [0xfd, ...unsigned(wide[name])];

export type MachineType = 'i32' | 'i64' | 'f64' | 'v128';
const typeCode: Readonly<Record<MachineType, number>> = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b };

export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
  return bytes;
}

export function signed(value: bigint): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; ) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    const done = (rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

export const double = (value: number): number[] => [...new Uint8Array(Float64Array.of(value).buffer)];

const sized = (bytes: readonly number[]): number[] => unsigned(bytes.length).concat(bytes);
const section = (id: number, bytes: readonly number[]): number[] => [id].concat(sized(bytes));
const name = (text: string): number[] => sized([...new TextEncoder().encode(text)]);

/** A function of three whole numbers that gives nothing back. */
export interface Coded {
  readonly name: string;
  readonly locals: readonly MachineType[];
  readonly code: readonly number[];
}

/** A module with such functions on an imported memory. */
export function moduleOf(functions: readonly Coded[]): Uint8Array<ArrayBuffer> {
  const bodies = functions.map(({ locals, code }) => {
    const declared = locals.flatMap((type) => [1, typeCode[type]]);
    return sized(unsigned(locals.length).concat(declared, code, [opcode.end]));
  });
  const exported = functions.map((each, index) => name(each.name).concat([0x00], unsigned(index)));
  const counted = (all: readonly (readonly number[])[]): number[] => unsigned(all.length).concat(all.flat());
  return Uint8Array.from(
    [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00].concat(
      section(1, [1, 0x60, 3, typeCode.i32, typeCode.i32, typeCode.i32, 0]),
      section(2, [1, ...name('arena'), ...name('memory'), 0x02, 0x00, 0x01]),
      section(3, counted(functions.map(() => [0]))),
      section(7, counted(exported)),
      section(10, counted(bodies)),
    ),
  );
}
